// SPDX-License-Identifier: GPL-2.0
/* Results as the user sees them while the tests run, and their sums. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"
#include "summary.h"

static const char * const kind_names[] = {
	[TAP_PASS] = "ok", [TAP_FAIL] = "FAIL", [TAP_SKIP] = "SKIP",
};

/**
 * summary_take() - take a verdict into account
 * @sum: the summary
 * @verdict: the verdict on a test, a stream or a job
 */
void summary_take(struct summary *sum, enum verdict verdict)
{
	sum->verdict = verdict_gravest(sum->verdict, verdict);
}

static void clear_progress(const struct summary *sum)
{
	if (sum->live)
		printf("\r\033[K");
}

/* Prints a line that the next one replaces. */
static void show_progress(const struct stream *stream,
			  const struct tap_result *res)
{
	const struct summary *sum = stream->sum;
	const unsigned int *n = sum->count;
	struct winsize ws = { .ws_col = 80 };
	char line[512], jobs[48] = "";

	if (!sum->live)
		return;
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws);
	if (sum->jobs)
		snprintf(jobs, sizeof(jobs), "%u of %u jobs; ", sum->jobs_done,
			 sum->jobs);
	snprintf(line, sizeof(line),
		 "[%s%u passed, %u failed, %u skipped] %s.%s", jobs,
		 n[TAP_PASS], n[TAP_FAIL], n[TAP_SKIP], stream->doc, res->name);
	printf("\r\033[K%.*s", ws.ws_col ? ws.ws_col - 1 : 79, line);
}

/**
 * summary_line() - print a line that stays
 * @sum: the summary
 * @kind: its first word: RUN, TEST, FAIL, ...
 * @fmt: the rest
 */
void summary_line(const struct summary *sum, const char *kind, const char *fmt,
		  ...)
{
	va_list ap;

	clear_progress(sum);
	printf("  %-8s", kind);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
	fflush(stdout);
}

/**
 * summary_lines() - print lines that explain the line before
 * @text: the lines
 */
void summary_lines(const char *text)
{
	while (*text) {
		int len = strcspn(text, "\n");

		/* The kselftest harness prints this for every test. */
		if (strncmp(text, "#  RUN ", 7))
			printf("            %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

static void remember_failure(struct summary *sum, const char *who,
			     const char *what)
{
	size_t more = strlen(who) + strlen(what) + 8;

	sum->failed = realloc(sum->failed, sum->failed_len + more);
	if (!sum->failed)
		die("out of memory");
	sum->failed_len += sprintf(sum->failed + sum->failed_len,
				   "  %s: %s\n", who, what);
}

/* The same program may run in several jobs, so its name alone would not tell which. */
static void name_document(struct stream *stream)
{
	bool alone = !stream->sum->jobs || !strcmp(stream->doc, stream->name);
	const char *job = alone ? "" : stream->name;

	snprintf(stream->who, sizeof(stream->who), "%s%s%s", job,
		 alone ? "" : ": ", stream->doc);
	snprintf(stream->class, sizeof(stream->class), "%s%s%s", job,
		 alone ? "" : ".", stream->doc);
}

static void on_begin(void *ctx, const char *name)
{
	struct stream *stream = ctx;

	stream->docs++;
	if (name[0])
		snprintf(stream->doc, sizeof(stream->doc), "%s", name);
	else if (stream->docs > 1)
		snprintf(stream->doc, sizeof(stream->doc), "%s-%u",
			 stream->name, stream->docs);
	else
		snprintf(stream->doc, sizeof(stream->doc), "%s", stream->name);
	name_document(stream);
	memset(stream->doc_count, 0, sizeof(stream->doc_count));
	junit_begin(stream);
}

static void print_result(const struct stream *stream,
			 const struct tap_result *res)
{
	const char *sep = res->reason[0] ? ": " : "";
	char of[16] = "?";

	if (res->planned)
		snprintf(of, sizeof(of), "%u", res->planned);
	if (stream->sum->verbose)
		printf("[%3u/%2s] %s.%s %s%s%s\n", res->num, of, stream->doc,
		       res->name, kind_names[res->kind],
		       res->reason[0] ? " " : "", res->reason);
	else if (res->kind != TAP_PASS)
		summary_line(stream->sum, kind_names[res->kind], "%s: %s%s%s",
			     stream->who, res->name, sep, res->reason);
	else
		show_progress(stream, res);
}

/* With LAB_NO_SKIP a skipped test leaves unknown what should be known. */
static void refuse_skip(const struct stream *stream, const struct tap_result *res)
{
	char what[2 * TAP_NAME];

	if (res->kind != TAP_SKIP || !stream->sum->no_skip)
		return;
	snprintf(what, sizeof(what), "%s skipped, and LAB_NO_SKIP is set: %s",
		 res->name, res->reason);
	summary_trouble(stream->sum, VERDICT_BROKEN, stream->who, what);
}

/* Takes a result into the sums and the report. */
static void count_result(struct stream *stream, const struct tap_result *res)
{
	stream->sum->count[res->kind]++;
	stream->doc_count[res->kind]++;
	junit_result(stream, res);
}

/* A test that no list has cannot be chosen by T=, so nobody would miss it. */
static void check_name(struct stream *stream, const struct tap_result *res)
{
	struct name_list *names = &stream->sum->names;
	char what[2 * TAP_NAME];

	if (!names_knows_job(names, stream->name) ||
	    names_mark(names, stream->name, stream->doc, res->name) ||
	    res->kind == TAP_FAIL)
		return;
	snprintf(what, sizeof(what), "%s ran, and list-tests does not list it",
		 res->name);
	summary_trouble(stream->sum, VERDICT_FAIL, stream->who, what);
	stream->failed++;
}

/* Counts the tests of a document, or of all documents of a job that has none yet. */
static unsigned int count_skipped(struct stream *stream,
				  const struct tap_result *res)
{
	struct name_list *names = &stream->sum->names;
	bool one = names_has_doc(names, stream->name, stream->doc);
	struct tap_result each = *res;
	char name[2 * TAP_NAME];
	unsigned int n = 0;

	for (size_t i = 0; i < names->n; i++) {
		struct test_name *test = &names->test[i];

		if (!test->name || strcmp(test->job, stream->name) ||
		    (one && strcmp(test->doc, stream->doc)))
			continue;
		snprintf(name, sizeof(name), "%s%s%s", one ? "" : test->doc,
			 one ? "" : ".", test->name);
		each.name = name;
		test->ran = true;
		count_result(stream, &each);
		n++;
	}
	return n;
}

/* A plan of no tests with a reason: what should have run is skipped as a whole. */
static void skip_all(struct stream *stream, const struct tap_result *res)
{
	struct tap_result all = *res;
	char name[32] = "all tests";
	unsigned int n = count_skipped(stream, res);

	all.name = name;
	if (n)
		snprintf(name, sizeof(name), "%u tests", n);
	else
		count_result(stream, &all);
	print_result(stream, &all);
	refuse_skip(stream, &all);
	fflush(stdout);
}

static void on_result(void *ctx, const struct tap_result *res)
{
	struct stream *stream = ctx;

	if (res->kind == TAP_SKIP && !res->name[0]) {
		skip_all(stream, res);
		return;
	}
	count_result(stream, res);
	print_result(stream, res);
	if (res->kind == TAP_FAIL) {
		summary_lines(res->diag);
		remember_failure(stream->sum, stream->who, res->name);
		summary_take(stream->sum, VERDICT_FAIL);
		stream->failed++;
	}
	check_name(stream, res);
	refuse_skip(stream, res);
	fflush(stdout);
}

static void on_broken(void *ctx, const char *what)
{
	struct stream *stream = ctx;

	summary_line(stream->sum, "FAIL", "%s: %s", stream->who, what);
	summary_lines(stream->tap.diag);
	remember_failure(stream->sum, stream->who, what);
	summary_take(stream->sum, VERDICT_FAIL);
	junit_broken(stream, what, stream->tap.diag);
	stream->sum->count[TAP_FAIL]++;
	stream->doc_count[TAP_FAIL]++;
	stream->failed++;
}

static void print_counts(const unsigned int *count)
{
	printf("%u passed, %u failed, %u skipped\n", count[TAP_PASS],
	       count[TAP_FAIL], count[TAP_SKIP]);
}

static void on_end(void *ctx)
{
	struct stream *stream = ctx;
	const unsigned int *n = stream->doc_count;

	junit_end(stream);
	/* T= matches none of its tests. */
	if (!n[TAP_PASS] && !n[TAP_FAIL] && !n[TAP_SKIP])
		return;
	clear_progress(stream->sum);
	printf("  %-8s%-24s ", n[TAP_FAIL] ? "FAIL" : "TEST",
	       n[TAP_FAIL] ? stream->who : stream->doc);
	print_counts(n);
	fflush(stdout);
}

/**
 * summary_trouble() - count a failure that no test printed
 * @sum: the summary
 * @verdict: what it means
 * @who: the stream or the job
 * @what: what went wrong
 */
void summary_trouble(struct summary *sum, enum verdict verdict,
		     const char *who, const char *what)
{
	summary_line(sum, "FAIL", "%s: %s", who, what);
	remember_failure(sum, who, what);
	summary_take(sum, verdict);
	junit_trouble(&sum->junit, who, what);
	sum->count[TAP_FAIL]++;
}

/**
 * summary_counts() - print the failures and the sums
 * @sum: the summary
 */
void summary_counts(const struct summary *sum)
{
	clear_progress(sum);
	if (sum->count[TAP_FAIL])
		printf("Failed:\n%s", sum->failed);
	print_counts(sum->count);
}

/**
 * stream_init() - begin to read a stream
 * @stream: filled in; the caller feeds its @tap
 * @sum: the summary to add to
 * @name: the file or the job
 */
void stream_init(struct stream *stream, struct summary *sum, const char *name)
{
	static const struct tap_ops ops = {
		.begin = on_begin,
		.result = on_result,
		.broken = on_broken,
		.end = on_end,
	};

	memset(stream, 0, sizeof(*stream));
	stream->sum = sum;
	stream->name = name;
	stream->last_ms = clock_ms();
	tap_init(&stream->tap, &ops, stream);
}

/* A job that passed has run all that list-tests lists for it. */
static void check_missing(struct stream *stream)
{
	const struct test_name *first;
	size_t n = names_missing(&stream->sum->names, stream->name, &first);
	char what[2 * TAP_NAME];

	if (!n)
		return;
	snprintf(what, sizeof(what),
		 "%zu tests that list-tests lists did not run: %s.%s%s", n,
		 first->doc, first->name, n > 1 ? ", ..." : "");
	summary_trouble(stream->sum, VERDICT_FAIL, stream->name, what);
}

/**
 * stream_end() - end a stream
 * @stream: the stream
 * @verdict: how the job ended; after a failure, an empty stream is no surprise
 */
void stream_end(struct stream *stream, enum verdict verdict)
{
	tap_finish(&stream->tap);
	if (!stream->docs && verdict == VERDICT_PASS)
		summary_trouble(stream->sum, VERDICT_BROKEN, stream->name,
				"no test ran: not one plan in it");
	else if (verdict == VERDICT_PASS && !stream->failed)
		check_missing(stream);
}
