# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# For make_test.sh to source: the JUnit report of make test has an entry for each job
# that failed, and the sums of the last line.

junit()
{
	local sums status
	printf '%s\n' "a $fake pass" "b $fake fail_not_ok_but_0" "c $fake panic" "d $fake broken_no_verdict" \
		"e export SLOWDOWN=0.2; $fake timeout --timeout 1" >"$dir/jobs"
	run_make test JUNIT="$dir/report.xml"
	sums=$(xmllint --xpath 'concat(/*/@tests - /*/@failures - /*/@errors - /*/@skipped, " passed, ",
		/*/@failures + /*/@errors, " failed, ", /*/@skipped, " skipped")' "$dir/report.xml")
	[ "$(grep -c '<failure ' "$dir/report.xml")" = 1 ] && [ "$(grep -c '<error ' "$dir/report.xml")" = 3 ] &&
		grep -q '<error message="PANIC: panic: ' "$dir/report.xml" &&
		grep -q '<error message="BROKEN: the guest went down without a verdict' "$dir/report.xml" &&
		grep -q '<error message="TIMEOUT: not done after 0.2 s' "$dir/report.xml" &&
		grep -q "^$sums\$" "$log"
	status=$?
	{ echo "sums: $sums"; cat "$dir/report.xml"; } >>"$log"
	ok junit $status
}
if chosen junit; then junit; fi
