#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Each way that make test can end, end to end: its exit status, and the line that
# says what happened. Most guests are the fakes of run_cases.c, those that are real
# say what only a kernel can. $DONE keeps the make in here from building anything.
# Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/tap.sh
# shellcheck disable=SC2034  # for tap.sh
suite='make'
dir=$(mktemp -d) log=$dir/log
trap 'rm -rf "$dir"' EXIT
unset LAB_STATUS_FD QEMU FAKE
T=${T:-*}

# $FAKE NAME: a job's command that has the guest NAME of run_cases.c.
cat >"$dir/fake" <<end
export FAKE=\$1 QEMU=$BIN/lab_test
shift
exec $BIN/lab-run --kernel $dir/jobs --initrd $dir/jobs --run \$OUT/\$FAKE "\$@" -- true
end
fake="bash $dir/fake"
real="\$BOOT --run \$OUT/real"

make_test()
{
	# shellcheck disable=SC2086  # one word an argument
	MAKELEVEL=1 make -s --no-print-directory $DONE test DRYRUN= V=0 JUNIT= KEEP= \
		"T=*" "TEST_JOBS=$dir/jobs" "RUN=$dir/run" "$@" >"$log" 2>&1
}

# fate NAME STATUS LINE COMMAND...: a run of these jobs ends so, and LINE is said.
fate()
{
	local name=$1 want=$2 line=$3 n=0 status=0
	# shellcheck disable=SC2254  # a glob
	case make.$name in $T) ;; *) return ;; esac
	shift 3
	for command; do
		n=$((n + 1))
		echo "job-$n $command"
	done >"$dir/jobs"
	${in_small-} make_test || status=$?
	echo "exit status $status, want $want with $line" >>"$log"
	[ "$status" = "$want" ] && grep -q -- "$line" "$log"
	ok "$name" $?
}

# Runs "$@" with a disk that has room for little; nobody needs to be root there.
small_disk()
{
	export -f make_test
	export dir log DONE
	mkdir -p "$dir/run"
	# shellcheck disable=SC2016  # for the shell inside
	unshare -rm bash -c 'mount -t tmpfs -o size=128k none "$dir/run" && "$@"' - "$@"
}

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
fate real_hang 124 'TIMEOUT: not done after' "$real --timeout 4 -- sleep 1000"
fate real_panic 255 'PANIC: panic: "Kernel panic - not syncing: .*stack.txt.* qemu.cmd$' \
	"$real --panic"
fate real_left_behind 1 'left behind: network namespace forgotten.*, BPF program ' \
	"$real -- sh -c 'ip netns add forgotten; /lab/rxmeta attach lo --cpus 0-1 >&2; echo 1..1; echo ok 1 a'"
fate real_warning 255 'PANIC: lockdep: "INFO: inconsistent lock state"' \
	"$real -- sh -c 'echo \"<4>INFO: inconsistent lock state\" >/dev/kmsg; echo 1..1; echo ok 1 a'"

# At a terminal, a shell in the guest of a test that failed; its status stays.
fate_keep()
{
	case make.real_keep in $T) ;; *) return ;; esac
	export -f make_test
	export dir log DONE
	local status=0
	echo "one $real -- sh -c 'echo 1..1; echo not ok 1 a; exit 1'" >"$dir/jobs"
	mkfifo "$dir/keys"
	# Open for writing too: the terminal's end must not come by itself.
	exec 3<>"$dir/keys"
	# shellcheck disable=SC2016  # for the guest's shell
	printf 'echo $((6 * 7)) kept\nexit\n' >&3
	script -qec 'bash -c "make_test KEEP=1"' "$dir/terminal" <&3 >/dev/null || status=$?
	cat "$dir/terminal" >>"$log"
	[ $status = 1 ] && grep -q '42 kept' "$dir/terminal" &&
		grep -q '^  one: a$' "$log"
	ok real_keep $?
}
fate_keep

make_test KEEP=1 </dev/null
[ $? = 2 ] && grep -q 'KEEP=1 .* needs a terminal' "$log"
ok keep_no_terminal $?
tap_end
