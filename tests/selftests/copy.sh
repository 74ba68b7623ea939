#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# copy.sh PRISTINE OUT: make OUT a kernel tree whose selftests can be built in place. They are
# copies, as their makefiles write into their folders; the rest are links to PRISTINE.
#
# A whole test_progs takes longer to build than a kernel. Its makefile builds what lies in
# prog_tests and progs, so only the tests of XDP are copied there, and the BPF programs that
# these name. No file is changed.
set -euo pipefail
pristine=$1 out=$2
selftests=tools/testing/selftests

# link_all FOLDER BUT: links to all that FOLDER of PRISTINE has, except to BUT
link_all()
{
	mkdir -p "$out/$1"
	find "$pristine/$1" -mindepth 1 -maxdepth 1 ! -name "$2" -exec ln -s -t "$out/$1" {} +
}

# The BPF programs that files name: as object, or as skeleton
named_programs()
{
	grep -hoE '\w+(\.skel\.h|\.bpf\.o)' "$@" | sed -E 's/\.(skel\.h|bpf\.o)$//' | sort -u
}

copy_bpf_tests()
{
	local from=$pristine/$selftests/bpf to=$out/$selftests/bpf name program
	mkdir -p "$to/prog_tests" "$to/progs"
	cp -a "$from"/prog_tests/*xdp*.c "$from"/prog_tests/*.h "$to/prog_tests"
	cp -a "$from"/progs/*.h "$to/progs"
	{
		named_programs "$to"/prog_tests/*.c "$from"/*xdp*.c "$from"/xskxceiver.c "$from"/test_xdp*.sh
		# Programs that load NAME_kern put this name together.
		for program in "$from"/*xdp*.c; do basename "${program%.c}_kern"; done
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
tar -C "$pristine/$selftests" -c --exclude=./bpf/prog_tests --exclude=./bpf/progs . | tar -C "$out/$selftests" -x
copy_bpf_tests
