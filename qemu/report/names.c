// SPDX-License-Identifier: GPL-2.0
/* The list of the tests that a run should have */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "qemu/common/error.h"

static char *next_word(char **line)
{
	char *text = strsep(line, " \n");

	if (!text || !*text)
		return NULL;
	text = strdup(text);
	if (!text)
		die("out of memory");
	return text;
}

static void add(struct name_list *names, char *line)
{
	struct test_name test = { 0 };

	test.job = next_word(&line);
	if (!test.job)
		return;
	test.doc = next_word(&line);
	test.name = next_word(&line);
	/* A power of two is full. */
	if (!(names->n & (names->n - 1)))
		names->test = realloc(names->test, sizeof(test) *
				      (names->n ? 2 * names->n : 1));
	if (!names->test)
		die("out of memory");
	names->test[names->n++] = test;
}

/**
 * names_read() - read the list
 * @names: filled in
 * @path: the file
 */
void names_read(struct name_list *names, const char *path)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;

	if (!f)
		die("%s: %s", path, strerror(errno));
	while (getline(&line, &size, f) >= 0)
		add(names, line);
	free(line);
	fclose(f);
}

/**
 * names_has_job() - tell whether a job has any tests to run
 * @names: the list
 * @job: the job
 */
bool names_has_job(const struct name_list *names, const char *job)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->test[i].job, job))
			return true;
	return false;
}

/**
 * names_knows_job() - tell whether the list has all tests of a job
 * @names: the list
 * @job: the job
 */
bool names_knows_job(const struct name_list *names, const char *job)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->test[i].job, job))
			return names->test[i].name;
	return false;
}

/**
 * names_has_doc() - tell whether a document of a job has any tests in the list
 * @names: the list
 * @job: the job
 * @doc: the document
 */
bool names_has_doc(const struct name_list *names, const char *job,
		   const char *doc)
{
	for (size_t i = 0; i < names->n; i++)
		if (names->test[i].name && !strcmp(names->test[i].job, job) &&
		    !strcmp(names->test[i].doc, doc))
			return true;
	return false;
}

/**
 * names_mark() - note that a test ran
 * @names: the list
 * @job: its job
 * @doc: its document
 * @name: its name
 *
 * Return: whether the list has it.
 */
bool names_mark(struct name_list *names, const char *job, const char *doc,
		const char *name)
{
	for (size_t i = 0; i < names->n; i++) {
		struct test_name *test = &names->test[i];

		if (!test->name || strcmp(test->name, name) ||
		    strcmp(test->job, job) || strcmp(test->doc, doc))
			continue;
		test->ran = true;
		return true;
	}
	return false;
}

/**
 * names_missing() - count the tests of a job that did not run
 * @names: the list
 * @job: the job
 * @first: set to the first of them
 */
size_t names_missing(const struct name_list *names, const char *job,
		     const struct test_name **first)
{
	size_t n = 0;

	for (size_t i = names->n; i-- > 0;) {
		const struct test_name *test = &names->test[i];

		if (!test->name || test->ran || strcmp(test->job, job))
			continue;
		*first = test;
		n++;
	}
	return n;
}
