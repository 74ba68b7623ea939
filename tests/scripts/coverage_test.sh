# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# coverage_test.sh: sourced by run.sh: the report of tests/coverage/coverage.sh. The archive
# that a VM leaves has counts in the form that lcov would print; the stand-in copies them.

stand_in lcov <<'end'
while [ $# -gt 0 ]; do
	case $1 in
	--directory) from="$from $2/counts.info" ;;
	-a) from="$from $2" ;;
	--output-file) to=$2 ;;
	esac
	shift
done
cat $from >"$to"
end
stand_in genhtml <<'end'
:
end

# vm NAME FILE RAN ALL: this VM ran RAN of ALL lines of FILE.
vm()
{
	local i
	mkdir -p "$tmp/runs/$1"
	{
		echo "SF:$tmp/tree/$2"
		for ((i = 1; i <= $4; i++)); do
			echo "DA:$i,$((i <= $3))"
		done
		echo end_of_record
	} >"$tmp/counts.info"
	tar -C "$tmp" -cf "$tmp/runs/$1/gcov.tar" counts.info
}

# coverage JOB FILE...: the exit status; the output is in the log
coverage()
{
	printf '%s command\n' "$1" >"$tmp/runs.jobs"
	PATH=$tmp/bin:$PATH tests/coverage/coverage.sh "$tmp/runs" kernel "$tmp/pristine" "$tmp/tree" \
		"$tmp/out" 95 "${@:2}" >"$log" 2>&1
}

mkdir -p "$tmp/runs"
vm one net/a.c 20 20
coverage one net/a.c && line 'total +20 of +20 +100.0 %'; ok coverage_all $?
vm one net/a.c 19 20
coverage one net/a.c && line 'total +19 of +20 +95.0 %' && line 'net/a.c:20$'; ok coverage_at_minimum $?
vm one net/a.c 18 20; coverage one net/a.c
[ $? = 1 ] && line '^coverage: less than 95 % of our lines ran$' && line 'net/a.c:19$'; ok coverage_below_minimum $?
coverage one net/a.c net/b.c
[ $? = 2 ] && line '^coverage: net/b.c: the kernel in kernel does not count it; is it built\?$'; ok coverage_not_built $?
vm gone net/a.c 20 20; coverage one net/a.c
[ $? = 1 ] && line 'total +18 of +20'; ok coverage_of_another_list_of_jobs $?
coverage host net/a.c
[ $? = 2 ] && line "^coverage: no VM left any counters in $tmp/runs\$"; ok coverage_no_counters $?
