# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# test_outcomes.sh: for make_test.sh to source: how make test has to end, what it has to
# say, and the jobs it runs. A $fake guest is a case of run_verdicts.c.

fate pass 0 '^2 passed, 0 failed, 0 skipped$' "$fake pass"
fate fail 1 '  job-1: a$' "$fake fail_not_ok_but_0"
fate fail_truncated 1 'FAIL: the test stream is cut: 3 planned, 2 results' \
	"$fake fail_truncated_tap"
fate broken_no_verdict 2 'BROKEN: the guest went down without a verdict' \
	"$fake broken_no_verdict"
fate broken_killed 2 'BROKEN: QEMU was killed: Killed; see ' "$fake broken_qemu_killed"
fate broken_no_test 2 'job-1: no test ran' "true"
in_small=small_disk fate broken_disk_full 2 'BROKEN: no space left for the logs' \
	"$fake flood"
fate timeout 124 'TIMEOUT: not done after 0.2 s; see .*: console.log ' \
	"export SLOWDOWN=0.2; $fake timeout --timeout 1"
fate splat 255 'PANIC: warning: "WARNING: possible circular locking' "$fake splat_but_pass"
fate gravest 255 '^4 passed, 3 failed, 0 skipped$' "$fake fail_command" \
	"export SLOWDOWN=0.2; $fake timeout --timeout 1" "$fake panic"

# The guest hangs: whether it was up by then or not, this is a timeout.
fate real_hang 124 'TIMEOUT: not done after' "export SLOWDOWN=1; $real --timeout 3 -- sleep 1000"
fate real_panic 255 'PANIC: .*stack.txt.* qemu.cmd$' \
	"$real --panic"
fate real_warn 255 'PANIC: .*WARNING: .* at .*fault_warn.* qemu.cmd$' \
	"$real -- sh -c 'echo 1..1; echo ok 1 a; insmod /lab/faults.ko fault=warn'"

# All kinds in one guest: it waits some time for what may yet go.
fate real_left 1 "FAIL: the command left behind: network namespace forgotten, network device forgotten, BPF program [0-9]*, BPF link [0-9]*; see " \
	"$real -- sh -c 'echo 1..1; echo ok 1 a; ip netns add forgotten; ip link add forgotten type dummy; /lab/leave'"
fate real_warning 255 'PANIC: lockdep: "INFO: inconsistent lock state"' \
	"$real -- sh -c 'echo \"<4>INFO: inconsistent lock state\" >/dev/kmsg; echo 1..1; echo ok 1 a'"
