#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# compare.sh TREE OUT JOBS: run the selftests of list that $T matches on both kernels, see
# run-one.sh, and print the table, which OUT.txt gets, too. A test with a result that is worse on our
# kernel runs a second time on it, and the table says so. On a busy machine without KVM, guests lose
# packets to timeouts. Exit status: 1 if a result is still worse, 2 if a guest did not start.
# shellcheck disable=SC2317  # each_row calls functions by their names
set -euo pipefail
tree=$1 out=$2 jobs=$3
here=$(dirname "$0")
# shellcheck source=tests/selftests/rows.sh
. "$here/rows.sh"

# The arguments of run-one.sh, each ended by a NUL
run_arguments()
{
	local kernel
	[ "$3" != no ] && [ -z "$(missing "$tree" "$2" "$4")" ] || return 0
	for kernel in $kernels; do printf '%s\0' "$out" "$kernel" "$1" "$3"; done
}

run_all() { each_row run_arguments | xargs -0 -r -n 4 -P "$jobs" "$here/run-one.sh"; }

# What the table needs to know of each row
facts()
{
	local not=
	[ "$3" != no ] || not="${4#-} $5"
	[ "$3" = no ] || not=$(missing "$tree" "$2" "$4")
	[ "$3" = no ] || [ -z "$not" ] || not="not built: $not"
	printf '%s\t%s\t%s\n' "$1" "$2" "$not"
}

table()
{
	local taps
	each_row facts >"$out/facts"
	mapfile -t taps < <(find "$out/ours" "$out/pristine" -name '*.tap' | LC_ALL=C sort)
	awk -v again=" $again " -v worse="$out/worse" -f "$here/verdict-table.awk" "$out/facts" "${taps[@]}"
}

rm -rf "$out"
mkdir -p "$out/ours" "$out/pristine"
again='' kernels='pristine ours' status=0
run_all
table >"$out.txt" || status=$?
if [ $status = 1 ]; then
	again=$(tr '\n' ' ' <"$out/worse") kernels=ours status=0
	for T in $again; do
		cp "$out/ours/$T.tap" "$out/ours/$T.first"
		run_all
	done
	table >"$out.txt" || status=$?
fi
cat "$out.txt"
exit $status
