#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# hooks.sh O KEY GLOBS: take out each hook of the overlay, one at a time, and see a test
# fail. candidates.sh says what a hook is, and what GLOBS choose.
#
# O is a build of its own, and KEY its directory for the kernel. A hook is taken out there,
# from the kernel file that the rules have made, so neither the sources nor another build
# change. A hook without which the kernel does not build counts as tested. The table of
# results is O/hooks.txt.
#
# A kernel takes a minute to build, so one kernel lacks up to three hooks at a time: one
# of ice, one of mlx5, one of the virtual drivers. Each is judged by its own tests. The
# core's hooks are taken out alone. The run for a single hook ends at the first failure, so
# the table then counts at least so many.
set -u
out=$1 globs=$3
base=$out/$2 here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'restore; rm -rf "$tmp"' EXIT
# shellcheck source=tests/hooks/run-jobs.sh
. "$here/run-jobs.sh"
# shellcheck source=tests/hooks/results.sh
. "$here/results.sh"

build()
{
	env -u MAKEFLAGS -u MFLAGS MAKELEVEL=1 make --no-print-directory O="$out" KERNEL= T='*' "$@"
}

restore() { [ ! -d "$tmp/with" ] || cp -r "$tmp/with/." "$base/overlay/"; }

# take_out ROUND: a line of ROUND is NAME FILE WITHOUT: put WITHOUT in the place of FILE.
take_out()
{
	local name file without
	restore
	while read -r name file without; do
		cp "$without" "$base/overlay/$file"
	done <"$1"
	build kernel V=1 >"$tmp/log" 2>&1 </dev/null	# without the line of progress
}

one_by_one()	# one_by_one ROUND
{
	local line
	while read -r line; do
		echo "$line" >"$tmp/single"
		round "$tmp/single"
	done < <(cat "$1")
}

round()	# round ROUND: its hooks together, or one by one if that cannot tell them apart
{
	local status=0 lines
	lines=$(wc -l <"$1")
	if take_out "$1"; then
		run_tests "$1" || status=$?
		case $status in
		0|1|2)	judge "$1" $status ;;
		*)	if [ "$lines" = 1 ]; then judge "$1" $status; else one_by_one "$1"; fi ;;
		esac
	elif [ "$lines" = 1 ]; then
		not_built "$1"
	else
		one_by_one "$1"
	fi
}

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
