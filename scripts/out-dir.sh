#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# out-dir.sh take DIR [NAME]...: make DIR, and note that it is ours and has these kernels.
# out-dir.sh adopt DIR: note that DIR, which an earlier version of this project has built,
# is ours.
# out-dir.sh clean DIR KINDS NAME...: remove the entries NAME and those noted, each also
# with -KIND behind it.
#
# The note is a file in DIR, the marker. out/usable.sh refuses a directory with files of
# others.
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

# Only names of entries of DIR, whatever the marker has
names()
{
	printf '%s\n' "$@"
	sed -n '/^[^#./][^/]*$/p' "$dir/$MARKER"
}

# Remove the marker last, so that a clean that was stopped can be run again.
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
