// SPDX-License-Identifier: GPL-2.0
/* lab-ktap: what the user sees while results come in. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "summary.h"

static const char * const kind_names[] = {
	[TAP_PASS] = "ok", [TAP_FAIL] = "FAIL", [TAP_SKIP] = "SKIP",
};

/* What is known least about counts most. */
static const int gravity[] = {
	KTAP_PASS, KTAP_FAIL, KTAP_BROKEN, KTAP_TIMEOUT, KTAP_PANIC,
};

/**
 * report_grave() - take an exit code into account
 * @rep: the report
 * @code: one of KTAP_*
 */
void report_grave(struct report *rep, int code)
{
	for (size_t i = 0; gravity[i] != code; i++)
		if (gravity[i] == rep->code) {
			rep->code = code;
			return;
		}
}

static void clear_progress(const struct report *rep)
{
	if (rep->live)
		printf("\r\033[K");
}

/* A line on the terminal that the next one replaces. */
static void show_progress(const struct source *src,
			  const struct tap_result *res)
{
	const struct report *rep = src->rep;
	const unsigned int *n = rep->count;
	struct winsize ws = { .ws_col = 80 };
	char line[512], jobs[48] = "";

	if (!rep->live)
		return;
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws);
	if (rep->jobs)
		snprintf(jobs, sizeof(jobs), "%u of %u jobs; ", rep->jobs_done,
			 rep->jobs);
	snprintf(line, sizeof(line),
		 "[%s%u passed, %u failed, %u skipped] %s.%s", jobs,
		 n[TAP_PASS], n[TAP_FAIL], n[TAP_SKIP], src->doc, res->name);
	printf("\r\033[K%.*s", ws.ws_col ? ws.ws_col - 1 : 79, line);
}

/**
 * report_line() - print a line that stays
 * @rep: the report
 * @kind: what it begins with: RUN, TEST, FAIL, ...
 * @fmt: the rest
 */
void report_line(const struct report *rep, const char *kind, const char *fmt,
		 ...)
{
	va_list ap;

	clear_progress(rep);
	printf("  %-8s", kind);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
	fflush(stdout);
}

/**
 * report_lines() - print what explains the line before
 * @text: lines
 */
void report_lines(const char *text)
{
	while (*text) {
		int len = strcspn(text, "\n");

		/* The harness says of each test that it runs: no news. */
		if (strncmp(text, "#  RUN ", 7))
			printf("            %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

static void remember_failure(struct report *rep, const char *who,
			     const char *what)
{
	size_t more = strlen(who) + strlen(what) + 8;

	rep->failed = realloc(rep->failed, rep->failed_len + more);
	if (!rep->failed)
		ktap_die("out of memory");
	rep->failed_len += sprintf(rep->failed + rep->failed_len,
				   "  %s: %s\n", who, what);
}

static void on_begin(void *ctx, const char *name)
{
	struct source *src = ctx;

	src->docs++;
	if (name[0])
		snprintf(src->doc, sizeof(src->doc), "%s", name);
	else if (src->docs > 1)
		snprintf(src->doc, sizeof(src->doc), "%s-%u", src->name,
			 src->docs);
	else
		snprintf(src->doc, sizeof(src->doc), "%s", src->name);
	memset(src->doc_count, 0, sizeof(src->doc_count));
	junit_begin(src);
}

static void print_result(const struct source *src, const struct tap_result *res)
{
	const char *sep = res->reason[0] ? ": " : "";
	char of[16] = "?";

	if (res->planned)
		snprintf(of, sizeof(of), "%u", res->planned);
	if (src->rep->verbose)
		printf("[%3u/%2s] %s.%s %s%s%s\n", res->num, of, src->doc,
		       res->name, kind_names[res->kind],
		       res->reason[0] ? " " : "", res->reason);
	else if (res->kind != TAP_PASS)
		report_line(src->rep, kind_names[res->kind], "%s: %s%s%s",
			    src->doc, res->name, sep, res->reason);
	else
		show_progress(src, res);
}

/* Where everything can run, what did not is not known: see LAB_NO_SKIP */
static void refuse_skip(const struct source *src, const struct tap_result *res)
{
	char what[2 * TAP_NAME];

	if (res->kind != TAP_SKIP || !src->rep->no_skip)
		return;
	snprintf(what, sizeof(what), "%s%sskipped, and LAB_NO_SKIP is set: %s",
		 res->name, res->name[0] ? " " : "", res->reason);
	report_trouble(src->rep, KTAP_BROKEN, src->doc, what);
}

static void on_result(void *ctx, const struct tap_result *res)
{
	struct source *src = ctx;

	src->rep->count[res->kind]++;
	src->doc_count[res->kind]++;
	print_result(src, res);
	junit_result(src, res);
	if (res->kind == TAP_FAIL) {
		report_lines(res->diag);
		remember_failure(src->rep, src->doc, res->name);
		report_grave(src->rep, KTAP_FAIL);
		src->failed++;
	}
	refuse_skip(src, res);
	fflush(stdout);
}

static void on_broken(void *ctx, const char *what)
{
	struct source *src = ctx;

	report_line(src->rep, "FAIL", "%s: %s", src->doc, what);
	report_lines(src->tap.diag);
	remember_failure(src->rep, src->doc, what);
	report_grave(src->rep, KTAP_FAIL);
	junit_broken(src, what, src->tap.diag);
	src->rep->count[TAP_FAIL]++;
	src->doc_count[TAP_FAIL]++;
	src->failed++;
}

static void print_counts(const unsigned int *count)
{
	printf("%u passed, %u failed, %u skipped\n", count[TAP_PASS],
	       count[TAP_FAIL], count[TAP_SKIP]);
}

static void on_end(void *ctx)
{
	struct source *src = ctx;
	const unsigned int *n = src->doc_count;

	junit_end(src);
	/* None of its tests was asked for */
	if (!n[TAP_PASS] && !n[TAP_FAIL] && !n[TAP_SKIP])
		return;
	clear_progress(src->rep);
	printf("  %-8s%-24s ", n[TAP_FAIL] ? "FAIL" : "TEST", src->doc);
	print_counts(n);
	fflush(stdout);
}

/**
 * report_trouble() - a failure that no test printed
 * @rep: the report
 * @code: what it means: one of KTAP_*
 * @who: the stream, or who made it
 * @what: what is wrong with it
 */
void report_trouble(struct report *rep, int code, const char *who,
		    const char *what)
{
	report_line(rep, "FAIL", "%s: %s", who, what);
	remember_failure(rep, who, what);
	report_grave(rep, code);
	junit_trouble(&rep->junit, who, what);
	rep->count[TAP_FAIL]++;
}

/**
 * report_counts() - print what failed, and the last line
 * @rep: the report
 */
void report_counts(const struct report *rep)
{
	clear_progress(rep);
	if (rep->count[TAP_FAIL])
		printf("Failed:\n%s", rep->failed);
	print_counts(rep->count);
}

/**
 * source_init() - begin to read a stream
 * @src: filled in; feed its @tap
 * @rep: what it adds to
 * @name: where it comes from
 */
void source_init(struct source *src, struct report *rep, const char *name)
{
	static const struct tap_ops ops = {
		.begin = on_begin,
		.result = on_result,
		.broken = on_broken,
		.end = on_end,
	};

	memset(src, 0, sizeof(*src));
	src->rep = rep;
	src->name = name;
	src->last_ms = ktap_now_ms();
	tap_init(&src->tap, &ops, src);
}

/**
 * source_end() - a stream is at its end
 * @src: the stream
 * @code: how who made it ended; a failure explains that there is nothing
 */
void source_end(struct source *src, int code)
{
	tap_finish(&src->tap);
	if (!src->docs && code == KTAP_PASS)
		report_trouble(src->rep, KTAP_BROKEN, src->name,
			       "no test ran: not one plan in it");
}
