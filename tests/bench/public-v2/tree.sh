#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# tree.sh PRISTINE OUT: bring OUT/tree up to date, the tree PRISTINE with what lies beside this
# script. The rules and lines there have the form of the overlay's, and the same scripts apply
# them. OUT/overlay.list names the kernel files made.
set -euo pipefail
export LC_ALL=C
pristine=$1 out=$2
here=$(dirname "$0") scripts=scripts/overlay
made=$out/overlay
rm -rf "$made"

make_file()	# make_file FILE, a path below this folder
{
	local path=$1
	case $1 in
	*.cocci|*.add) path=${1%.*} ;;
	esac
	mkdir -p "$(dirname "$made/$path")"
	case $1 in
	*.cocci) "$scripts/cocci.sh" "$here/$1" "$pristine/$path" "$path" "$made/$path" ;;
	*.add) awk -v file="$path" -f "$scripts/add-lines.awk" "$here/$1" "$pristine/$path" >"$made/$path" ;;
	*) cp "$here/$1" "$made/$path" ;;
	esac
}

(cd "$here" && find ./*/ -type f ! -name '*~' | cut -c 3-) | while read -r file; do make_file "$file"; done
(cd "$made" && find . -type f | cut -c 3- | sort) >"$out/overlay.list"
if [ ! -d "$out/tree" ]; then
	cp -al "$pristine" "$out/tree.tmp"
	mv "$out/tree.tmp" "$out/tree"
fi
"$scripts/install.sh" "$out/overlay.list" "$made" "$pristine" "$out/tree"
