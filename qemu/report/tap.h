/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A parser of TAP and KTAP streams. A stream has one document after the other, as
 * test programs print them that run in a row. Documents may be nested (KUnit).
 *
 * A document begins with its version line, with its plan, or with a line
 * "# file: NAME", which is printed before the program NAME starts. So a program
 * that dies before its first line is a document without a plan, which is an error.
 */
#ifndef REPORT_TAP_H
#define REPORT_TAP_H

#include <stdbool.h>
#include <stddef.h>

#define TAP_LEVELS	8
#define TAP_NAME	256
#define TAP_LINE	4096
#define TAP_DIAG	16384

enum tap_kind { TAP_PASS, TAP_FAIL, TAP_SKIP };

/**
 * struct tap_result - the result of one test
 * @kind: how it ended
 * @num: its number within the document, from 1; each nested test counts
 * @planned: number of tests in the document; 0 while that is unknown
 * @name: names of the enclosing suites and of the test, joined by "."
 * @reason: why it was skipped, or ""
 * @diag: the lines between the previous result and this one
 */
struct tap_result {
	enum tap_kind kind;
	unsigned int num;
	unsigned int planned;
	const char *name;
	const char *reason;
	const char *diag;
};

/**
 * struct tap_ops - callbacks of the parser
 * @begin: a document begins; @name is "" unless a "# file:" line gave one
 * @result: a test ended
 * @broken: the document cannot be trusted, because of @what; once a document
 * @end: the document ends
 */
struct tap_ops {
	void (*begin)(void *ctx, const char *name);
	void (*result)(void *ctx, const struct tap_result *res);
	void (*broken)(void *ctx, const char *what);
	void (*end)(void *ctx);
};

struct tap_level {
	int indent;
	int planned;		/* -1: no plan yet */
	int seen;
	int failed;		/* results of this level that were not ok */
	bool summary;		/* the next result is that of a nested level */
	int nested_failed;	/* number of failures in that level */
	char name[TAP_NAME];
};

struct tap {
	const struct tap_ops *ops;
	void *ctx;
	bool open;		/* inside a document */
	bool started;		/* past the "# file:" line */
	bool broken;
	unsigned int results;	/* number of results in this document */
	int depth;		/* index of the innermost level */
	struct tap_level level[TAP_LEVELS];
	size_t len;
	size_t diag_len;
	char line[TAP_LINE];
	char diag[TAP_DIAG];
};

void tap_init(struct tap *tap, const struct tap_ops *ops, void *ctx);
void tap_feed(struct tap *tap, const char *buf, size_t len);
void tap_finish(struct tap *tap);

#endif
