# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# series_test.sh: sourced by run.sh: the exported patches give the tree that make tree gives.

# The exported patches, taken by the command that make series prints, give our tree on the pristine
# files.
series_is_the_tree()
{
	local command git="git -C $tmp/am -c user.name=t -c user.email=t@localhost -c maintenance.auto=false"
	scripts/series/export.sh series "$tmp/out/debian/overlay" "$work/pristine" "$tmp/series" | tee "$tmp/said" &&
		mkdir "$tmp/am" && $git init -q || return 1
	(cd "$work/pristine" && while read -r file; do
		[ ! -e "$file" ] || echo "$file"
	done <"$tmp/out/debian/overlay.list" | xargs cp --parents -t "$tmp/am") || return 1
	# As a user pastes it into a shell in that tree
	command=$(sed -n "s/.*: git am/am/p" "$tmp/said") && [ "$command" ] && $git add -A && $git commit -q -m base &&
		eval "$git $command" && mv "$tmp"/series/0000-* "$tmp/cover" || return 1
	(cd "$tmp/am" && find . -type f ! -path './.git/*' | sed 's,^\./,,' | LC_ALL=C sort) |
		diff - "$tmp/out/debian/overlay.list" || return 1
	(cd "$tmp/am" && xargs md5sum <"$tmp/out/debian/overlay.list") |
		(cd "$tmp/out/debian/tree" && md5sum --quiet -c)
}

# changes COMMAND...: how many lines git COMMAND adds and takes away
changes() { git -C "$tmp/am" "$@" --numstat | awk 'NF == 3 { n += $1 + $2 } END { print n }'; }

# No patch undoes a part of another: together they change as many lines as the sum of them.
patches_are_disjoint()
{
	local base each all
	base=$(git -C "$tmp/am" rev-list --max-parents=0 HEAD) && [ "$base" ] || return
	each=$(changes log --format= "$base..HEAD") all=$(changes diff "$base" HEAD)
	echo "the patches change $each lines, all at once $all"
	[ "$each" = "$all" ] && [ "$all" -gt 0 ]
}

# The cover letter names the fixes that this kernel gets, in their order, and no other.
cover_names_each_fix()
{
	git -C "$tmp/am" log --reverse --grep='^Fixes:' --format=%s >"$tmp/fixes"
	[ -s "$tmp/fixes" ] && sed -nE 's/^- "([a-z0-9_/]+: [^"]+)".*/\1/p' "$tmp/cover" | diff - "$tmp/fixes"
}

series_is_the_tree >"$log" 2>&1; ok series_is_the_tree $?
patches_are_disjoint >"$log" 2>&1; ok patches_are_disjoint $?
[ -s "$tmp/cover" ] && ! grep -F "***" "$tmp/cover" >"$log"; ok cover_letter_is_written $?
cover_names_each_fix >"$log" 2>&1; ok cover_names_each_fix $?
