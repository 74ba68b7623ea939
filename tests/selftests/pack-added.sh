#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# pack-added.sh TREE LIST: print the list of gen_init_cpio for the guest's third initramfs: what
# the rows of LIST built in TREE, below /selftests, and LIST itself.
set -euo pipefail
tree=$1/tools/testing/selftests
export LIST=$2
here=$(dirname "$0") guest=$(dirname "$0")/../../qemu/guest
# shellcheck source=qemu/guest/libraries.sh
. "$guest/libraries.sh"
# shellcheck source=tests/selftests/rows.sh
. "$here/rows.sh"

built() { tr ',' '\n' <<<"$4" | sed "s,^,$2/,"; }

mapfile -t files < <(T='*' each_row built)
programs=()
for file in "${files[@]}"; do
	[ -e "$tree/$file" ] || { echo "$file: not built, see $tree/${file%/*}/build.log" >&2; exit 1; }
	case $file in *.o) ;; *) programs+=("$tree/$file") ;; esac
done

{
	echo "file /selftests/list $(realpath "$LIST") 0644 0 0"
	for file in "${files[@]}"; do echo "file /selftests/$file $tree/$file 0755 0 0"; done
	list_libraries "${programs[@]}"
} | awk -f "$guest/directories.awk"
