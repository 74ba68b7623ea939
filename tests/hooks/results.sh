# shellcheck shell=bash disable=SC2034,SC2154
# SPDX-License-Identifier: GPL-2.0
#
# results.sh: sourced by hooks.sh: what the failure of a test says about a hook. The last
# run's output is in $tmp/log.

red=0 unbuilt=0 unguarded=0

# tests_of FILE: how a failure of such a test begins in the summary, behind its job
tests_of()
{
	case $1 in
	*/ice/*)	echo '(kunit_results: kunit\.ice_|ice)' ;;
	*/mlx5/*)	echo '(kunit_results: kunit\.mlx5|mlx5)' ;;
	*/idpf/*|*/libeth/*) echo 'kunit_results: kunit\.idpf' ;;
	drivers/*)	echo '(kunit_results: kunit\.virtio|virtio|carriers|kfunc|readers|headroom|frags|queues|socket|tap|layer|demo)' ;;
	*)		echo '[a-z]' ;;
	esac
}

say()	# say WORD NAME DETAIL
{
	printf '  %-10s%-62s %s\n' "$1" "$2" "$3" | tee -a "$out/hooks.txt"
}

# guarded NAME TEST: the hook's test, also as a line for guards.list: without its program where
# make test takes T= for the name alone
guarded()
{
	local name
	red=$((red + 1))
	say RED "$1" "$2"
	name=$(sed -n '1s/^ *//p' "$tmp/failed" 2>/dev/null)
	name=${name#kunit_results: }
	name=${name/: /.}
	# A program that ended early names no test.
	[[ -z $name || $name = *\ * ]] || echo "$1 $name" >>"$out/guards.list"
}

# failures PATTERN: the first failed test that begins so, one of traffic if there is any,
# and how many more there are
failures()
{
	rm -f "$tmp/failed"
	sed -n '/^Failed:/,$p' "$tmp/log" | sed -E "s/^ +[a-z0-9-]+: ([a-z0-9_]+: )/  \1/" | grep -E "^ +$1" >"$tmp/all_failed" || return
	{ grep -v kunit_results "$tmp/all_failed"; grep kunit_results "$tmp/all_failed"; } >"$tmp/failed"
	echo "$(sed -n '1s/^ *//p' "$tmp/failed" | cut -c1-100)$(awk 'END { if (NR > 1) printf ", +%d", NR - 1 }' "$tmp/failed")"
}

# A VM that panicked or hung names no test.
verdict_of_vm()
{
	grep -m1 -oE '(PANIC|TIMEOUT): .*' "$tmp/log" | sed 's/; see .*//' | cut -c1-100
}

# judge ROUND STATUS: make test of a kernel without the hooks of ROUND ended with STATUS
judge()
{
	local name file without what pattern='[a-z]'
	while read -r name file without; do
		cp "$tmp/log" "$out/${name//\//_}.log"
		# The failures of a kernel without one hook are all that hook's.
		[ "$together" = 1 ] || pattern=$(tests_of "$file")
		if [ "$2" = 2 ]; then
			say BROKEN "$name" "the lab itself; see $out/${name//\//_}.log"
			exit 2
		elif [ "$2" != 0 ] && what=$(failures "$pattern" || verdict_of_vm) && [ "$what" ]; then
			guarded "$name" "$what"
		else
			unguarded=$((unguarded + 1))
			say UNGUARDED "$name" "see $out/${name//\//_}.log"
		fi
	done <"$1"
}

# not_compiled FILE: the last build failed in this file
not_compiled() { grep -qE "(^|/)$1:[0-9]+:[0-9]+: error: " "$tmp/log"; }

not_built()	# not_built ROUND: of one hook
{
	local name file
	read -r name file _ <"$1"
	unbuilt=$((unbuilt + 1))
	say 'NO BUILD' "$name" "$({ grep -E "(^|/)$file:" "$tmp/log"; cat "$tmp/log"; } | grep -m1 -oE 'error: .*' | cut -c1-100)"
}

needed_by_rules()	# needed_by_rules NAMES
{
	local name
	while read -r name; do
		unbuilt=$((unbuilt + 1))
		say 'NO BUILD' "$name" 'other rules need it'
	done <"$1"
}

summary()	# fails if a hook is unguarded
{
	echo "$red hooks guarded by a test, $unbuilt by the build, $unguarded unguarded" | tee -a "$out/hooks.txt"
	[ $unguarded = 0 ]
}
