#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# hooks.sh O GLOBS: take out each hook of the overlay, one at a time, and see a test
# fail; candidates.sh says what a hook is, and what GLOBS choose.
#
# O is a build of its own: what is taken out is taken out there, from the kernel
# file that the rules have made, so neither the sources nor another build know. A
# hook that nothing else builds without is as good as tested. The table is O/hooks.txt.
#
# A kernel takes a minute, so candidates.share one: each of ice, mlx5 and the rest but the
# core lacks one hook, and is judged by its own tests.
set -u
out=$1 globs=$2
base=$out/debian here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'restore; rm -rf "$tmp"' EXIT
red=0 unbuilt=0 unguarded=0

build()
{
	env -u MAKEFLAGS -u MFLAGS MAKELEVEL=1 make --no-print-directory O="$out" KERNEL= T='*' "$@"
}

jobs_of()	# by file
{
	case $1 in
	*/ice/*)	echo kunit ;;
	*/mlx5/*)	echo kunit mlx5-stored mlx5-virtio mlx5 ;;
	*/virtio_net.c)	echo kunit virtio tap ;;
	*)		echo layer ;;
	esac
}

# What tells of a file: failures by the name of the test
tests_of()
{
	case $1 in
	*/ice/*)	echo 'kunit_results: kunit\.ice_' ;;
	*/mlx5/*)	echo '(kunit_results: kunit\.mlx5|mlx5)' ;;
	drivers/*)	echo '(kunit_results: kunit\.virtio|virtio|carriers|kfunc|readers|headroom|frags|queues|socket|tap|layer|demo)' ;;
	*)		echo '[a-z]' ;;
	esac
}

job_lines()
{
	local job
	for job in $(printf '%s\n' "$@" | sort -u); do
		grep -hE "^$job " tests/jobs "$here/jobs"
	done
}

restore()
{
	[ ! -d "$tmp/with" ] || cp -r "$tmp/with/." "$base/overlay/"
}

say()	# say WORD NAME DETAIL
{
	printf '  %-10s%-62s %s\n' "$1" "$2" "$3" | tee -a "$out/hooks.txt"
}

# failures FILE: what the run in $tmp/log has against it
failures()
{
	sed -n '/^Failed:/,$p' "$tmp/log" | grep -E "^ +$(tests_of "$1")" >"$tmp/failed" || return
	echo "$(sed -n '1s/^ *//p' "$tmp/failed" | cut -c1-100)$(awk 'END { if (NR > 1) printf ", +%d", NR - 1 }' "$tmp/failed")"
}

# A VM that panicked or hung has no names to give.
downfall()
{
	grep -m1 -oE '(PANIC|TIMEOUT): .*' "$tmp/log" | sed 's/; see .*//' | cut -c1-100
}

# A line of a round is NAME FILE WITHOUT: put WITHOUT in the place of FILE.
take_out()
{
	local name file without
	restore
	while read -r name file without; do
		cp "$without" "$base/overlay/$file"
	done <"$1"
	build kernel V=1 >"$tmp/log" 2>&1 </dev/null	# nobody waits for progress
}

run_tests()	# run_tests ROUND: the status of make test
{
	local name file without jobs=
	while read -r name file without; do jobs+=" $(jobs_of "$file")"; done <"$1"
	# shellcheck disable=SC2086  # a list of names
	job_lines $jobs >"$tmp/jobs"
	# The guest's programs stay: no hook changes what they are built from.
	build test TEST_JOBS="$tmp/jobs" -o "$base/usr/include/linux/bpf.h" -o "$base/bpf/.vmlinux.h" \
		>"$tmp/log" 2>&1 </dev/null
}

one_by_one()
{
	local line
	while read -r line; do
		echo "$line" >"$tmp/single"
		round "$tmp/single"
	done < <(cat "$1")
}

judge()	# judge ROUND STATUS
{
	local name file without what
	while read -r name file without; do
		cp "$tmp/log" "$out/${name//\//_}.log"
		if [ "$2" = 2 ]; then
			say BROKEN "$name" "the lab itself; see $out/${name//\//_}.log"
			exit 2
		elif [ "$2" != 0 ] && what=$(failures "$file" || downfall) && [ "$what" ]; then
			red=$((red + 1))
			say RED "$name" "$what"
		else
			unguarded=$((unguarded + 1))
			say UNGUARDED "$name" "see $out/${name//\//_}.log"
		fi
	done <"$1"
}

round()	# round FILE: its lines together, or one by one if that does not tell them apart
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
		unbuilt=$((unbuilt + 1))
		say 'NO BUILD' "$(cut -d' ' -f1 "$1")" "$(grep -m1 -oE 'error: .*' "$tmp/log" | cut -c1-100)"
	else
		one_by_one "$1"
	fi
}

echo '  HOOKS   all of them in place, to begin with'
# It is none of ours if an earlier version has built there.
[ -e "$out/.xdp-rx-meta" ] || rm -rf "$out"
# A run that was killed may have left one out.
rm -rf "$base/overlay"
job_lines kunit layer virtio tap mlx5-stored mlx5-virtio mlx5 >"$tmp/jobs"
build test TEST_JOBS="$tmp/jobs" || exit
: >"$out/hooks.txt"
"$here/candidates.sh" "$base" "$globs" "$tmp" || exit
while read -r name; do
	unbuilt=$((unbuilt + 1))
	say 'NO BUILD' "$name" 'other rules need it'
done <"$tmp/needed"

while read -r line; do
	echo "$line" >"$tmp/round"
	round "$tmp/round"
done <"$tmp/lane.core"
for ((n = 1; ; n++)); do
	for lane in "$tmp"/lane.*; do
		[ "$lane" = "$tmp/lane.core" ] || sed -n "${n}p" "$lane"
	done >"$tmp/round"
	[ -s "$tmp/round" ] || break
	round "$tmp/round"
done

echo "$red hooks guarded by a test, $unbuilt by the build, $unguarded unguarded" | tee -a "$out/hooks.txt"
[ $unguarded = 0 ]
