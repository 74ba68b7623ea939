#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# install.sh LIST OVERLAY PRISTINE TREE: bring TREE up to date.
#
# LIST names the files made under OVERLAY, one a line. TREE/.overlay is the list that was
# installed last. Files that did not change keep their times, so that the kernel's build
# does not compile what depends on them. A file is always replaced, never written to: TREE
# may share it with PRISTINE.
set -euo pipefail
list=$1 overlay=$2 pristine=$3 tree=$4

# replace FROM: the files that are named on standard input
replace()
{
	(cd "$1" && xargs -r cp --remove-destination --parents -t "$tree")
}

touch "$tree/.overlay"
LC_ALL=C comm -23 "$tree/.overlay" "$list" | while read -r gone; do
	if [ -e "$pristine/$gone" ]; then
		echo "$gone" | replace "$pristine"
	else
		rm -f "$tree/$gone"
	fi
done

# From here on TREE may have files of both lists. Note that first, as this may be killed.
LC_ALL=C sort -u "$tree/.overlay" "$list" >"$tree/.overlay-tmp"
mv "$tree/.overlay-tmp" "$tree/.overlay"

# md5sum prints FAILED for a file that differs or is missing. One call checks all files.
(cd "$overlay" && xargs md5sum) <"$list" |
	(cd "$tree" && { LC_ALL=C md5sum --quiet -c 2>/dev/null || true; }) |
	sed -n 's/: FAILED.*//p' | replace "$overlay"
cp "$list" "$tree/.overlay-tmp"
mv "$tree/.overlay-tmp" "$tree/.overlay"
