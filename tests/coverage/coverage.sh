#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# coverage.sh RUNS KERNEL PRISTINE TREE OUT MIN SOURCE...: report how much of our code ran.
#
# RUNS has a directory for each job of RUNS.jobs. If the job was a VM, gcov.tar in there is
# what KERNEL has counted. Directories of other jobs are of an earlier list and are not
# read. SOURCE are the overlay's files by their path in TREE. If PRISTINE has the file too,
# the lines that differ are ours. OUT gets the HTML report, and the figures as .info.
set -eu
runs=$1 kernel=$2 pristine=$3 tree=$4 out=$5 min=$6
shift 6

die()
{
	printf 'coverage: %s\n' "$@" >&2
	exit 2
}

rm -rf "$out"
mkdir -p "$out/counts"

# gcov reads the compiler's notes beside the counters of a run.
unpack()	# unpack TAR DIR
{
	local gcda
	mkdir "$2"
	tar -C "$2" -xf "$1"
	find "$2" -name '*.gcda' | while read -r gcda; do
		gcda=${gcda#"$2"}
		ln -s "${gcda%.gcda}.gcno" "$2${gcda%.gcda}.gcno"
	done
}

# lcov 2 refuses a function that was inlined and whose lines ran, but which was never called.
consistent="check_data_consistency=0"

figures()	# figures ARGUMENTS OF LCOV...
{
	lcov --quiet --rc "$consistent" "$@" >"$out/lcov.log" 2>&1 ||
		die "lcov cannot read what the kernel counted (is gcov of the version of gcc?):" \
			"$(tail -n 5 "$out/lcov.log")"
}

ours()
{
	local file
	for file; do
		if [ ! -e "$pristine/$file" ]; then
			echo "$file *"
		else
			diff --unchanged-line-format= --old-line-format= \
				--new-line-format="$file %dn"$'\n' "$pristine/$file" "$tree/$file" || true
		fi
	done
}

merge=()
while read -r vm; do
	[ -e "$runs/$vm/gcov.tar" ] || continue
	unpack "$runs/$vm/gcov.tar" "$out/counts/$vm"
	figures --capture --directory "$out/counts/$vm" --output-file "$out/counts/$vm.info"
	merge+=(-a "$out/counts/$vm.info")
done < <(sed -n 's/^\([a-z][a-z0-9-]*\) .*/\1/p' "$runs.jobs")
[ ${#merge[@]} -gt 0 ] || die "no VM left any counters in $runs"
figures "${merge[@]}" --output-file "$out/all.info"

# A file that is not built or not counted would have no missed lines.
for file; do
	case $file in
	*.c) grep -qxF "SF:$tree/$file" "$out/all.info" ||
		die "$file: the kernel in $kernel does not count it; is it built?" ;;
	esac
done

ours "$@" >"$out/ours.list"
awk -v tree="$tree" -f tests/coverage/our-lines.awk "$out/ours.list" "$out/all.info" >"$out/ours.info"
genhtml --quiet --rc "$consistent" --prefix "$tree" --title "xdp-rx-meta: lines of the overlay" --legend \
	--output-directory "$out/html" "$out/ours.info" >"$out/genhtml.log" 2>&1 ||
	die "genhtml: $(tail -n 5 "$out/genhtml.log")"
status=0
awk -v tree="$tree" -v min="$min" -f tests/coverage/table.awk "$out/ours.info" || status=$?
echo "  $out/html/index.html"
[ $status = 0 ] || echo "coverage: less than $min % of our lines ran" >&2
exit $status
