/* SPDX-License-Identifier: GPL-2.0 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include <stdbool.h>
#include <stdio.h>

#include "junit.h"
#include "names.h"
#include "qemu/common/exit_codes.h"
#include "tap.h"

/**
 * struct summary - the results of all streams
 * @verbose: show every test
 * @live: standard output is a terminal: show the running test
 * @no_skip: a skipped test means a broken lab
 * @verdict: the gravest so far
 * @count: results by enum tap_kind
 * @jobs: number of jobs, or 0
 * @jobs_done: number of jobs that have ended
 * @failed: names of failed tests, one a line
 * @failed_len: length of @failed
 * @junit: the JUnit report
 * @names: the tests that the jobs should have; empty: not known
 */
struct summary {
	bool verbose;
	bool live;
	bool no_skip;
	enum verdict verdict;
	unsigned int count[3];
	unsigned int jobs;
	unsigned int jobs_done;
	char *failed;
	size_t failed_len;
	struct junit junit;
	struct name_list names;
};

/**
 * struct stream - the results of one file or job
 * @tap: its parser
 * @sum: the summary it adds to
 * @name: the file or the job, for documents without a name
 * @docs: number of documents so far
 * @failed: number of failures so far
 * @doc: name of the current document
 * @who: the same for messages, behind the name of the job
 * @class: the same for the JUnit report
 * @doc_count: its results by enum tap_kind
 * @suite: FILE in memory with the document in the JUnit report
 * @suite_text: text of @suite
 * @suite_len: length of @suite_text
 * @suite_errors: number of errors in @suite
 * @last_ms: when the last result came, on the clock of clock_ms()
 */
struct stream {
	struct tap tap;
	struct summary *sum;
	const char *name;
	unsigned int docs;
	unsigned int failed;
	char doc[TAP_NAME];
	char who[2 * TAP_NAME];
	char class[2 * TAP_NAME];
	unsigned int doc_count[3];
	FILE *suite;
	char *suite_text;
	size_t suite_len;
	unsigned int suite_errors;
	long long last_ms;
};

void summary_take(struct summary *sum, enum verdict verdict);
void summary_line(const struct summary *sum, const char *kind, const char *fmt,
		  ...) __attribute__((format(printf, 3, 4)));
void summary_lines(const char *text);
void summary_counts(const struct summary *sum);
void summary_trouble(struct summary *sum, enum verdict verdict,
		     const char *who, const char *what);
void stream_init(struct stream *stream, struct summary *sum, const char *name);
void stream_end(struct stream *stream, enum verdict verdict);

#endif
