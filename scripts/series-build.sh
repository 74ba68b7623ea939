#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# series-build.sh SERIES TREE PRISTINE CONFIG OUT JOBS: every commit builds.
#
# SERIES is the directory of the exported patches, TREE the tree with all of them,
# PRISTINE the one with none. After each patch the files that any of the patches
# touches, as far as they are there, are compiled with W=1; what a header that
# changed has to do with is compiled anew. A warning that the pristine tree does
# not give is an error. Bisecting has to work, so a commit is not helped by later
# ones.
set -eu
series=$(realpath "$1") tree=$(realpath "$2") pristine=$(realpath "$3") config=$(realpath "$4") out=$5 jobs=$6
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/warnings.sh
. "$here/warnings.sh"
from=$out/tree to=$out/build

mapfile -t patches < <(find "$series" -name '*.patch' ! -name '0000-*' | sort)
touched() { sed -n 's,^diff --git a/[^ ]* b/,,p' "$@" | LC_ALL=C sort -u; }

# The tree shares its files by hard links: git apply replaces those it changes.
make_pristine()
{
	local file
	rm -rf "$from"
	mkdir -p "$to"
	cp -al "$tree" "$from"
	while read -r file; do
		rm -f "$from/$file"
		[ ! -e "$pristine/$file" ] || cp "$pristine/$file" "$from/$file"
	done < <(touched "${patches[@]}")
}

build()	# build NAME: leaves NAME.log and NAME.warnings
{
	local file log=$out/$1.log objects=()
	while read -r file; do
		case $file in
		*.c) [ ! -e "$from/$file" ] || objects+=("${file%.c}.o") ;;
		esac
	done < <(touched "${patches[@]}")
	# Options of later commits are lost from it each time
	cp "$config" "$to/.config"
	if ! { make -s -C "$from" O="$to" CC="$CC" HOSTCC="$HOSTCC" olddefconfig &&
	       make -C "$from" O="$to" -j"$jobs" CC="$CC" HOSTCC="$HOSTCC" W=1 "${objects[@]}"; } >"$log" 2>&1; then
		echo "$1 does not build:" >&2
		grep -E 'error|Error' "$log" >&2 || tail -n 20 "$log" >&2
		return 1
	fi
	warnings_in "$log" >"$out/$1.warnings" || true
}

CC=${CC:-gcc} HOSTCC=${HOSTCC:-gcc}
make_pristine
build pristine
cp "$out/pristine.warnings" "$out/known"
for patch in "${patches[@]}"; do
	name=$(basename "$patch" .patch)
	printf '  %-8s%s\n' BUILD "$name"
	(cd "$from" && GIT_CEILING_DIRECTORIES=$out git apply --whitespace=nowarn "$patch")
	build "$name"
	if LC_ALL=C comm -13 "$out/known" "$out/$name.warnings" | grep . >&2; then
		echo "$name adds these warnings" >&2
		exit 1
	fi
done
