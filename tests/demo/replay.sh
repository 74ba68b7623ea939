#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# replay.sh BIN OUT BOOT...: replay a capture of known contents in the guest that
# BOOT... starts, with logs in OUT, and compare the picture. Prints TAP.
set -u
here=$(dirname "$0")
bin=$1 out=$2
shift 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
suite=capture log=$tmp/log status=0
# shellcheck source=tests/lib/tap.sh
. "$here/../lib/tap.sh"

replay()
{
	"$bin/make_capture" ns-swapped ether mix >"$tmp/c.pcap" &&
		"$bin/demo-capture" "$tmp/c.pcap" "$tmp/frames" || return
	echo "file /lab/capture.frames $tmp/frames 0644 0 0" >"$tmp/list"
	"$bin/gen_init_cpio" -t 0 "$tmp/list" >"$tmp/cpio" || return
	"$@" --run "$out" --initrd "$tmp/cpio" --out "$tmp/result.json" \
		-- /lab/demo --capture || { status=$?; return "$status"; }
	"$bin/demo-picture" "$tmp/result.json" >"$tmp/picture"
	diff "$here/golden.capture" "$tmp/picture"
}

# shellcheck disable=SC2254  # a glob; boot no VM if the test is not wanted
case $suite.replay in
${T:-*})
	replay "$@" >"$log" 2>&1
	ok replay $? ;;
esac
tap_end
[ "$status" -le 1 ] || exit "$status"
