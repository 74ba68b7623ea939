// SPDX-License-Identifier: GPL-2.0
/* Jobs, and what lab-ktap makes of them */
#include "tap_streams.h"

#define PASS1	"TAP version 13\n1..1\nok 1 a\n"

/*
 * A shell loop that writes the file "stat" for more than a second, or until a
 * file "b" exists. In each turn the CPU adds @busy and @idle ticks.
 */
#define MACHINE(busy, idle) \
	"cpu=$(sed -n 's/^Cpus_allowed_list:\t\\([0-9]*\\).*/\\1/p' " \
	"/proc/self/status); n=0; while [ ! -e b ] && [ $n -lt 7 ]; do " \
	"n=$((n + 1)); echo \"cpu$cpu $((n * " #busy ")) 0 0 $((n * " #idle ")) " \
	"0 0 0 0 0 0\" >new && mv new stat; sleep 0.2; done; "

const struct stream_case job_cases[] = {
	{ .name = "job",
	  .jobs = "one ./script 0\n",
	  .stream = PASS1,
	  .rc = 0, .last = "1 passed, 0 failed, 0 skipped",
	  .has = "  RUN     one\n" },
	{ .name = "jobs_are_counted",
	  .jobs = "# two\n\none ./script 0\ntwo ./script 0\n",
	  .stream = PASS1,
	  .rc = 0, .last = "2 passed, 0 failed, 0 skipped",
	  .has = "; 2 of 2; 2 passed, 0 failed, 0 skipped so far\n" },
	{ .name = "job_fails_as_told",
	  .jobs = "one ./script 1\n",
	  .stream = "TAP version 13\n1..1\nnot ok 1 a\n",
	  .rc = 1, .last = "0 passed, 1 failed, 0 skipped" },
	{ .name = "job_fails_unexplained",
	  .jobs = "one ./script 1\n",
	  .stream = PASS1,
	  .rc = 1, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "one: exit status 1" },
	{ .name = "job_silent",
	  .jobs = "one ./script 0\n",
	  .stream = "",
	  .rc = 2, .last = "0 passed, 1 failed, 0 skipped",
	  .has = "one: no test ran" },
	{ .name = "job_broken",
	  .jobs = "one ./script 2\n",
	  .stream = PASS1,
	  .rc = 2, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "one: exit status 2" },
	{ .name = "job_times_out",
	  .jobs = "one ./script 124\n",
	  .stream = PASS1,
	  .rc = 124, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "one: exit status 124" },
	{ .name = "job_panics",
	  .jobs = "one ./script 255\n",
	  .stream = PASS1,
	  .rc = 255, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "one: exit status 255" },
	{ .name = "job_strange",
	  .jobs = "one ./script 77\n",
	  .stream = PASS1,
	  .rc = 2, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "one: exit status 77" },
	{ .name = "job_killed",
	  .jobs = "one ./script 0; kill -KILL $$\n",
	  .stream = PASS1,
	  .rc = 2, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "one: killed by signal 9" },
	{ .name = "job_tells_why",
	  .jobs = "one ./script 0; echo 'lab-run: PANIC: it did; see run/one' >&2; "
		  "exit 255\n",
	  .stream = PASS1,
	  .rc = 255, .last = "1 passed, 1 failed, 0 skipped",
	  .has = "Failed:\n  one: PANIC: it did; see run/one\n" },
	{ .name = "job_complains",
	  .jobs = "one ./script 0; echo odd >&2\n",
	  .stream = PASS1,
	  .rc = 0, .last = "1 passed, 0 failed, 0 skipped",
	  .has = "            odd\n" },
	{ .name = "jobs_gravest",
	  .args = "--cpus 2",
	  .jobs = "a ./script 1\nb ./script 124\nc ./script 2\nd ./script 0\n"
		  "e ./script 1\n",
	  .stream = PASS1,
	  .rc = 124, .last = "5 passed, 4 failed, 0 skipped" },
	{ .name = "jobs_fill_idle_cpus",
	  .args = "--cpus 1 --stat stat",
	  .jobs = "a " MACHINE(1, 1) "[ -e b ] && ./script 0\n"
		  "b ./script 0; touch b\n",
	  .stream = PASS1,
	  .rc = 0, .last = "2 passed, 0 failed, 0 skipped" },
	{ .name = "jobs_leave_busy_cpus",
	  .args = "--cpus 1 --stat stat",
	  .jobs = "a " MACHINE(9, 1) "[ ! -e b ] && ./script 0\n"
		  "b ./script 0; touch b\n",
	  .stream = PASS1,
	  .rc = 0, .last = "2 passed, 0 failed, 0 skipped" },
	{ .name = "jobs_know_no_load",
	  .args = "--cpus 1 --stat stat",
	  .jobs = "a sleep 0.7; [ ! -e b ] && ./script 0\n"
		  "b ./script 0; touch b\n",
	  .stream = PASS1,
	  .rc = 0, .last = "2 passed, 0 failed, 0 skipped" },
};
const size_t n_job_cases = sizeof(job_cases) / sizeof(job_cases[0]);
