#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# export.sh SERIES OVERLAY PRISTINE OUT: export the overlay as patches.
#
# SERIES    the file of that name: the cover letter, and of the commits subjects,
#           messages and files
# OVERLAY   the kernel files as the overlay makes them
# PRISTINE  the kernel tree they were made from
# OUT       a directory that is replaced: OUT/*.patch
#
# The commits are made in a repository that holds the touched files only. A patch
# names nothing else, so `git am` takes it in a full tree just as well.
set -eu
shopt -s extglob
series=$(realpath "$1") overlay=$(realpath "$2") pristine=$(realpath "$3") out=$4
top=$PWD
here=$(realpath "$(dirname "$0")")
repo=$(mktemp -d)
trap 'rm -rf "$repo" "$repo".*' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

name=$(git -C "$top" config user.name || echo "xdp-rx-meta")
email=$(git -C "$top" config user.email || echo "xdp-rx-meta@localhost")
git_() { git -C "$repo" -c user.name="$name" -c user.email="$email" -c core.abbrev=12 -c maintenance.auto=false "$@"; }

# The kernel files that files of the overlay make, a line each
made() { sed -E 's/\.(cocci|add|sections)$//'; }

# A Makefile.add as far as its source files are there, if that is farther than it was
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

# copy FROM FILES: into the repository
copy() { (cd "$1" && shift && cp --parents -t "$repo" "$@"); }

# What was read since the last one; before the first, that is the cover letter.
text='' cover='' added=()
commit()
{
	local add
	if [ ! "$cover" ]; then
		[[ $text = *[![:space:]]* ]] || { echo "series has no cover letter" >&2; exit 1; }
		cover=$text
		return
	fi
	[ ${#added[@]} = 0 ] || copy "$overlay" "${added[@]}"
	for add in "${makefiles[@]}"; do
		makefile_so_far "$add"
	done
	git_ add -A
	git_ commit -q -s -F - <<<"$text"
	added=()
}

mapfile -t listed < <(sed -n 's/^+ //p' "$series")
mapfile -t makefiles < <(printf '%s\n' "${listed[@]}" | sed -n 's,/Makefile\.add$,/Makefile,p')
mapfile -t files < <(printf '%s\n' "${listed[@]}" | made)
if ! printf '%s\n' "${files[@]}" | LC_ALL=C sort | diff - <(LC_ALL=C sort "$overlay/../overlay.list") >"$repo.diff"; then
	echo "series does not name every file of the overlay exactly once:" >&2
	cat "$repo.diff" >&2
	exit 1
fi

git_ init -q
old=()
for file in "${files[@]}"; do
	[ ! -e "$pristine/$file" ] || old+=("$file")
done
copy "$pristine" "${old[@]}"
git_ add -A
git_ commit -q -m base
git_ tag base
git_ checkout -q -b series

while IFS= read -r line; do
	case $line in
	'#'*) ;;
	'cover: '*) text=${line#cover: }$'\n\n' ;;
	'= '*) commit; text=${line#= }$'\n\n' ;;
	'+ '*)
		file=${line#+ }
		[[ $file = */Makefile.add ]] || added+=("${file%.@(cocci|add|sections)}") ;;
	*) text+=$line$'\n' ;;
	esac
done <"$series"
commit
git_ config branch.series.description "$cover"

rm -rf "$out"
mkdir -p "$out"
git_ format-patch -q --cover-letter --cover-from-description=subject --subject-prefix='PATCH net-next' \
	-o "$(realpath "$out")" base..series
printf '  %-8s%s\n' SERIES "$out: $(find "$out" -name '*.patch' ! -name '0000-*' | wc -l) patches and a cover letter"
