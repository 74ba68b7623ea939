#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# candidates.sh BASE GLOBS DIR: the hooks that can be taken out of the overlay made in
# BASE/overlay.
#
# A hook is a rule of a .cocci file; a rule with several sites is as many hooks. GLOBS
# choose among the names of rules, PATH:RULE. Files of unbuilt.list are left out, as no
# test runs them.
#
# Writes DIR/group.{core,ice,mlx5,virtual}, with a line NAME FILE WITHOUT for each hook:
# WITHOUT is FILE as it is without the hook. A hook that only asserts stays there, but the other way
# round, so that the build fails if the assertion is looked at. Hooks of different groups other than the core
# do not affect each other, so one kernel can lack one of each. DIR/with has the files
# with all hooks in place. DIR/needed names hooks without which other rules of the file
# find no site.
set -u
base=$1 globs=$2 dir=$3 here=$(dirname "$0")

group_of()
{
	case $1 in
	*/ice/*)	echo ice ;;
	*/mlx5/*)	echo mlx5 ;;
	drivers/*)	echo virtual ;;
	*)		echo core ;;
	esac
}

# rules_of RULES: each rule of a rule file, and how many sites it has
rules_of()
{
	awk -v kernel="$base/pristine/${1%.cocci}" -f scripts/overlay/for-kernel.awk "$1" |
		awk '/^\/\/ sites: / { n = $3 }
		match($0, /^@[a-z][a-z0-9_]*/) { print substr($0, 2, RLENGTH - 1), n ? n : 1; n = 0 }'
}

# without RULES FILE RULE: the path of FILE as it is without the rule
without()
{
	local rest=$dir/rules to=$dir/without/$2:$3
	mkdir -p "$(dirname "$to")"
	awk -v without="$3" -f scripts/overlay/some-rules.awk "$1" >"$rest"
	if ! grep -q '^@[a-z]' "$rest"; then
		cp "$base/pristine/$2" "$to"
	else
		scripts/overlay/cocci.sh "$rest" "$base/pristine/$2" "$2" "$to" 2>"$dir/log" || return
	fi
	echo "$to"
}

# add RULES FILE RULE SITES: lines for the group of FILE
add()
{
	local site file=$2 name=$2:$3 group path
	group=$dir/group.$(group_of "$file")
	if ! path=$(without "$1" "$file" "$3"); then
		echo "$name" >>"$dir/needed"
		return
	fi
	if diff "$path" "$base/overlay/$file" | awk -f "$here/inverted.awk" - "$base/overlay/$file" >"$dir/inverted"; then
		cp "$dir/inverted" "$path"
	fi
	if [ "$4" = 1 ]; then
		echo "$name $file $path" >>"$group"
		return
	fi
	for ((site = 1; site <= $4; site++)); do
		diff -U0 "$path" "$base/overlay/$file" |
			awk -v site=$site -f "$here/without-site.awk" - "$base/overlay/$file" >"$path-$site"
		echo "$name-$site $file $path-$site" >>"$group"
	done
}

chosen()	# chosen NAME
{
	local glob
	set -f
	for glob in $globs; do
		# shellcheck disable=SC2254  # a glob
		case $1 in $glob) return 0 ;; esac
	done
	return 1
}

touch "$dir/group.core" "$dir/needed"
while read -r rules; do
	file=${rules%.cocci}
	! grep -qxF "$file" scripts/overlay/unbuilt.list || continue
	grep -qxF "$file" "$base/overlay.list" || continue
	while read -r rule sites; do
		chosen "$file:$rule" || continue
		mkdir -p "$(dirname "$dir/with/$file")"
		cp "$base/overlay/$file" "$dir/with/$file"
		add "$rules" "$file" "$rule" "$sites"
	done < <(rules_of "$rules")
done < <(git ls-files '*.cocci')
[ -d "$dir/with" ] || { echo "HOOKS=$globs: no rule has such a name" >&2; exit 1; }
