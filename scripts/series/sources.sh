# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# sources.sh: sourced by build-each.sh: which files of the kernel have to be compiled to
# see that a patch builds.

# touched PATCH...: the files that they touch
touched() { sed -n 's,^diff --git a/[^ ]* b/,,p' "$@" | LC_ALL=C sort -u; }

# includers HEADER: the files that KERNEL has built and that include it by its name. Not
# those that get it by another header: all of the network's code does.
includers()
{
	local name=${1#include/} file
	(cd "$pristine" && grep -rlE --include='*.c' "^#include [<\"](.*/)?${name##*/core/}[>\"]" net drivers/net) |
		while read -r file; do
			[ ! -e "$kernel/${file%.c}.o" ] || echo "$file"
		done
}

# sources PATCH...: what to compile
sources()
{
	local file
	touched "$@" | while read -r file; do
		case $file in
		*.c) [ ! -e "$pristine/$file" ] && [ ! -e "$kernel/${file%.c}.o" ] || echo "$file" ;;
		*.h) [ ! -e "$pristine/$file" ] || includers "$file" ;;
		esac
	done | LC_ALL=C sort -u
}
