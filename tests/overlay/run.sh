#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh WORK: test what make tree, make series and the checks of rules promise, on a copy
# of this project whose rules are then broken. WORK is the build's directory for one
# kernel; its pristine tree is only read. Prints TAP.
set -u
work=$(realpath "$1")
top=$(dirname "$(realpath "$0")")/../..
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# shellcheck disable=SC2034  # for tap.sh
suite=overlay log=$tmp/log
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

cd "$top" || exit 2
mkdir "$tmp/src" "$tmp/out" "$tmp/out/debian" "$tmp/out/debian/tree"
cp -a Makefile VERSION series scripts drivers include kernel net tools Documentation bpf nic qemu tests demo examples "$tmp/src/"
ln -s "$work/pristine" "$tmp/out/debian/pristine"
cp -a "$work/overlay" "$tmp/out/debian/"
touch "$tmp/out/debian/.pristine"
touch "$tmp/out/.xdp-rx-meta"
# They are made from the same rules: make them as new as if they had been made here.
find "$tmp/out/debian/overlay" -type f -exec touch {} +
cd "$tmp/src" || exit 2

# run ARGUMENT...: make with these arguments, its output in the log
run()
{
	env -u MAKEFLAGS -u MFLAGS -u O -u KERNEL -u LINUX -u DEBUG -u COVERAGE make --no-print-directory O="$tmp/out" "$@" >"$log" 2>&1
}

sums()	{ (cd "$tmp/out/debian/tree" && find . -type f -exec md5sum {} + | sort -k2); }
times()	{ (cd "$tmp/out/debian/tree" && find . -type f ! -name .overlay -printf '%T@ %p\n' | sort -k2); }

run tree && sums >"$tmp/sums" && [ -s "$tmp/sums" ]; ok builds $?
times >"$tmp/times"
run tree && times | cmp -s - "$tmp/times"; ok second_run_changes_nothing $?

. tests/overlay/series_test.sh
. tests/overlay/named_rules_test.sh
. tests/overlay/newer_test.sh
. tests/overlay/edits_test.sh
. tests/overlay/kernel_test.sh
. tests/overlay/audit_test.sh
. tests/overlay/bases_test.sh
. tests/overlay/rules_test.sh
tap_end
