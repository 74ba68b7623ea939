#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# export.sh SERIES OVERLAY PRISTINE OUT: export the overlay as patches.
#
# SERIES    the file of that name: the cover letter; subject, message and files of each
#           commit
# OVERLAY   the kernel files as the overlay makes them
# PRISTINE  the kernel tree that they were made from
# OUT       a directory that is replaced: OUT/*.patch. The cover letter has the name that git gives
#           it, as git send-email OUT/*.patch must not lose it. So git am needs --empty=drop.
#
# The commits are made in a repository of the touched files only. A patch names no other
# file, so `git am` takes it in a full tree as well.
set -eu
shopt -s extglob
series=$(realpath "$1") overlay=$(realpath "$2") pristine=$(realpath "$3") out=$4
top=$PWD
here=$(realpath "$(dirname "$0")")
repo=$(mktemp -d)
trap 'rm -rf "$repo" "$repo".*' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
# shellcheck source=scripts/series/files.sh
. "$here/files.sh"
# shellcheck source=scripts/series/rules.sh
. "$here/rules.sh"

name=$(git -C "$top" config user.name || echo "xdp-rx-meta")
email=$(git -C "$top" config user.email || echo "xdp-rx-meta@localhost")
git_() { git -C "$repo" -c user.name="$name" -c user.email="$email" -c core.abbrev=12 -c maintenance.auto=false "$@"; }

base_commit()
{
	local file old=()
	git_ init -q
	for file in "${files[@]}"; do
		[ ! -e "$pristine/$file" ] || old+=("$file")
	done
	copy "$pristine" "${old[@]}"
	git_ add -A
	git_ commit -q -m base
	git_ tag base
	git_ checkout -q -b series
}

# Commit what was read since the last commit; before the first one that is the cover letter.
text='' cover='' added=()
commit()
{
	local makefile
	if [ ! "$cover" ]; then
		[[ $text = *[![:space:]]* ]] || { echo "series has no cover letter" >&2; exit 1; }
		cover=$text
		return
	fi
	[ ${#added[@]} = 0 ] || copy "$overlay" "${added[@]}"
	for makefile in "${makefiles[@]}"; do
		makefile_so_far "$makefile"
	done
	git_ add -A
	# No file of it is for this kernel.
	if ! git_ diff --cached --quiet; then git_ commit -q -s -F - <<<"$text"; fi
	added=()
}

read_lists
base_commit
while IFS= read -r line; do
	case $line in
	'#'*) ;;
	'cover: '*) text=${line#cover: }$'\n\n' ;;
	'= '*) commit; text=${line#= }$'\n\n' ;;
	'+ '*:*) rules_so_far "${line#+ }" ;;
	'+ '*)
		file=${line#+ } made=${file%.@(cocci|add|sections)}
		adds_objects "$file" || ! is_needed "$made" || added+=("$made") ;;
	'? '*) line=${line#'? '}; ! is_needed "${line%%: *}" || text+=${line#*: }$'\n' ;;
	*) text+=$line$'\n' ;;
	esac
done <"$series"
commit
git_ config branch.series.description "$cover"

git_ format-patch -q --cover-letter --cover-from-description=subject --subject-prefix='PATCH net-next' \
	-o "$repo.patches" base..series
# From here on OUT is gone or whole.
rm -rf "$out"
mkdir -p "$(dirname "$out")"
mv "$repo.patches" "$out"
printf '  %-8s%s\n' SERIES "$out: $(find "$out" -name '*.patch' ! -name '0000-*' | wc -l) patches and a cover letter"
printf '            %s\n' "apply them in a tree of the kernel with: git am --empty=drop $(realpath "$out")/*.patch"
