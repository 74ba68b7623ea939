/* SPDX-License-Identifier: GPL-2.0 */
#ifndef JOBS_JOB_H
#define JOBS_JOB_H

#include <stdbool.h>
#include <sys/types.h>

struct rusage;
struct stream;
struct summary;

/**
 * struct jobs_options - how to run the jobs
 * @list: file with their names and commands
 * @out: directory for their output and their costs
 * @stat: file that tells how busy the CPUs are, in the format of /proc/stat
 * @cpus: number of CPUs to keep busy
 * @limit_ms: limit for one job; 0: none
 * @learn: remember how long each job took
 * @keep: the jobs share the terminal, so they run one at a time
 * @first_failure: end all jobs once a test has failed
 */
struct jobs_options {
	const char *list;
	const char *out;
	const char *stat;
	unsigned int cpus;
	unsigned int limit_ms;
	bool learn;
	bool keep;
	bool first_failure;
};

/**
 * struct job - one job
 * @name: its name
 * @command: the command, for a shell
 * @cost: seconds it took in an earlier run; negative: unknown
 * @cpu_cost: seconds of CPU time that it took, in the last run in which it passed
 * @line: its line in the list
 * @pid: its process while it runs, else 0
 * @from: its output, non-blocking; -1 once that is closed
 * @log: the file for its output; -1 after a write error
 * @start_ms: when it started, on the clock of clock_ms()
 * @seconds: how long it took
 * @passed: it passed
 * @late: it did not end in time
 * @abandoned: it was ended because its other results are not wanted
 * @stream: its results, while it runs
 */
struct job {
	char *name;
	char *command;
	double cost;
	double cpu_cost;
	unsigned int line;
	pid_t pid;
	int from;
	int log;
	long long start_ms;
	double seconds;
	bool passed;
	bool late;
	bool abandoned;
	struct stream *stream;
};

void job_start(struct job *job, const struct jobs_options *opt,
	       struct summary *sum);
void job_read(struct job *job, struct summary *sum);
void job_end(struct job *job, const struct jobs_options *opt,
	     struct summary *sum, int st, const struct rusage *used);
void job_enforce_limit(struct job *job, const struct jobs_options *opt);

#endif
