/* SPDX-License-Identifier: GPL-2.0 */
/* lab-ktap: the list of jobs, and how long each took. */
#ifndef LAB_KTAP_LIST_H
#define LAB_KTAP_LIST_H

#include <stdbool.h>
#include <sys/types.h>

#define JOBS_MAX	64

struct source;

/**
 * struct job - one of them
 * @name: what it is called
 * @command: what a shell runs
 * @cost: how long it took last time, in seconds; negative: nobody knows
 * @line: where it was in the list
 * @pid: its process while it runs, else 0
 * @from: its output, non-blocking; -1 after its end
 * @log: the file of its output; -1 if that could not be written
 * @start_ms: when it started
 * @seconds: how long it took
 * @passed: whether it did
 * @late: it was told to end, as its time was over
 * @src: its results, while it runs
 */
struct job {
	char *name;
	char *command;
	double cost;
	unsigned int line;
	pid_t pid;
	int from;
	int log;
	long long start_ms;
	double seconds;
	bool passed;
	bool late;
	struct source *src;
};

struct job_list {
	unsigned int n;
	struct job job[JOBS_MAX];
};

void job_list_read(struct job_list *list, const char *path, const char *dir);
void job_list_learn(const struct job_list *list, const char *dir);

#endif
