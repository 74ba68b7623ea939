#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# build-each.sh SERIES TREE PRISTINE KERNEL OUT JOBS: every commit builds.
#
# SERIES is the directory of the exported patches, TREE the tree with all of them,
# PRISTINE the one with none, KERNEL where TREE is built. After each patch the files
# that any of the patches touches, as far as they are there, and those that include
# a header of the kernel's that one touches are compiled with W=1. A warning that
# the pristine tree does not give is an error, and so is a symbol that neither they
# nor what no patch touches define. Bisecting has to work, so a commit is not helped
# by later ones.
set -eu
series=$(realpath "$1") tree=$(realpath "$2") pristine=$(realpath "$3") kernel=$(realpath "$4") out=$5 jobs=$6
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/check/warnings.sh
. "$here/../check/warnings.sh"
# shellcheck source=scripts/series/symbols.sh
. "$here/symbols.sh"
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

# By name, as far as KERNEL has built them: a header that all of the network's code
# gets by another one has too many others.
includers()	# includers HEADER
{
	local name=${1#include/}
	(cd "$pristine" && grep -rlE --include='*.c' "^#include [<\"](.*/)?${name##*/core/}[>\"]" net drivers/net) |
		while read -r file; do
			[ ! -e "$kernel/${file%.c}.o" ] || echo "$file"
		done
}

sources()
{
	local file
	touched "${patches[@]}" | while read -r file; do
		case $file in
		*.c) [ ! -e "$pristine/$file" ] && [ ! -e "$kernel/${file%.c}.o" ] || echo "$file" ;;
		*.h) [ ! -e "$pristine/$file" ] || includers "$file" ;;
		esac
	done | LC_ALL=C sort -u
}

build()	# build NAME: leaves NAME.log, NAME.warnings and NAME.missing
{
	local file log=$out/$1.log objects=()
	for file in "${files[@]}"; do
		if [ -e "$from/$file" ]; then
			objects+=("${file%.c}.o")
		else
			rm -f "$to/${file%.c}.o"
		fi
	done
	# Options of later commits are lost from it each time
	cat "$kernel/.config" "$here/../check/drivers.config" >"$to/.config"
	if ! { make -s -C "$from" O="$to" CC="$CC" HOSTCC="$HOSTCC" olddefconfig &&
	       make -C "$from" O="$to" -j"$jobs" CC="$CC" HOSTCC="$HOSTCC" W=1 "${objects[@]}"; } >"$log" 2>&1; then
		echo "$1 does not build:" >&2
		grep -E 'error|Error' "$log" >&2 || tail -n 20 "$log" >&2
		return 1
	fi
	warnings_in "$log" >"$out/$1.warnings" || true
	LC_ALL=C comm -23 <(symbols_of "$to" -u "${files[@]}") \
		<(symbols_of "$to" -gU "${files[@]}" | LC_ALL=C sort -u - "$out/others") >"$out/$1.missing"
}

CC=${CC:-gcc} HOSTCC=${HOSTCC:-gcc}
make_pristine
mapfile -t files < <(sources)
# What no patch has to do with
LC_ALL=C comm -23 <(nm -g --defined-only "$kernel/vmlinux" | awk '{ print $3 }' | LC_ALL=C sort -u) \
	<(symbols_of "$kernel" -gU "${files[@]}") >"$out/others"
printf '  %-8s%s\n' BUILD "pristine: ${#files[@]} files"
build pristine
n=0
for patch in "${patches[@]}"; do
	name=$(basename "$patch" .patch)
	printf '  %-8s%s\n' BUILD "$((++n))/${#patches[@]} $name"
	(cd "$from" && GIT_CEILING_DIRECTORIES=$out git apply --whitespace=nowarn "$patch")
	build "$name"
	for what in warnings missing; do
		LC_ALL=C comm -13 "$out/pristine.$what" "$out/$name.$what" | grep . >&2 || continue
		echo "$name adds these warnings, or wants these symbols that nothing defines" >&2
		exit 1
	done
done
