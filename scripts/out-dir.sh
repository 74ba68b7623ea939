#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# out-dir.sh take DIR [NAME]...: make DIR, and note that it is ours and has these kernels.
# out-dir.sh adopt DIR: DIR has what an earlier version of this project built; it is ours.
# out-dir.sh clean DIR KINDS NAME...: remove what is ours, by these names and by those
# noted, and by each with a kind behind it.
#
# The note is a file in DIR, the marker. out/usable.sh sees that DIR is none that has
# files of somebody else's.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/out/marker.sh
. "$here/out/marker.sh"
what=$1 dir=$2
shift 2

note() { grep -qxF -- "$1" "$dir/$MARKER" || echo "$1" >>"$dir/$MARKER"; }

take()
{
	local known
	mkdir -p "$dir"
	if [ ! -f "$dir/$MARKER" ]; then
		echo '# make clean removes what make has built here: these kernels, and what else it knows.' >"$dir/$MARKER"
		for known in "$dir"/*/pristine; do
			[ ! -d "$known" ] || note "$(basename "$(dirname "$known")")"
		done
	fi
	for known; do note "$known"; done
}

# A name is that of an entry of DIR, whatever was written into the marker.
names()
{
	printf '%s\n' "$@"
	sed -n '/^[^#./][^/]*$/p' "$dir/$MARKER"
}

# The marker goes last: a clean that was stopped can be called again.
clean()
{
	local name kind kinds=$1
	shift
	names "$@" | while read -r name; do
		for kind in $kinds; do rm -rf "${dir:?}/${name:?}-$kind"; done
		rm -rf "${dir:?}/${name:?}"
	done
	rm -f "$dir/$MARKER"
	! has_files "$dir" || echo "note: make did not build these in $dir, so they stay: $(ls -A "$dir")" >&2
	rmdir "$dir" 2>/dev/null || true
}

case $what in
take) take "$@" ;;
adopt)
	is_build "$dir" || { echo "$dir has nothing in it that this project has built" >&2; exit 1; }
	take ;;
clean)
	[ -f "$dir/$MARKER" ] || ! is_own_build "$dir" || take
	[ ! -f "$dir/$MARKER" ] || clean "$@" ;;
esac
