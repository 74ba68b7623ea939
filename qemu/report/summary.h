/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of lab-ktap have of each other. */
#ifndef LAB_KTAP_H
#define LAB_KTAP_H

#include <stdbool.h>
#include <stdio.h>

#include "tap.h"

/* Exit codes, as lab-run has them. */
enum {
	KTAP_PASS = 0,
	KTAP_FAIL = 1,
	KTAP_BROKEN = 2,
	KTAP_TIMEOUT = 124,
	KTAP_PANIC = 255,
};

/**
 * struct junit - a report for others' tools
 * @path: where it goes, or NULL for none
 * @body: the suites so far
 * @text: what @body has written
 * @len: its length
 * @count: results of each kind
 * @errors: what no test printed
 */
struct junit {
	const char *path;
	FILE *body;
	char *text;
	size_t len;
	unsigned int count[3];
	unsigned int errors;
};

/**
 * struct report - what all streams came to
 * @verbose: show every test
 * @live: a terminal: show the running test
 * @no_skip: a test that was skipped is a broken lab
 * @code: the gravest exit code so far
 * @count: results of each kind
 * @jobs: how many jobs there are, or 0
 * @jobs_done: ... and how many of them are over
 * @failed: names, one a line
 * @failed_len: length of @failed
 * @junit: the report for others
 */
struct report {
	bool verbose;
	bool live;
	bool no_skip;
	int code;
	unsigned int count[3];
	unsigned int jobs;
	unsigned int jobs_done;
	char *failed;
	size_t failed_len;
	struct junit junit;
};

/**
 * struct source - a stream of results
 * @tap: reads it
 * @rep: what it adds to
 * @name: the file or the job, for documents without a name
 * @docs: documents so far
 * @failed: failures so far
 * @doc: name of the document
 * @doc_count: its results of each kind
 * @suite: the document for @rep->junit
 * @suite_text: what @suite has written
 * @suite_len: its length
 * @suite_errors: how often the document could not be trusted
 * @last_ms: when the last result came
 */
struct source {
	struct tap tap;
	struct report *rep;
	const char *name;
	unsigned int docs;
	unsigned int failed;
	char doc[TAP_NAME];
	unsigned int doc_count[3];
	FILE *suite;
	char *suite_text;
	size_t suite_len;
	unsigned int suite_errors;
	long long last_ms;
};

/* ktap.c */
void ktap_die(const char *fmt, ...)
	__attribute__((format(printf, 1, 2), noreturn));
long long ktap_now_ms(void);

/* ktap_report.c */
void report_grave(struct report *rep, int code);
void report_line(const struct report *rep, const char *kind, const char *fmt,
		 ...) __attribute__((format(printf, 3, 4)));
void report_lines(const char *text);
void report_counts(const struct report *rep);
void report_trouble(struct report *rep, int code, const char *who,
		    const char *what);
void source_init(struct source *src, struct report *rep, const char *name);
void source_end(struct source *src, int code);

/* ktap_jobs.c */
struct jobs_options {
	const char *list;	/* file with the names and the commands */
	const char *out;	/* directory for what they print */
	unsigned int cpus;	/* that jobs are to keep busy */
	const char *stat;	/* file that tells how busy they are */
	bool learn;		/* remember how long each took */
	bool keep;		/* the terminal is for them */
};
void jobs_run(struct report *rep, const struct jobs_options *opt);

/* ktap_junit.c */
void junit_open(struct junit *junit, const char *path);
void junit_begin(struct source *src);
void junit_result(struct source *src, const struct tap_result *res);
void junit_broken(struct source *src, const char *what, const char *diag);
void junit_end(struct source *src);
void junit_trouble(struct junit *junit, const char *who, const char *what);
int junit_close(struct junit *junit);

#endif
