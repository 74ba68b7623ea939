#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Each way that make test can end, end to end: its exit status, and the line that
# says what happened. Most guests are the fakes of run_cases.c, those that are real
# say what only a kernel can. $DONE keeps the make in here from building anything.
# Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/tap.sh
# shellcheck disable=SC2034  # for tap.sh
suite='make'
dir=$(mktemp -d) log=$dir/log
trap 'rm -rf "$dir"' EXIT
unset LAB_STATUS_FD LAB_NO_SKIP QEMU FAKE
T=${T:-*}

# $FAKE NAME: a job's command that has the guest NAME of run_cases.c.
cat >"$dir/fake" <<end
export FAKE=\$1 QEMU=$BIN/lab_test
shift
exec $BIN/lab-run --kernel $dir/jobs --initrd $dir/jobs --run \$OUT/\$FAKE "\$@" -- true
end
fake="OUT=\$OUT bash $dir/fake"
real="\$BOOT --smp 1 --run \$OUT/real"

# make_test VARIABLE=VALUE...: $GOAL, or make test, with the jobs of $dir/jobs.
make_test()
{
	# shellcheck disable=SC2086  # one word an argument
	MAKELEVEL=1 make -s --no-print-directory $DONE "${GOAL:-test}" DRYRUN= V=0 JUNIT= KEEP= \
		"T=*" "TEST_JOBS=$dir/jobs" "RUN=$dir/run" "$@" >"$log" 2>&1
}
export -f make_test
export dir log DONE

chosen()
{
	# shellcheck disable=SC2254  # a glob
	case make.$1 in $T) true ;; *) false ;; esac
}

# fate NAME STATUS LINE COMMAND...: a run of these jobs ends so, and LINE is said.
fate()
{
	local name=$1 want=$2 line=$3 n=0 status=0
	shift 3
	chosen "$name" || return
	if [ "${in_small-}" ] && ! unshare -rm true 2>/dev/null; then
		skip "$name" 'no user namespaces: no disk of our own to fill'
		return
	fi
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
	mkdir -p "$dir/run"
	# shellcheck disable=SC2016  # for the shell inside
	unshare -rm bash -c 'mount -t tmpfs -o size=128k none "$dir/run" && "$@"' - "$@"
}

. tests/qemu/fates.sh
. tests/qemu/goals.sh
. tests/qemu/captures.sh

# At a terminal, a shell in the guest of a test that failed; its status stays.
fate_keep()
{
	local status=0
	echo "one $real -- sh -c 'echo 1..1; echo not ok 1 a; exit 1'" >"$dir/jobs"
	mkfifo "$dir/keys"
	# Open for writing too: the terminal's end must not come by itself.
	exec 3<>"$dir/keys"
	# shellcheck disable=SC2016  # for the guest's shell
	printf 'echo $((6 * 7)) kept\nexit\n' >&3
	# script takes the shell of $SHELL or sh, which may drop exported functions.
	SHELL=$BASH script -qec 'bash -c "make_test KEEP=1"' "$dir/terminal" <&3 >/dev/null || status=$?
	cat "$dir/terminal" >>"$log"
	[ $status = 1 ] && grep -q '42 kept' "$dir/terminal" &&
		grep -q '^  one: a$' "$log"
	ok real_keep $?
}
chosen real_keep && fate_keep

make_test KEEP=1 </dev/null
[ $? = 2 ] && grep -q 'KEEP=1 .* needs a terminal' "$log"
ok keep_no_terminal $?
tap_end
