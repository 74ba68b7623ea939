/* SPDX-License-Identifier: GPL-2.0 */
#ifndef JOBS_JOB_LIST_H
#define JOBS_JOB_LIST_H

#include "job.h"

#define JOBS_MAX	64

struct name_list;

struct job_list {
	unsigned int n;
	struct job job[JOBS_MAX];
};

void job_list_read(struct job_list *list, const char *path, const char *dir);
void job_list_choose(struct job_list *list, const struct name_list *names);
void job_list_learn(const struct job_list *list, const char *dir);

#endif
