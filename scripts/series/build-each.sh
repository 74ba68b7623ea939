#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# build-each.sh SERIES TREE PRISTINE KERNEL OUT JOBS: check that every commit builds.
#
# SERIES    the directory of the exported patches
# TREE      the kernel tree with all of them
# PRISTINE  the kernel tree with none of them
# KERNEL    the directory in which TREE is built
# OUT       a directory for the commits' trees and objects, kept for the next time
#
# After each patch compile with W=1: the files that any of the patches touches, as far as
# the tree has them, and files that include a kernel header which a patch touches. A
# warning that the pristine tree does not give is an error; so is a symbol that neither
# these files nor the rest of the kernel define. No later commit helps an earlier one, as
# bisecting has to work.
set -eu
series=$(realpath "$1") tree=$(realpath "$2") pristine=$(realpath "$3") kernel=$(realpath "$4") out=$5 jobs=$6
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/check/warnings.sh
. "$here/../check/warnings.sh"
# shellcheck source=scripts/series/symbols.sh
. "$here/symbols.sh"
# shellcheck source=scripts/series/sources.sh
. "$here/sources.sh"
from=$out/tree to=$out/build
CC=${CC:-gcc} HOSTCC=${HOSTCC:-gcc}

mapfile -t patches < <(find "$series" -name '*.patch' ! -name '0000-*' | sort)

# The tree shares its files by hard links: git apply replaces those that it changes.
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
	# Write it each time: olddefconfig drops the options of later commits.
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

make_pristine
mapfile -t files < <(sources "${patches[@]}")
# What files that no patch touches define
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
