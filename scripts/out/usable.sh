#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usable.sh DIR KERNEL read|write: check that make may build in DIR, an absolute path. If
# not, print the reason and what to do.
#
# A directory with files and without a marker belongs to others. DIR cannot lie in KERNEL,
# which is only read, nor among the project's sources.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/out/marker.sh
. "$here/marker.sh"
dir=$1 kernel=$2 access=$3

no()
{
	printf '%s\n' "O=$dir $*"
	exit 1
}

is_in() { case $1/ in "$2"/*) ;; *) false ;; esac; }	# is_in PATH DIRECTORY

# A name in the project is a source if git has files of that name.
is_source()
{
	local path=${1#"$TOP"/} first
	[ "$path" != "$1" ] || return
	first=${path%%/*}
	[ "$first" = .git ] || { has_files "$TOP/$first" &&
		[ -n "$(git -c safe.directory='*' -C "$TOP" ls-files -- "$first" 2>/dev/null | head -n 1)" ]; }
}

check_place()
{
	local real other='choose another directory'
	real=$(realpath -m "$dir")
	[ "$real" != / ] || no "is the root directory: $other"
	[ "$real" != "$(realpath -m "${HOME:-/}")" ] || no "is your home directory: $other, as in O=$dir/build"
	! is_in "$TOP" "$real" || no "has this project's sources in it: $other, or leave O out"
	! is_source "$real" || no "is among this project's sources: $other, or leave O out"
	[ -z "$kernel" ] || ! is_in "$real" "$(realpath -m "$kernel")" ||
		no "lies in KERNEL=$kernel, which is only read: $other, outside of that tree"
	[ -d "$dir" ] || { [ ! -e "$dir" ] && [ ! -L "$dir" ]; } || no "is no directory: $other"
}

check_owner()
{
	[ ! -f "$dir/$MARKER" ] || return 0
	[ ! -d "$dir" ] || [ -r "$dir" ] || no "cannot be read: choose another directory"
	has_files "$dir" || return 0
	! is_own_build "$dir" || return 0
	! is_build "$dir" ||
		no "has no $MARKER: if an earlier version of this project built there, say so with" \
			"'scripts/out-dir.sh adopt $dir', or remove it by hand"
	no "has files that make did not build (there is no $MARKER in it):" \
		"choose a directory that is empty or not there yet"
}

check_writable()
{
	local at=$dir
	while [ ! -e "$at" ] && [ ! -L "$at" ]; do at=$(dirname "$at"); done
	[ -d "$at" ] || no "cannot be made, as $at is no directory: choose another one"
	[ -w "$at" ] || no "cannot be written to: choose another directory, or make $at writable"
}

check_place
check_owner
[ "$access" = read ] || check_writable
