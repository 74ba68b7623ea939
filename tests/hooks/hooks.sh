#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# hooks.sh O GLOB: take out each hook of the overlay, one at a time, and see a test
# fail. A hook is a rule of a .cocci file, or one of its sites where it has several;
# GLOB chooses among their names, PATH:RULE or PATH:RULE-N.
#
# O is a build of its own: what is taken out is taken out there, from the kernel
# file that the rules have made, so neither the sources nor another build know. A
# hook that nothing else builds without is as good as tested. The table is O/hooks.txt.
#
# A kernel takes a minute, so hooks of drivers that cannot see each other share one:
# each of ice, mlx5 and the rest but the core lacks one, and is judged by its own tests.
set -u
out=$1 glob=$2
base=$out/debian here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'restore; rm -rf "$tmp"' EXIT
red=0 unbuilt=0 unguarded=0

build()
{
	env -u MAKEFLAGS -u MFLAGS MAKELEVEL=1 make --no-print-directory O="$out" KERNEL= T='*' "$@"
}

# Whose tests tell: a lane has one hook less at a time.
lane_of()
{
	case $1 in
	*/ice/*)	echo ice ;;
	*/mlx5/*)	echo mlx5 ;;
	drivers/*)	echo virtual ;;
	*)		echo core ;;
	esac
}

jobs_of()	# by file
{
	case $1 in
	*/ice/*)	echo kunit ;;
	*/mlx5/*)	echo kunit mlx5-stored mlx5 ;;
	*/virtio_net.c)	echo kunit virtio tap ;;
	*)		echo layer-1 layer-2 ;;
	esac
}

# Failures by the name of the test, for each lane
tests_of()
{
	case $1 in
	ice)		echo '^ *kunit_results: kunit\.ice_' ;;
	mlx5)		echo '^ *(kunit_results: kunit\.mlx5|mlx5)' ;;
	virtual)	echo '^ *(kunit_results: kunit\.virtio|virtio|carriers|kfunc|readers|headroom|frags|queues|socket|tap|layer|demo)' ;;
	*)		echo . ;;
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

# What the run in $tmp/log has against a lane.
failures()
{
	sed -n '/^Failed:/,$p' "$tmp/log" | grep -E "$(tests_of "$1")" >"$tmp/failed" || return
	echo "$(sed -n '1s/^ *//p' "$tmp/failed" | cut -c1-100)$(awk 'END { if (NR > 1) printf ", +%d", NR - 1 }' "$tmp/failed")"
}

# A line of a lane is NAME FILE WITHOUT: put WITHOUT in the place of FILE.
take_out()
{
	local name file without
	restore
	while read -r name file without; do
		cp "$without" "$base/overlay/$file"
	done <"$1"
	build kernel >"$tmp/log" 2>&1 </dev/null
}

judge()	# judge ROUND: what its lines lack is out already
{
	local status=0 name file without what jobs=
	while read -r name file without; do jobs+=" $(jobs_of "$file")"; done <"$1"
	# shellcheck disable=SC2086  # a list of names
	job_lines $jobs >"$tmp/jobs"
	# The guest's programs stay: no hook changes what they are built from.
	build test TEST_JOBS="$tmp/jobs" -o "$base/usr/include/linux/bpf.h" -o "$base/bpf/.vmlinux.h" \
		>"$tmp/log" 2>&1 </dev/null || status=$?
	cp "$tmp/log" "$out/hooks.log"
	while read -r name file without; do
		if [ $status = 2 ]; then
			say BROKEN "$name" "the lab itself; see $out/hooks.log"
			exit 2
		elif [ $status != 0 ] && what=$(failures "$(lane_of "$file")"); then
			red=$((red + 1))
			say RED "$name" "$what"
		else
			unguarded=$((unguarded + 1))
			say UNGUARDED "$name" ''
		fi
	done <"$1"
}

round()	# round FILE: its lines together, or one by one if that builds no kernel
{
	local line
	if take_out "$1"; then
		judge "$1"
	elif [ "$(wc -l <"$1")" = 1 ]; then
		unbuilt=$((unbuilt + 1))
		say 'NO BUILD' "$(cut -d' ' -f1 "$1")" "$(grep -m1 -oE 'error: .*' "$tmp/log" | cut -c1-100)"
	else
		while read -r line; do
			echo "$line" >"$tmp/single"
			round "$tmp/single"
		done < <(cat "$1")
	fi
}

# The rules of a file and how many sites each has
rules_of()
{
	awk '/^\/\/ sites: / { n = $3 }
		match($0, /^@[a-z][a-z0-9_]*/) { print substr($0, 2, RLENGTH - 1), n ? n : 1; n = 0 }' "$1"
}

# prepare RULES FILE NAME SITES: lines for the lane of FILE
prepare()
{
	local site file=$2 lane without=$tmp/without/$2:$3
	lane=$tmp/lane.$(lane_of "$file")
	mkdir -p "$(dirname "$without")"
	awk -v rule="$3" -f "$here/without.awk" "$1" >"$tmp/rules"
	if ! grep -q '^@[a-z]' "$tmp/rules"; then
		cp "$base/pristine/$file" "$without"
	elif ! scripts/cocci.sh "$tmp/rules" "$base/pristine/$file" "$file" "$without" 2>"$tmp/log"; then
		say 'NO BUILD' "$file:$3" 'other rules need it'
		unbuilt=$((unbuilt + 1))
		return
	fi
	if [ "$4" = 1 ]; then
		echo "$file:$3 $file $without" >>"$lane"
		return
	fi
	for ((site = 1; site <= $4; site++)); do
		diff -U0 "$without" "$base/overlay/$file" |
			awk -v site=$site -f "$here/sites.awk" - "$base/overlay/$file" >"$without-$site"
		echo "$file:$3-$site $file $without-$site" >>"$lane"
	done
}

prepare_all()
{
	local rules file name sites
	while read -r rules; do
		file=${rules%.cocci}
		while read -r name sites; do
			# shellcheck disable=SC2254  # a glob
			case $file:$name in $glob) ;; *) continue ;; esac
			mkdir -p "$(dirname "$tmp/with/$file")"
			cp "$base/overlay/$file" "$tmp/with/$file"
			prepare "$rules" "$file" "$name" "$sites"
		done < <(rules_of "$rules")
	done < <(git ls-files '*.cocci')
	[ -d "$tmp/with" ] || { echo "HOOKS=$glob: no rule has such a name" >&2; exit 1; }
}

mkdir -p "$out"
: >"$out/hooks.txt"
echo '  HOOKS   all of them in place, to begin with'
job_lines kunit layer-1 layer-2 virtio tap mlx5-stored mlx5 >"$tmp/jobs"
build test TEST_JOBS="$tmp/jobs" || exit
prepare_all

touch "$tmp/lane.core"
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
