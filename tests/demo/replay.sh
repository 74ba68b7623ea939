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

show()	# show CAPTURE "OPTION..." BOOT...
{
	local options=$2
	"$1" || return
	shift 2
	"$bin/demo-capture" "$tmp/c.pcap" "$tmp/frames" || return
	echo "file /lab/capture.frames $tmp/frames 0644 0 0" >"$tmp/list"
	"$bin/gen_init_cpio" -t 0 "$tmp/list" >"$tmp/cpio" || return
	# shellcheck disable=SC2086  # a word each
	"$@" --run "$out" --initrd "$tmp/cpio" --out "$tmp/result.json" \
		-- /lab/demo --capture $options || { status=$?; return "$status"; }
	"$bin/demo-picture" "$tmp/result.json" >"$tmp/picture"
}

replay()	# replay CAPTURE GOLDEN "OPTION..." BOOT...
{
	local golden=$2
	show "$1" "${@:3}"
	[ "$status" = 0 ] && diff "$here/$golden" "$tmp/picture"
}

# Of the 305 packets in tunnels, 32 of MPLS are sent to another port, as is a pseudowire, and 177
# are of other kinds.
kinds()
{
	show mix '--kinds gre_eth,geneve,udp_mpls --mpls-port 16635' "$@" && cat "$tmp/picture" &&
		grep -qx ' *96  read as tunnels, with .*' "$tmp/picture" && grep -qx ' *64  Ethernet in GRE' "$tmp/picture" &&
		grep -qx ' *32  Geneve' "$tmp/picture" && grep -qx ' *37  no tunnel' "$tmp/picture" &&
		grep -qx ' *177  tunnels that are not chosen' "$tmp/picture"
}

# shellcheck disable=SC2254  # a glob; boot no VM if the test is not wanted
case $suite.replay in
${T:-*})
	replay mix golden.capture '' "$@" >"$log" 2>&1
	ok replay $? ;;
esac
# shellcheck disable=SC2254
case $suite.kinds in
${T:-*})
	kinds "$@" >"$log" 2>&1
	ok kinds $? ;;
esac
# shellcheck disable=SC2254
case $suite.field in
${T:-*})
	replay field golden.field '--vxlan-port 8472 --fou-port 5555' "$@" >"$log" 2>&1
	ok field $? ;;
esac
tap_end
[ "$status" -le 1 ] || exit "$status"
