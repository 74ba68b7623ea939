# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# run-jobs.sh: sourced by hooks.sh: choose and run the jobs that have the tests of hooks.

# jobs_of FILE: the jobs with the tests of the hooks in this kernel file
jobs_of()
{
	case $1 in
	*/ice/*)	echo kunit ice-kept ice-kept-single ;;
	*/mlx5/*)	echo kunit mlx5-stored mlx5-virtio mlx5 ;;
	*/virtio_net.c)	echo kunit virtio tap ;;
	*)		echo layer ;;
	esac
}

# job_lines JOB...: their lines of the lists of jobs
job_lines()
{
	local job
	for job in $(printf '%s\n' "$@" | sort -u); do
		grep -hE "^$job " tests/jobs "$here/jobs"
	done
}

# choose_jobs ROUND: write the jobs of its hooks to $tmp/jobs
choose_jobs()
{
	local file jobs=
	while read -r _ file _; do jobs+=" $(jobs_of "$file")"; done <"$1"
	# shellcheck disable=SC2086  # a list of names
	job_lines $jobs >"$tmp/jobs"
}

# test_kernel VARIABLE=...: the status of make test with the jobs in $tmp/jobs
test_kernel()
{
	# No hook changes what the guest's programs are built from, so they stay.
	build test TEST_JOBS="$tmp/jobs" "$@" -o "$base/bpf/.vmlinux.h" >"$tmp/log" 2>&1 </dev/null
}

# run_tests ROUND: the status of make test
run_tests()
{
	local first=
	choose_jobs "$1"
	# The first failure proves one hook. Several hooks each need a failure of their own,
	# and KUnit, which is done first, would hide the traffic that shows a hook of ice.
	[ "$together" != 1 ] || grep -q '/ice/' "$1" || first=--first-failure
	test_kernel KTAP_OPTIONS=$first
}
