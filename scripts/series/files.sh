# shellcheck shell=bash disable=SC2034,SC2154
# SPDX-License-Identifier: GPL-2.0
#
# files.sh: sourced by export.sh: the files of the series, and what of them a commit has.

# The kernel files that files of the overlay make, a line each
made() { sed -E 's/\.(cocci|add|sections)$//'; }

# adds_objects FILE: whether it is a Makefile.add whose lines may be of several commits
adds_objects() { [[ $1 = */Makefile.add ]] && grep -qE '[a-z0-9_]\.o$' "$top/$1"; }

# read_lists: $files, the kernel files that the series names, and $makefiles, those of them
# that get lines for objects. Files that this kernel does not need are left out.
read_lists()
{
	local listed file needed=$overlay/../overlay.list
	awk -v top="$top" -f "$here/named-rules.awk" "$series" >&2
	if ! sed -n '/:/d; s/^+ //p' "$series" | LC_ALL=C sort |
	     diff - <(LC_ALL=C sort "$overlay/../overlay.files") >"$repo.diff"; then
		echo "series does not name every file of the overlay exactly once:" >&2
		cat "$repo.diff" >&2
		exit 1
	fi
	mapfile -t listed < <(sed -n '/:/d; s/^+ //p' "$series")
	mapfile -t makefiles < <(for file in "${listed[@]}"; do ! adds_objects "$file" || echo "${file%.add}"; done | grep -xFf "$needed")
	mapfile -t files < <(printf '%s\n' "${listed[@]}" | made | grep -xFf "$needed")
}

# is_needed FILE: whether this kernel needs the kernel file
is_needed() { printf '%s\n' "${files[@]}" | grep -qxF -- "$1"; }

# copy FROM FILE...: into the repository
copy() { (cd "$1" && shift && cp --parents -t "$repo" "$@"); }

# makefile_so_far MAKEFILE: with those lines added whose source files the repository has.
# A commit without a new line leaves the file alone.
declare -A so_far
makefile_so_far()
{
	local dir=${1%/*} line lines=
	while IFS= read -r line; do
		[[ $line =~ ([a-z0-9_/-]+)\.o$ ]] && [ ! -e "$repo/$dir/${BASH_REMATCH[1]}.c" ] || lines+=$line$'\n'
	done <"$top/$1.add"
	[ "$lines" != "${so_far[$1]-}" ] || return 0
	so_far[$1]=$lines
	awk -v file="$1" -f "$here/../overlay/add-lines.awk" - "$pristine/$1" >"$repo/$1" <<<"${lines%$'\n'}"
}
