# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# For make_test.sh to source: how make test has to end, given the jobs it runs.

# outcome NAME STATUS LINE COMMAND...: make test with a job for each command.
outcome()
{
	local name=$1 want=$2 line=$3 n=0 status=0
	shift 3
	chosen "$name" || return
	if [ "${disk-}" ] && ! unshare -rm true 2>/dev/null; then
		skip "$name" 'no user namespaces, so no small disk to fill'
		return
	fi
	for command; do
		n=$((n + 1))
		echo "job-$n $command"
	done >"$dir/jobs"
	${disk-} run_make test || status=$?
	ended "$status" "$want" "$line"
	ok "$name" $?
}

# small_disk COMMAND...: runs the command with a disk of 128 KiB for the logs. In a user
# namespace, so that this does not need root.
small_disk()
{
	mkdir -p "$dir/run"
	# shellcheck disable=SC2016  # for the shell inside
	unshare -rm bash -c 'mount -t tmpfs -o size=128k none "$dir/run" && "$@"' - "$@"
}

outcome pass 0 '^2 passed, 0 failed, 0 skipped$' "$fake pass"
outcome fail 1 '  job-1: a$' "$fake fail_not_ok_but_0"
outcome fail_truncated 1 'FAIL: the test stream is cut: 3 planned, 2 results' \
	"$fake fail_truncated_tap"
outcome broken_no_verdict 2 'BROKEN: the guest went down without a verdict' \
	"$fake broken_no_verdict"
outcome broken_killed 2 'BROKEN: QEMU was killed: Killed; see ' "$fake broken_qemu_killed"
outcome broken_no_test 2 'job-1: no test ran' "true"
disk=small_disk outcome broken_disk_full 2 'BROKEN: no space left for the logs' \
	"$fake flood"
outcome timeout 124 'TIMEOUT: not done after 0.2 s; see .*: console.log ' \
	"export SLOWDOWN=0.2; $fake timeout --timeout 1"
outcome splat 255 'PANIC: warning: "WARNING: possible circular locking' "$fake splat_but_pass"
outcome gravest 255 '^4 passed, 3 failed, 0 skipped$' "$fake fail_command" \
	"export SLOWDOWN=0.2; $fake timeout --timeout 1" "$fake panic"

# A guest that hangs is a timeout, whether it is up by then or not.
outcome real_hang 124 'TIMEOUT: not done after' "export SLOWDOWN=1; $real --timeout 3 -- sleep 1000"
outcome real_panic 255 'PANIC: .*stack.txt.* qemu.cmd$' \
	"$real --panic"
outcome real_warn 255 'PANIC: .*WARNING: .* at .*fault_warn.* qemu.cmd$' \
	"$real -- sh -c 'echo 1..1; echo ok 1 a; insmod /lab/faults.ko fault=warn'"

# All kinds of leftovers in one guest, as it waits a while for them to go.
outcome real_left 1 "FAIL: the command left behind: network namespace forgotten, network device forgotten, BPF program [0-9]*, BPF link [0-9]*; see " \
	"$real -- sh -c 'echo 1..1; echo ok 1 a; ip netns add forgotten; ip link add forgotten type dummy; /lab/leave'"
outcome real_warning 255 'PANIC: lockdep: "INFO: inconsistent lock state"' \
	"$real -- sh -c 'echo \"<4>INFO: inconsistent lock state\" >/dev/kmsg; echo 1..1; echo ok 1 a'"
