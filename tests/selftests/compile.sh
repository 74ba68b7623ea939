#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# compile.sh TREE VMLINUX HEADERS JOBS [NAME=VALUE...]: build what the rows of $SELFTESTS_LIST that
# $T matches need, in their folders of TREE, by the makefiles there. VMLINUX has the types of the
# kernel, HEADERS those for programs. The makefiles get each variable NAME. A file that does not
# build is no failure here: the table of results names it.
set -euo pipefail
tree=$1 vmlinux=$2 headers=$3 jobs=$4
variables=("${@:5}")
here=$(dirname "$0")
# shellcheck source=tests/selftests/rows.sh
. "$here/rows.sh"

want()
{
	[ "$3" = no ] || [ "$4" = - ] || tr ',' '\n' <<<"$4" | sed "s,^,$2 ,"
}

# The makefiles of the tests read these variables, so they cannot be the user's. Skeletons that
# are made of several programs, or that clang 19 cannot compile, are not needed by these tests, nor
# is LLVM's disassembler.
build()
{
	local dir=$tree/tools/testing/selftests/$1
	shift
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u O -u V -u T -u KERNEL -u DEBUG -u CONFIG -u ARCH -u CROSS_COMPILE \
		make -k -C "$dir" -j"$jobs" OUTPUT="$dir" CLANG="${CLANG:-clang-19}" VMLINUX_BTF="$vmlinux" \
		KHDR_INCLUDES="-isystem $headers" LSKELS= LSKELS_EXTRA= LSKELS_SIGNED= LINKED_SKELS= \
		LIBARENA_SKEL= LIBARENA_ASAN_SKEL= feature-llvm=0 \
		"${variables[@]}" "${@/#/$dir/}" >"$dir/build.log" 2>&1 ||
		echo "not all of these build: see $dir/build.log" >&2
}

each_row want | sort -u | sed '/ $/d' | awk '
	$1 != folder { if (folder) print folder files; folder = $1; files = "" }
	{ files = files " " $2 }
	END { if (folder) print folder files }' |
while read -r folder files; do
	printf '  %-8s%s\n' SELFTEST "$folder: $files"
	# shellcheck disable=SC2086  # one word a file
	build "$folder" $files </dev/null
done
