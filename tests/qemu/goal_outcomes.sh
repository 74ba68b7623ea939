# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# goal_outcomes.sh: for make_test.sh to source: the other goals that boot a guest end with
# the same codes, and make test says the same in its JUnit report. The guests are
# fakes of run_verdicts.c.

# goal NAME GOAL STATUS LINE GUEST [VARIABLE=VALUE...]
goal()
{
	local name=$1 goal=$2 want=$3 line=$4 guest=$5 status=0
	shift 5
	chosen "$name" || return
	FAKE=$guest QEMU=$BIN/lab_test GOAL=$goal make_test DEMO_OUT="$dir/demo" "$@" </dev/null || status=$?
	echo "exit status $status, want $want with $line" >>"$log"
	[ "$status" = "$want" ] && grep -q -- "$line" "$log"
	ok "$name" $?
}

goal demo_pass demo 0 'ok *nothing is lost' pass_demo
goal demo_expectation demo 1 'expectation failed: nothing is lost' pass_demo_lossy
goal demo_fail demo 1 'FAIL: the command returned 3' fail_command
goal demo_no_result demo 2 'result.json:1: the file is empty' pass
goal demo_no_verdict demo 2 'BROKEN: the guest went down without a verdict' broken_no_verdict
goal demo_timeout demo 124 'TIMEOUT: not done after 3 s' timeout SLOWDOWN=0.01
goal demo_panic demo 255 'PANIC: panic: ' panic
goal demo_unknown_tunnel demo 2 'TUNNEL=gree is no tunnel of the demo; choose one of: .*vxlan' pass_demo TUNNEL=gree
goal shell_pass shell 0 '' pass
goal shell_broken shell 2 'BROKEN: QEMU was killed: Killed' broken_qemu_killed
goal shell_panic shell 255 'PANIC: panic: ' panic
goal gdb_panic gdb 255 "target remote :4321' -ex 'hbreak start_kernel'" panic GDB_PORT=4321

# Each job that did not go well is in the report, and the sums are the last line's.
junit()
{
	local sums
	chosen junit || return
	printf '%s\n' "a $fake pass" "b $fake fail_not_ok_but_0" "c $fake panic" "d $fake broken_no_verdict" \
		"e export SLOWDOWN=0.2; $fake timeout --timeout 1" >"$dir/jobs"
	make_test JUNIT="$dir/report.xml"
	sums=$(xmllint --xpath 'concat(/*/@tests - /*/@failures - /*/@errors - /*/@skipped, " passed, ",
		/*/@failures + /*/@errors, " failed, ", /*/@skipped, " skipped")' "$dir/report.xml")
	[ "$(grep -c '<failure ' "$dir/report.xml")" = 1 ] && [ "$(grep -c '<error ' "$dir/report.xml")" = 3 ] &&
		grep -q '<error message="PANIC: panic: ' "$dir/report.xml" &&
		grep -q '<error message="BROKEN: the guest went down without a verdict' "$dir/report.xml" &&
		grep -q '<error message="TIMEOUT: not done after 0.2 s' "$dir/report.xml" &&
		grep -q "^$sums\$" "$log"
	local status=$?
	{ echo "sums: $sums"; cat "$dir/report.xml"; } >>"$log"
	ok junit $status
}
junit
