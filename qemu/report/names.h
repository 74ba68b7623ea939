/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tests that a run should have: lines of a job, a document of its stream and a name.
 * A line of a job alone says that its tests are not known.
 */
#ifndef REPORT_NAMES_H
#define REPORT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct test_name - a test of the list
 * @job: its job
 * @doc: its document: a program of a guest, else the job
 * @name: its name in that document; NULL: the job's tests are not known
 * @ran: there was a result
 */
struct test_name {
	char *job;
	char *doc;
	char *name;
	bool ran;
};

struct name_list {
	size_t n;
	struct test_name *test;
};

void names_read(struct name_list *names, const char *path);
bool names_has_job(const struct name_list *names, const char *job);
bool names_knows_job(const struct name_list *names, const char *job);
bool names_has_doc(const struct name_list *names, const char *job,
		   const char *doc);
bool names_mark(struct name_list *names, const char *job, const char *doc,
		const char *name);
size_t names_missing(const struct name_list *names, const char *job,
		     const struct test_name **first);

#endif
