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
set -u
out=$1 glob=$2
base=$out/debian here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'restore; rm -rf "$tmp"' EXIT
red=0 unbuilt=0 unguarded=0 file=

build()
{
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL MAKELEVEL=1 make --no-print-directory O="$out" KERNEL= T='*' "$@"
}

# The jobs that look at one file of the kernel: those most likely to fail first.
jobs_of()
{
	local names
	case $1 in
	*/ice/*)	names='kunit' ;;
	*/mlx5/*)	names='kunit mlx5-stored mlx5' ;;
	*/virtio_net.c)	names='virtio tap' ;;
	*)		names='kunit layer-1 layer-2' ;;
	esac
	for name in $names; do
		grep -hE "^$name " tests/jobs "$here/jobs"
	done
}

restore()
{
	[ -z "$file" ] || { [ -e "$tmp/with" ] && cp "$tmp/with" "$base/overlay/$file"; }
}

say()	# say WORD NAME DETAIL
{
	printf '  %-10s%-62s %s\n' "$1" "$2" "$3" | tee -a "$out/hooks.txt"
}

# What the run in $tmp/log has against it.
failures()
{
	local n first
	first=$(sed -n '/^Failed:/,$p' "$tmp/log" | sed -n '2s/^ *//p' | cut -c1-100)
	n=$(sed -n '/^Failed:/,$p' "$tmp/log" | grep -c '^  ')
	echo "${first:-$(tail -n 1 "$tmp/log")}$([ "$n" -lt 2 ] || echo ", +$((n - 1))")"
}

judge()	# judge NAME KERNEL-FILE: a kernel with this file
{
	local status=0
	cp "$2" "$base/overlay/$file"
	if ! build kernel >"$tmp/log" 2>&1; then
		unbuilt=$((unbuilt + 1))
		say 'NO BUILD' "$1" "$(grep -m1 -oE 'error: .*' "$tmp/log")"
		return
	fi
	jobs_of "$file" >"$tmp/jobs"
	build test TEST_JOBS="$tmp/jobs" >"$tmp/log" 2>&1 || status=$?
	cp "$tmp/log" "$out/hooks.log"
	case $status in
	0)	unguarded=$((unguarded + 1))
		say UNGUARDED "$1" '' ;;
	2)	say BROKEN "$1" "the lab itself; see $out/hooks.log"
		exit 2 ;;
	*)	red=$((red + 1))
		say RED "$1" "$(failures)" ;;
	esac
}

chosen()
{
	# shellcheck disable=SC2254  # a glob
	case $1 in $glob) true ;; *) false ;; esac
}

# rule RULES NAME SITES
rule()
{
	local site name=$file:$2
	awk -v rule="$2" -f "$here/without.awk" "$1" >"$tmp/rules"
	if ! grep -q '^@[a-z]' "$tmp/rules"; then
		cp "$base/pristine/$file" "$tmp/without"
	elif ! scripts/cocci.sh "$tmp/rules" "$base/pristine/$file" "$file" "$tmp/without" 2>"$tmp/log"; then
		say 'NO BUILD' "$name" 'other rules need it'
		unbuilt=$((unbuilt + 1))
		return
	fi
	if [ "$3" = 1 ]; then
		judge "$name" "$tmp/without"
		return
	fi
	for ((site = 1; site <= $3; site++)); do
		diff -U0 "$tmp/without" "$tmp/with" |
			awk -v site=$site -f "$here/sites.awk" - "$tmp/with" >"$tmp/one"
		judge "$name-$site" "$tmp/one"
	done
}

mkdir -p "$out"
: >"$out/hooks.txt"
sed '/^\(make\|overlay\|lab\|replay\|tunnel\|capture\|picture\|absent\) /d' tests/jobs | cat - "$here/jobs" >"$tmp/jobs"
echo '  HOOKS   all of them, to begin with'
build test TEST_JOBS="$tmp/jobs" || exit

while read -r rules; do
	file=${rules%.cocci}
	cp "$base/overlay/$file" "$tmp/with"
	while read -r name sites; do
		! chosen "$file:$name" || rule "$rules" "$name" "$sites"
	done < <(awk '/^\/\/ sites: / { n = $3 }
		match($0, /^@[a-z][a-z0-9_]*/) { print substr($0, 2, RLENGTH - 1), n ? n : 1; n = 0 }' "$rules")
	restore
	rm "$tmp/with"
done < <(git ls-files '*.cocci')

echo "$red hooks guarded by a test, $unbuilt by the build, $unguarded unguarded" | tee -a "$out/hooks.txt"
[ $unguarded = 0 ]
