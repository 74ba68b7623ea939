#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# install-overlay.sh LIST OVERLAY PRISTINE TREE: bring TREE up to date.
#
# LIST names the files made under OVERLAY, one a line; TREE/.overlay is the list
# that was put in last. Files that did not change keep their times, so that the
# kernel's build leaves alone what depends on them. A file is always replaced,
# never written to: TREE may share it with PRISTINE.
set -eu
list=$1 overlay=$2 pristine=$3 tree=$4

replace()
{
	mkdir -p "${2%/*}"
	cp "$1" "$2.overlay-tmp"
	mv "$2.overlay-tmp" "$2"
}

touch "$tree/.overlay"
LC_ALL=C comm -23 "$tree/.overlay" "$list" | while read -r gone; do
	if [ -e "$pristine/$gone" ]; then
		replace "$pristine/$gone" "$tree/$gone"
	else
		rm -f "$tree/$gone"
	fi
done

# From here on TREE may hold any of both lists: say so before, should we be killed.
LC_ALL=C sort -u "$tree/.overlay" "$list" >"$tree/.overlay-tmp"
mv "$tree/.overlay-tmp" "$tree/.overlay"

while read -r file; do
	cmp -s "$overlay/$file" "$tree/$file" || replace "$overlay/$file" "$tree/$file"
done <"$list"
replace "$list" "$tree/.overlay"
