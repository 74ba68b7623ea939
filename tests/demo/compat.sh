#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# compat.sh BIN OUT BOOT...: do what `make demo COMPAT=1` does in the guest that BOOT... starts
# with a stock kernel, with logs in OUT. Prints TAP.
set -u
here=$(dirname "$0")
bin=$1 out=$2
shift 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
# shellcheck disable=SC2034  # tap.sh uses them
suite=compat log=$tmp/log status=0
# shellcheck source=tests/lib/tap.sh
. "$here/../lib/tap.sh"

show()	# show TUNNEL BOOT...
{
	local tunnel=$1
	shift
	"$@" --run "$out" --out "$tmp/result.json" -- /lab/demo --compat --tunnel "$tunnel" ||
		{ status=$?; return 2; }
	"$bin/demo-picture" "$tmp/result.json" >"$tmp/picture" && cat "$tmp/picture"
}

says() { grep -qF "$1" "$tmp/picture" || { echo "missing: $1"; false; }; }

# shellcheck disable=SC2254  # a glob; boot no VM if the test is not wanted
case $suite.demo in
${T:-*})
	show gre "$@" >"$log" 2>&1; ok demo $?
	{ says 'without: one CPU has everything (1 of 8 used)' && says 'with: all CPUs are used (8 of 8)' &&
		says 'with: all queues are used (8 of 8)' && says 'nothing is lost (0 of 8192 packets)' &&
		says 'each flow keeps its order (0 packets out of it)'; } >"$log" 2>&1; ok cpus $?
	{ says 'each served by the CPU that the cpumap chose; nothing is stored' &&
		says 'with a CPU chosen by the flow inside' &&
		says 'the skb of a packet has a hash: with 4096 of 4096, without 0' && grep -q '"compat":1' "$tmp/result.json"; } >"$log" 2>&1
	ok said $? ;;
esac
# One whose device is a module of its own. demo-picture judges as for the first.
# shellcheck disable=SC2254
case $suite.vxlan in
${T:-*})
	show vxlan "$@" >"$log" 2>&1; ok vxlan $? ;;
esac
tap_end
[ "$status" -le 1 ] || exit "$status"
