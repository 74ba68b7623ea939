# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# For make_test.sh to source: make demo, shell, run and gdb end with the same exit codes as
# make test. The guests are fakes.

# goal_outcome NAME GOAL STATUS LINE CASE [VARIABLE=VALUE...]: make GOAL with the fake
# guest CASE.
goal_outcome()
{
	local name=$1 goal=$2 want=$3 line=$4 guest=$5 status=0
	shift 5
	chosen "$name" || return
	FAKE=$guest QEMU=$BIN/lab_test run_make "$goal" DEMO_OUT="$dir/demo" "$@" </dev/null || status=$?
	ended "$status" "$want" "$line"
	ok "$name" $?
}

goal_outcome demo_pass demo 0 'ok *nothing is lost' pass_demo
goal_outcome demo_expectation demo 1 'expectation failed: nothing is lost' pass_demo_lossy
goal_outcome demo_fail demo 1 'FAIL: the command returned 3' fail_command
goal_outcome demo_no_result demo 2 'result.json:1: the file is empty' pass
goal_outcome demo_no_verdict demo 2 'BROKEN: the guest went down without a verdict' broken_no_verdict
goal_outcome demo_timeout demo 124 'TIMEOUT: not done after 3 s' timeout SLOWDOWN=0.01
goal_outcome demo_panic demo 255 'PANIC: panic: ' panic
goal_outcome demo_unknown_tunnel demo 2 'TUNNEL=gree is no tunnel of the demo; choose one of: .*vxlan' pass_demo TUNNEL=gree
goal_outcome shell_pass shell 0 '' pass
goal_outcome shell_broken shell 2 'BROKEN: QEMU was killed: Killed' broken_qemu_killed
goal_outcome shell_panic shell 255 'PANIC: panic: ' panic
goal_outcome run_pass run 0 'not ok 1 a' plain_not_ok CMD='any thing'
goal_outcome run_fail run 1 'FAIL: the command returned 3' fail_command CMD='any thing'
goal_outcome run_broken run 2 'BROKEN: the guest went down without a verdict' broken_no_verdict CMD='any thing'
goal_outcome run_timeout run 124 'TIMEOUT: not done after 2 s' timeout SLOWDOWN=0.01 TIMEOUT=200 CMD='any thing'
goal_outcome run_panic run 255 'PANIC: panic: ' panic CMD='any thing'
goal_outcome gdb_panic gdb 255 "target remote :4321' -ex 'hbreak start_kernel'" panic GDB_PORT=4321

# A demo that gives no result leaves the one before, which the last picture shows.
interrupted()
{
	mkdir -p "$dir/demo"
	echo old | tee "$dir/demo/queues.svg" >"$dir/demo/result.json"
	FAKE=timeout QEMU=$BIN/lab_test run_make demo DEMO_OUT="$dir/demo" SLOWDOWN=0.01 </dev/null
	ended $? 124 'TIMEOUT' && [ "$(cat "$dir/demo/result.json")" = old ] && [ "$(cat "$dir/demo/queues.svg")" = old ]
}
if chosen demo_interrupted; then interrupted; ok demo_interrupted $?; fi
