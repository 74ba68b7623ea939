#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# copy.sh TREE OUT GLOB...: make OUT a kernel tree whose selftests can be built in place. They are
# copies, as their makefiles write into their folders; the rest are links to TREE.
#
# A whole test_progs takes longer to build than a kernel. Its makefile builds what lies in
# prog_tests and progs, so only the tests that a GLOB matches are copied there, and the BPF
# programs that these name, or other tests of such a name. No file is changed.
set -euo pipefail
shopt -s nullglob
tree=$1 out=$2
shift 2
selftests=tools/testing/selftests

# link_all FOLDER BUT: links to all that FOLDER of TREE has, except to BUT
link_all()
{
	mkdir -p "$out/$1"
	find "$tree/$1" -mindepth 1 -maxdepth 1 ! -name "$2" -exec ln -s -t "$out/$1" {} +
}

# The BPF programs that files name: as object, or as skeleton
named_programs()
{
	{ grep -hoE '\w+(\.skel\.h|\.bpf\.o)' /dev/null "$@" || true; } | sed -E 's/\.(skel\.h|bpf\.o)$//' | sort -u
}

copy_bpf_tests()
{
	local from=$tree/$selftests/bpf to=$out/$selftests/bpf glob name program tests=() others=()
	mkdir -p "$to/prog_tests" "$to/progs"
	cp -a "$from"/prog_tests/*.h "$to/prog_tests"
	cp -a "$from"/progs/*.h "$to/progs"
	# shellcheck disable=SC2206  # globs
	for glob; do
		tests+=("$from"/prog_tests/$glob.c)
		others+=("$from"/$glob.c "$from"/test_$glob.sh)
	done
	[ ${#tests[@]} = 0 ] || cp -a "${tests[@]}" "$to/prog_tests"
	{
		named_programs "${tests[@]}" "${others[@]}"
		# Programs that load NAME_kern put this name together.
		for program in "${others[@]}"; do basename "${program%.*}_kern"; done
		# For the link of test_progs
		echo btf_data
	} | while read -r name; do
		[ ! -e "$from/progs/$name.c" ] || cp -a "$from/progs/$name.c" "$to/progs"
	done
}

rm -rf "$out"
link_all . tools
link_all tools testing
link_all tools/testing selftests
mkdir "$out/$selftests"
tar -C "$tree/$selftests" -c --exclude=./bpf/prog_tests --exclude=./bpf/progs . | tar -C "$out/$selftests" -x
copy_bpf_tests "$@"
