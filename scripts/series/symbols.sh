# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# symbols.sh: sourced by build-each.sh: the symbols of objects.

# symbols_of DIR NM-OPTIONS SOURCE...: those of the SOURCEs that are built in DIR
symbols_of()
{
	local dir=$1 options=$2 file
	shift 2
	for file; do
		[ ! -e "$dir/${file%.c}.o" ] || echo "$dir/${file%.c}.o"
	done | xargs nm "$options" 2>/dev/null | awk 'NF > 1 { print $NF }' | LC_ALL=C sort -u
}
