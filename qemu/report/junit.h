/* SPDX-License-Identifier: GPL-2.0 */
#ifndef REPORT_JUNIT_H
#define REPORT_JUNIT_H

#include <stdio.h>

struct stream;
struct tap_result;

/**
 * struct junit - a JUnit report
 * @path: the file for it, or NULL for no report
 * @body: FILE in memory with the suites so far
 * @text: text of @body
 * @len: length of @text
 * @count: results by enum tap_kind
 * @errors: failures that no test printed
 */
struct junit {
	const char *path;
	FILE *body;
	char *text;
	size_t len;
	unsigned int count[3];
	unsigned int errors;
};

void junit_open(struct junit *junit, const char *path);
void junit_begin(struct stream *stream);
void junit_result(struct stream *stream, const struct tap_result *res);
void junit_broken(struct stream *stream, const char *what, const char *diag);
void junit_end(struct stream *stream);
void junit_trouble(struct junit *junit, const char *who, const char *what);
int junit_close(struct junit *junit);

#endif
