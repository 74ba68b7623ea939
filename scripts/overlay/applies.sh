#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# applies.sh OPTIONAL PRISTINE: the files of the overlay that a kernel needs.
#
# Reads the names of all files of the overlay, and prints the names of the kernel files that
# they make, sorted. OPTIONAL has a line `NAME FILE SYMBOL` for each file that only some
# kernels need: those whose FILE has this symbol.
set -euo pipefail
export LC_ALL=C
optional=$1 pristine=$2

declare -A left_out
while read -r name file symbol; do
	grep -qsw -- "$symbol" "$pristine/$file" || left_out[$name]=1
done < <(sed '/^#/d; /^$/d' "$optional")

while read -r name; do
	[ "${left_out[$name]-}" ] || printf '%s\n' "$name"
done | sed -E 's/\.(cocci|add|sections)$//' | sort
