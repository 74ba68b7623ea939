#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# replay.sh BIN OUT BOOT...: replay captures of known contents in the guest that
# BOOT... starts, with logs in OUT, and compare the picture. Prints TAP.
#
# The captures in captures/ have one form, so that they can follow each other in one file.
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

mix() { "$bin/make_capture" ns-swapped ether mix >"$tmp/c.pcap"; }
field()
{
	local file head=1
	for file in "$here"/captures/*.pcap; do
		tail -c +$head "$file" && head=25 || return
	done >"$tmp/c.pcap"
}

replay()	# replay CAPTURE GOLDEN "OPTION..." BOOT...
{
	local golden=$2 options=$3
	"$1" || return
	shift 3
	"$bin/demo-capture" "$tmp/c.pcap" "$tmp/frames" || return
	echo "file /lab/capture.frames $tmp/frames 0644 0 0" >"$tmp/list"
	"$bin/gen_init_cpio" -t 0 "$tmp/list" >"$tmp/cpio" || return
	# shellcheck disable=SC2086  # a word each
	"$@" --run "$out" --initrd "$tmp/cpio" --out "$tmp/result.json" \
		-- /lab/demo --capture $options || { status=$?; return "$status"; }
	"$bin/demo-picture" "$tmp/result.json" >"$tmp/picture"
	diff "$here/$golden" "$tmp/picture"
}

# shellcheck disable=SC2254  # a glob; boot no VM if the test is not wanted
case $suite.replay in
${T:-*})
	replay mix golden.capture '' "$@" >"$log" 2>&1
	ok replay $? ;;
esac
# shellcheck disable=SC2254
case $suite.field in
${T:-*})
	replay field golden.field '--vxlan-port 8472 --fou-port 5555' "$@" >"$log" 2>&1
	ok field $? ;;
esac
tap_end
[ "$status" -le 1 ] || exit "$status"
