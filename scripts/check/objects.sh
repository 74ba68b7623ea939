#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# objects.sh PRISTINE TREE CONFIG OUT JOBS OBJECT...: check that there is no new warning.
#
# Compile the files that the overlay touches with W=1 and sparse in both trees, and print
# the warnings that only TREE has, without line numbers, as these differ. CONFIG is the
# lab's; drivers.config adds more drivers.
set -eu
pristine=$1 tree=$2 config=$3 out=$4 jobs=$5
shift 5
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/check/warnings.sh
. "$here/warnings.sh"

warnings()	# warnings TREE OUT OBJECT...: compile those OBJECTs that TREE has
{
	local from=$1 to=$2 object objects=()
	shift 2
	for object in "$@"; do
		[ ! -e "$from/${object%.o}.c" ] || objects+=("$object")
	done
	mkdir -p "$to"
	cat "$config" "$here/drivers.config" >"$to/.config"
	make -s -C "$from" O="$to" olddefconfig prepare >"$to.log" 2>&1
	(cd "$to" && rm -f "${objects[@]}")
	make -C "$from" O="$to" -j"$jobs" W=1 C=1 CHECK=sparse "${objects[@]}" >"$to.log" 2>&1 || {
		tail -n 20 "$to.log" >&2
		return 1
	}
	warnings_in "$to.log" >"$to.warnings" || true
}

warnings "$pristine" "$out/pristine" "$@"
warnings "$tree" "$out/tree" "$@"
# A kfunc has no declaration: __bpf_kfunc_start_defs() tells gcc so, not sparse.
if LC_ALL=C comm -13 "$out/pristine.warnings" "$out/tree.warnings" |
   grep -v "symbol 'bpf_xdp_[a-z_]*' was not declared" >&2; then
	echo "the overlay adds these warnings" >&2
	exit 1
fi
