/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A reader of TAP and KTAP streams: several documents one after the other, as
 * test programs print them when they run in a row, and nested ones (KUnit).
 *
 * A document begins with its version line, or with its plan, or with a line
 * "# file: NAME" that announces which program comes next: one that dies before
 * its first word is a document without a plan then, not nothing at all.
 */
#ifndef LAB_TAP_H
#define LAB_TAP_H

#include <stdbool.h>
#include <stddef.h>

#define TAP_LEVELS	8
#define TAP_NAME	256
#define TAP_LINE	4096
#define TAP_DIAG	16384

enum tap_kind { TAP_PASS, TAP_FAIL, TAP_SKIP };

/**
 * struct tap_result - one test, as it is handed to the stream's reader
 * @kind: how it went
 * @num: its number within its document, from 1, nested tests counted singly
 * @planned: how many there will be; 0 where the document did not say yet
 * @name: the test's name, with those of the suites it is in, joined by "."
 * @reason: why it was skipped, or ""
 * @diag: the lines printed since the result before it
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
 * struct tap_ops - what is told of a stream while it is read
 * @begin: a document begins; @name is "" unless a "# file:" line gave one
 * @result: a test ended
 * @broken: the document cannot be trusted; @what says why, once a document
 * @end: the document is over
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
	bool summary;		/* the next result sums up a nested level */
	int nested_failed;	/* ... of which so many had failed */
	char name[TAP_NAME];
};

struct tap {
	const struct tap_ops *ops;
	void *ctx;
	bool open;		/* inside a document */
	bool started;		/* ... and past its announcement */
	bool broken;
	unsigned int results;	/* single tests of this document */
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
