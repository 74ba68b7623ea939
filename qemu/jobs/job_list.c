// SPDX-License-Identifier: GPL-2.0
/*
 * The list of jobs, and how long each took.
 *
 * A line of the list is a name and a shell command; "#" begins a comment.
 * OUT/costs has a line for each job that passed: its name, its seconds, and its seconds of CPU
 * time.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job_list.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/report/names.h"

static void job_add(struct job_list *list, const char *path,
		    unsigned int line, char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
	struct job *job = &list->job[list->n];

	if (!len || !isspace(text[len]))
		die("%s:%u: want a name (a-z, 0-9, -) and a command", path,
		    line);
	if (list->n++ == JOBS_MAX)
		die("%s: more than %d jobs", path, JOBS_MAX);
	*job = (struct job){ .cost = -1, .line = line, .from = -1, .log = -1 };
	job->name = strndup(text, len);
	text += len;
	job->command = strdup(text + strspn(text, " \t"));
	if (!job->name || !job->command)
		die("out of memory");
	for (struct job *old = list->job; old < job; old++)
		if (!strcmp(old->name, job->name))
			die("%s:%u: a second %s", path, line, job->name);
}

/* A job without a cost comes first, as it may take long. */
static int job_compare(const void *one, const void *two)
{
	const struct job *a = one, *b = two;

	if (a->cost < 0 || b->cost < 0) {
		if ((a->cost < 0) != (b->cost < 0))
			return a->cost < 0 ? -1 : 1;
		return a->line < b->line ? -1 : 1;
	}
	if (a->cost != b->cost)
		return a->cost > b->cost ? -1 : 1;
	return a->line < b->line ? -1 : 1;
}

static void read_costs(struct job_list *list, const char *dir)
{
	char path[4096], line[256], name[64];
	double cost, cpu_cost;
	FILE *f;

	snprintf(path, sizeof(path), "%s/costs", dir);
	f = fopen(path, "re");
	while (f && fgets(line, sizeof(line), f)) {
		cpu_cost = 0;
		if (sscanf(line, "%63s %lf %lf", name, &cost, &cpu_cost) < 2)
			break;
		for (unsigned int i = 0; i < list->n; i++) {
			if (strcmp(list->job[i].name, name))
				continue;
			list->job[i].cost = cost;
			list->job[i].cpu_cost = cpu_cost;
		}
	}
	if (f)
		fclose(f);
}

/**
 * job_list_read() - read the list of jobs, and sort it
 * @list: filled in, in the order in which to start the jobs
 * @path: the file with the list
 * @dir: directory with the costs of an earlier run
 */
void job_list_read(struct job_list *list, const char *path, const char *dir)
{
	FILE *f = fopen(path, "re");
	unsigned int number = 0;
	char *line = NULL;
	size_t size = 0;

	list->n = 0;
	if (!f)
		die("%s: %s", path, strerror(errno));
	while (getline(&line, &size, f) >= 0) {
		number++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] && line[0] != '#')
			job_add(list, path, number, line);
	}
	free(line);
	fclose(f);
	read_costs(list, dir);
	qsort(list->job, list->n, sizeof(list->job[0]), job_compare);
}

/**
 * job_list_choose() - drop the jobs without a test
 * @list: the jobs
 * @names: the tests to run
 */
void job_list_choose(struct job_list *list, const struct name_list *names)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < list->n; i++)
		if (names_has_job(names, list->job[i].name))
			list->job[n++] = list->job[i];
	list->n = n;
}

/**
 * job_list_learn() - remember how long the jobs took
 * @list: the jobs, which have all ended
 * @dir: directory for the costs
 *
 * A job that did not pass keeps its old cost. A file that cannot be written is no
 * error, as the costs only make the next run faster.
 */
void job_list_learn(const struct job_list *list, const char *dir)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/costs", dir);
	f = replacement_open(path);
	for (unsigned int i = 0; f && i < list->n; i++) {
		const struct job *job = &list->job[i];
		double cost = job->passed ? job->seconds : job->cost;

		if (cost >= 0)
			fprintf(f, "%s %.1f %.1f\n", job->name, cost,
				job->cpu_cost);
	}
	if (f)
		replacement_close(f, path);
}
