# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# For make_test.sh to source: T= starts the jobs that have such a test, and no others; a run
# has the tests that list-tests lists.

# chosen_jobs NAME STATUS LINE JOBS ARGUMENT...: make test with these jobs of tests/jobs
chosen_jobs()
{
	local name=$1 want=$2 line=$3 jobs=$4 status=0
	shift 4
	chosen "$name" || return
	grep -E "^($jobs) " tests/jobs >"$dir/jobs"
	run_make test "$@" || status=$?
	grep '^  RUN' "$log" >"$dir/started"
	ended "$status" "$want" "$line"
}

# The card's tests run on this machine, so this takes no guest. $1 is the name of the test.
only_the_job_with_a_match()
{
	chosen_jobs "$1" 0 '^[1-9][0-9]* passed, 0 failed, 0 skipped$' 'layer|demo|picture|nic-host|debian' 'T=nic_host.caps*' &&
		[ "$(cat "$dir/started")" = '  RUN     nic-host' ]
}

nothing_matches()
{
	chosen_jobs "$1" 3 '^T=nosuch\.\* matches no test: make list-tests lists the names$' 'layer|picture' 'T=nosuch.*' &&
		[ ! -s "$dir/started" ] && [ "$(grep -cv '^make\|^exit status' "$log")" = 1 ]
}

# A list that is behind: a test that it does not have, and one that is gone. The stand-in
# answers as a program of the tests does.
list_is_behind()
{
	# shellcheck disable=SC2016  # the stand-in expands it
	printf '%s\n' '#!/bin/sh' 'if [ "$TEST_LIST" ]; then printf "s.a\ns.b\ns.gone\n"; exit; fi' \
		'echo 1..3; echo ok 1 s.a; echo ok 2 s.new; echo ok 3 s.b' >"$dir/tests.sh"
	chmod +x "$dir/tests.sh"
	echo "one $dir/tests.sh" >"$dir/jobs"
	run_make test
	ended $? 1 '^  one: s.new ran, and list-tests does not list it$' || return
	sed -i 's/s.new/s.a/' "$dir/tests.sh"
	run_make test
	ended $? 1 '^  one: 1 tests that list-tests lists did not run: one.s.gone$'
}

every_job_is_listed()
{
	local job
	cp tests/jobs "$dir/jobs"
	run_make list-tests "T=*" && cp "$log" "$dir/all" && [ "$(wc -l <"$dir/all")" -gt 2000 ] || return
	while read -r job _; do
		grep -q "^$job [^ ]* [^ ]* [^ ]*$" "$dir/run/test.names" || { echo "$job has no test" >>"$log"; return 1; }
	done < <(grep -v '^#\|^$' tests/jobs)
	# Another glob gives those lines that match it; a guest's tests with their program's name.
	run_make list-tests 'T=kfunc.*' && grep '^kfunc\.' "$dir/all" | diff - "$log" >"$dir/diff" && [ -s "$log" ]
}

for name in only_the_job_with_a_match nothing_matches list_is_behind every_job_is_listed; do
	if chosen "$name"; then "$name" "$name"; ok "$name" $?; fi
done
