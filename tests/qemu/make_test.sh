#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# How make has to end: its exit status, and a line that it has to print. Most guests are
# fakes: cases of run_verdicts.c. Real guests show what only a kernel can. Prints TAP.
#
# Takes the environment that make test gives its jobs. $DONE keeps the make that is
# tested from building anything.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/tap.sh
# shellcheck disable=SC2034  # for tap.sh
suite='make'
dir=$(mktemp -d) log=$dir/log
trap 'rm -rf "$dir"' EXIT
unset LAB_STATUS_FD LAB_NO_SKIP QEMU FAKE
T=${T:-*}

# "$fake CASE" is a job's command that runs lab-run with a fake guest.
cat >"$dir/fake" <<end
export FAKE=\$1 QEMU=$BIN/lab_test
shift
exec $BIN/lab-run --kernel $dir/jobs --initrd $dir/jobs --run \$OUT/\$FAKE "\$@" -- true
end
fake="OUT=\$OUT bash $dir/fake"
# "$real [OPTION...] -- COMMAND" runs a command in a real guest.
real="\$BOOT --smp 1 --run \$OUT/real"

# run_make GOAL [VARIABLE=VALUE...]: make GOAL; make test takes the jobs of $dir/jobs.
run_make()
{
	local goal=$1
	shift
	# shellcheck disable=SC2086  # one word an argument
	MAKELEVEL=1 make -s --no-print-directory $DONE "$goal" DRYRUN= V=0 JUNIT= KEEP= \
		"T=*" "TEST_JOBS=$dir/jobs" "RUN=$dir/run" "$@" >"$log" 2>&1
}
export -f run_make
export dir log DONE

# chosen NAME: whether $T matches the test.
chosen()
{
	# shellcheck disable=SC2254  # a glob
	case make.$1 in $T) true ;; *) false ;; esac
}

# ended STATUS WANTED LINE [GREP_OPTION]: whether make ended with the wanted status, and
# printed the line.
ended()
{
	echo "exit status $1, want $2 with $3" >>"$log"
	[ "$1" = "$2" ] && grep -q "${4:--G}" -- "$3" "$log"
}

. tests/qemu/test_outcomes.sh
. tests/qemu/chosen_tests.sh
. tests/qemu/goal_outcomes.sh
. tests/qemu/junit_sums.sh
. tests/qemu/demo_captures.sh
. tests/qemu/kept_guest.sh
tap_end
