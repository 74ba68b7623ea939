#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# hooks.sh O KEY GLOBS GUARDS: take out each hook of the overlay, one at a time, and see a test
# fail. candidates.sh says what a hook is, and what GLOBS choose.
#
# O is a build of its own, and KEY its directory for the kernel. A hook is taken out there,
# from the kernel file that the rules have made, so neither the sources nor another build
# change. A hook without which the kernel does not build counts as tested. The table of
# results is O/hooks.txt.
#
# A kernel takes a minute to build, so one kernel lacks up to three hooks at a time: one
# of ice, one of mlx5, one of the virtual drivers. Each is judged by its own tests. The
# core's hooks are taken out alone.
#
# The list GUARDS names a test for each hook, which runs first. If it fails, the hook is guarded
# and no other test runs. Without such a line, or if that test passes, all tests of the hook
# run; for a single hook they end at the first failure, so the table then counts at least so
# many. O/guards.list has the tests that failed.
set -u
out=$1 globs=$3 guards=$4
base=$out/$2 here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'restore; rm -rf "$tmp"' EXIT
# shellcheck source=tests/hooks/rounds.sh
. "$here/rounds.sh"
# shellcheck source=tests/hooks/run-jobs.sh
. "$here/run-jobs.sh"
# shellcheck source=tests/hooks/guards.sh
. "$here/guards.sh"
# shellcheck source=tests/hooks/results.sh
. "$here/results.sh"

echo '  HOOKS   all of them in place, to begin with'
# An earlier version has built there if there is no marker.
[ -e "$out/.xdp-rx-meta" ] || rm -rf "$out"
# A run that was killed may have left a hook out.
rm -rf "$base/overlay"
build -s tree || exit
"$here/candidates.sh" "$base" "$globs" "$tmp" || exit
cat "$tmp"/group.* >"$tmp/all"
if [ -s "$tmp/all" ]; then
	choose_jobs "$tmp/all"
	build test TEST_JOBS="$tmp/jobs" || exit
fi
: >"$out/hooks.txt"
: >"$out/guards.list"
needed_by_rules "$tmp/needed"

while read -r line; do
	echo "$line" >"$tmp/round"
	round "$tmp/round"
done <"$tmp/group.core"
for ((n = 1; ; n++)); do
	for group in "$tmp"/group.*; do
		[ "$group" = "$tmp/group.core" ] || sed -n "${n}p" "$group"
	done >"$tmp/round"
	[ -s "$tmp/round" ] || break
	round "$tmp/round"
done
summary
