#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# pack-added.sh TREE LIST: print the list of gen_init_cpio for the guest's third initramfs: what
# the rows of LIST built in TREE, below /selftests, and LIST itself. A row whose command is a
# script of Python gets the script, and what Python loads for it on this machine: no more of
# Python is needed.
set -euo pipefail
root=$1 tree=$1/tools/testing/selftests
export SELFTESTS_LIST=$2
here=$(dirname "$0") guest=$(dirname "$0")/../../qemu/guest python=/usr/bin/python3
# shellcheck source=qemu/guest/libraries.sh
. "$guest/libraries.sh"
# shellcheck source=tests/selftests/rows.sh
. "$here/rows.sh"

built() { tr ',' '\n' <<<"$4" | sed "s,^,$2/,"; }
scripts() { sed -nE 's,^(.* )?\.\/([a-z_]+\.py)$,'"$2"'/\2,p' <<<"$5"; }

# modules FOLDER/SCRIPT: the files of the modules that the script loads. The library of the tests
# loads one when it knows what the remote end is; Python looks for a codec when it has to.
modules()
{
	(cd "$tree/${1%/*}" && "$python" -B -c 'import importlib, os, sys
for name in "encodings.idna", "lib.py.remote_netns", sys.argv[1]:
	importlib.import_module(name)
print(os.__file__, *(m.__file__ for m in sys.modules.values() if getattr(m, "__file__", None)), sep="\n")' \
		"$(basename "$1" .py)") | LC_ALL=C sort -u
}

mapfile -t files < <(T='*' each_row built)
mapfile -t tests < <(T='*' each_row scripts)
programs=("$python")
for file in "${files[@]}"; do
	[ -e "$tree/$file" ] || { echo "$file: not built, see $tree/${file%/*}/build.log" >&2; exit 1; }
	case $file in *.o) ;; *) programs+=("$tree/$file") ;; esac
done
mapfile -t loaded < <(for file in "${tests[@]}"; do modules "$file"; done | LC_ALL=C sort -u)
for file in "${loaded[@]}"; do case $file in *.so) programs+=("$file") ;; esac; done

{
	echo "file /selftests/list $(realpath "$SELFTESTS_LIST") 0644 0 0"
	echo "file $python $(realpath "$python") 0755 0 0"
	echo "slink /bin/python3 $python 0777 0 0"
	echo "slink /usr/bin/env /bin/env 0777 0 0"
	for file in "${files[@]}"; do echo "file /selftests/$file $tree/$file 0755 0 0"; done
	for file in "${loaded[@]}"; do
		case $file in
		"$tree"/*) echo "file /selftests/${file#"$tree/"} $file 0755 0 0" ;;
		"$root"/*) echo "file /${file#"$root/"} $file 0644 0 0" ;;
		*) echo "file $file $(realpath "$file") 0644 0 0" ;;
		esac
	done
	list_libraries "${programs[@]}"
} | awk -f "$guest/directories.awk"
