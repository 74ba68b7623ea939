# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Sourced: what the objects of some sources define, and what they want of others.

symbols_of()	# symbols_of DIR NM-OPTIONS SOURCE...: of those that are built in DIR
{
	local dir=$1 options=$2 file
	shift 2
	for file; do
		[ ! -e "$dir/${file%.c}.o" ] || echo "$dir/${file%.c}.o"
	done | xargs nm "$options" 2>/dev/null | awk 'NF > 1 { print $NF }' | LC_ALL=C sort -u
}
