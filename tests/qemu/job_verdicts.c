// SPDX-License-Identifier: GPL-2.0
/* Known answers of lab-ktap when it runs jobs. */
#include "scenario.h"

#define PASS1	"TAP version 13\n1..1\nok 1 a\n"

/*
 * A shell's loop of a second and more while there is no file b, and a machine that
 * has done so many ticks of @busy and of @idle in each of its turns.
 */
#define MACHINE(busy, idle) \
	"cpu=$(sed -n 's/^Cpus_allowed_list:\t\\([0-9]*\\).*/\\1/p' " \
	"/proc/self/status); n=0; while [ ! -e b ] && [ $n -lt 7 ]; do " \
	"n=$((n + 1)); echo \"cpu$cpu $((n * " #busy ")) 0 0 $((n * " #idle ")) " \
	"0 0 0 0 0 0\" >new && mv new stat; sleep 0.2; done; "

const struct job_case job_cases[] = {
	{ { "job", "", PASS1, 0, "1 passed, 0 failed, 0 skipped",
	  "  RUN     one\n" },
	  "one ./script 0\n" },
	{ { "jobs_are_counted", "", PASS1, 0, "2 passed, 0 failed, 0 skipped",
	  "; 2 of 2; 2 passed, 0 failed, 0 skipped so far\n" },
	  "# two\n\none ./script 0\ntwo ./script 0\n" },
	{ { "job_fails_as_told", "", "TAP version 13\n1..1\nnot ok 1 a\n", 1,
	  "0 passed, 1 failed, 0 skipped", NULL },
	  "one ./script 1\n" },
	{ { "job_fails_unexplained", "", PASS1, 1,
	  "1 passed, 1 failed, 0 skipped", "one: exit status 1" },
	  "one ./script 1\n" },
	{ { "job_silent", "", "", 2, "0 passed, 1 failed, 0 skipped",
	  "one: no test ran" },
	  "one ./script 0\n" },
	{ { "job_broken", "", PASS1, 2, "1 passed, 1 failed, 0 skipped",
	  "one: exit status 2" },
	  "one ./script 2\n" },
	{ { "job_times_out", "", PASS1, 124, "1 passed, 1 failed, 0 skipped",
	  "one: exit status 124" },
	  "one ./script 124\n" },
	{ { "job_panics", "", PASS1, 255, "1 passed, 1 failed, 0 skipped",
	  "one: exit status 255" },
	  "one ./script 255\n" },
	{ { "job_strange", "", PASS1, 2, "1 passed, 1 failed, 0 skipped",
	  "one: exit status 77" },
	  "one ./script 77\n" },
	{ { "job_killed", "", PASS1, 2, "1 passed, 1 failed, 0 skipped",
	  "one: killed by signal 9" },
	  "one ./script 0; kill -KILL $$\n" },
	{ { "job_tells_why", "", PASS1, 255, "1 passed, 1 failed, 0 skipped",
	  "Failed:\n  one: PANIC: it did; see run/one\n" },
	  "one ./script 0; echo 'lab-run: PANIC: it did; see run/one' >&2; "
	  "exit 255\n" },
	{ { "job_complains", "", PASS1, 0, "1 passed, 0 failed, 0 skipped",
	  "            odd\n" },
	  "one ./script 0; echo odd >&2\n" },
	{ { "jobs_gravest", "--cpus 2", PASS1, 124,
	  "5 passed, 4 failed, 0 skipped", NULL },
	  "a ./script 1\nb ./script 124\nc ./script 2\nd ./script 0\n"
	  "e ./script 1\n" },
	{ { "jobs_fill_idle_cpus", "--cpus 1 --stat stat", PASS1, 0,
	  "2 passed, 0 failed, 0 skipped", NULL },
	  "a " MACHINE(1, 1) "[ -e b ] && ./script 0\n"
	  "b ./script 0; touch b\n" },
	{ { "jobs_leave_busy_cpus", "--cpus 1 --stat stat", PASS1, 0,
	  "2 passed, 0 failed, 0 skipped", NULL },
	  "a " MACHINE(9, 1) "[ ! -e b ] && ./script 0\n"
	  "b ./script 0; touch b\n" },
	{ { "jobs_know_no_load", "--cpus 1 --stat stat", PASS1, 0,
	  "2 passed, 0 failed, 0 skipped", NULL },
	  "a sleep 0.7; [ ! -e b ] && ./script 0\n"
	  "b ./script 0; touch b\n" },
};
const size_t n_job_cases = sizeof(job_cases) / sizeof(job_cases[0]);
