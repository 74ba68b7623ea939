// SPDX-License-Identifier: GPL-2.0
/*
 * The results as JUnit XML, which most CI systems read.
 *
 * A document becomes a suite, a test a testcase. A failure that no test printed
 * (a cut stream, a guest that panicked) becomes a testcase with an error.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "junit.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/common/monotonic_clock.h"
#include "summary.h"

/* Returns the length of the UTF-8 character at @s; 0 if XML forbids it. */
static int char_length(const unsigned char *s)
{
	static const unsigned int least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned int c = *s;
	int len = c < 0x80 ? 1 : c >> 5 == 6 ? 2 : c >> 4 == 14 ? 3 :
		  c >> 3 == 30 ? 4 : 0;

	if (len < 2)
		return len && (c >= 0x20 || c == '\t' || c == '\n');
	c &= 0xff >> (len + 1);
	for (int i = 1; i < len; i++) {
		if (s[i] >> 6 != 2)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[len] || c > 0x10ffff || c >> 11 == 0x1b ||
	    c == 0xfffe || c == 0xffff)
		return 0;
	return len;
}

/* Tab and newline are written as numbers: as themselves they become blanks. */
static void put_text(FILE *f, const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	while (*s) {
		int len = char_length(s);

		if (!len)
			fprintf(f, "\\x%02x", *s++);
		else if (len > 1 || !strchr("&<>\"\t\n", *s))
			s += fwrite(s, 1, len, f);
		else
			fprintf(f, "&#%u;", *s++);
	}
}

static void put_attribute(FILE *f, const char *name, const char *value)
{
	fprintf(f, " %s=\"", name);
	put_text(f, value);
	fputc('"', f);
}

static void put_case(FILE *f, const char *suite, const char *name)
{
	fprintf(f, "  <testcase");
	put_attribute(f, "classname", suite);
	put_attribute(f, "name", name);
}

static void put_outcome(FILE *f, const char *what, const char *message,
			const char *text)
{
	fprintf(f, ">\n   <%s", what);
	put_attribute(f, "message", message);
	fputc('>', f);
	put_text(f, text);
	fprintf(f, "</%s>\n  </testcase>\n", what);
}

/* Returns one line of a test's output: the one with "Expected", or the last. */
static void diag_summary(const char *diag, char *buf, size_t size)
{
	snprintf(buf, size, "failed");
	while (*diag) {
		int len = strcspn(diag, "\n");

		if (len && strncmp(diag, "#  RUN ", 7))
			snprintf(buf, size, "%.*s", len, diag);
		if (strstr(buf, "Expected"))
			return;
		diag += len + (diag[len] == '\n');
	}
}

/**
 * junit_open() - begin a report
 * @junit: filled in
 * @path: the file for the report; must be writable before any test runs
 *
 * The report of an earlier run stays until the new one is whole.
 */
void junit_open(struct junit *junit, const char *path)
{
	FILE *f = replacement_open(path);

	if (!f)
		die("JUNIT=%s: %s", path, strerror(errno));
	fclose(f);
	junit->path = path;
	junit->body = memory_open(&junit->text, &junit->len);
}

/**
 * junit_begin() - begin the suite of a document
 * @stream: the stream of the document
 */
void junit_begin(struct stream *stream)
{
	stream->suite_errors = 0;
	if (!stream->sum->junit.path)
		return;
	stream->suite = memory_open(&stream->suite_text, &stream->suite_len);
}

/**
 * junit_result() - add a testcase to the suite
 * @stream: the stream of the document
 * @res: the result of the test
 */
void junit_result(struct stream *stream, const struct tap_result *res)
{
	long long now = clock_ms();
	char message[512];
	FILE *f = stream->suite;

	if (!f)
		return;
	put_case(f, stream->class, res->name);
	fprintf(f, " time=\"%.3f\"", (now - stream->last_ms) / 1000.0);
	stream->last_ms = now;
	diag_summary(res->diag, message, sizeof(message));
	if (res->kind == TAP_FAIL)
		put_outcome(f, "failure", message, res->diag);
	else if (res->kind == TAP_SKIP)
		put_outcome(f, "skipped", res->reason, "");
	else
		fprintf(f, "/>\n");
}

/**
 * junit_broken() - add an error to the suite
 * @stream: the stream of the document
 * @what: why the document cannot be trusted
 * @diag: the last lines before that
 */
void junit_broken(struct stream *stream, const char *what, const char *diag)
{
	if (!stream->suite)
		return;
	put_case(stream->suite, stream->class, "(stream)");
	put_outcome(stream->suite, "error", what, diag);
	stream->suite_errors++;
}

static void put_suite(struct junit *junit, const char *name,
		      const unsigned int *count, unsigned int errors,
		      const char *cases)
{
	unsigned int failed = count[TAP_FAIL] - errors;

	fprintf(junit->body, " <testsuite");
	put_attribute(junit->body, "name", name);
	fprintf(junit->body,
		" tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\">\n%s </testsuite>\n",
		count[TAP_PASS] + count[TAP_FAIL] + count[TAP_SKIP], failed,
		errors, count[TAP_SKIP], cases);
	junit->count[TAP_PASS] += count[TAP_PASS];
	junit->count[TAP_FAIL] += failed;
	junit->count[TAP_SKIP] += count[TAP_SKIP];
	junit->errors += errors;
}

/**
 * junit_end() - add the suite of a document to the report
 * @stream: the stream of the document
 */
void junit_end(struct stream *stream)
{
	const unsigned int *n = stream->doc_count;

	if (!stream->suite)
		return;
	memory_close(stream->suite);
	if (n[TAP_PASS] || n[TAP_FAIL] || n[TAP_SKIP])
		put_suite(&stream->sum->junit, stream->class, n, stream->suite_errors,
			  stream->suite_text);
	free(stream->suite_text);
	stream->suite = NULL;
}

/**
 * junit_trouble() - add a failure that no test printed
 * @junit: the report
 * @who: the stream or the job
 * @what: what went wrong
 */
void junit_trouble(struct junit *junit, const char *who, const char *what)
{
	const unsigned int count[3] = { [TAP_FAIL] = 1 };
	char *text;
	size_t len;
	FILE *f;

	if (!junit->path)
		return;
	f = memory_open(&text, &len);
	put_case(f, who, "(run)");
	put_outcome(f, "error", what, "");
	memory_close(f);
	put_suite(junit, who, count, 1, text);
	free(text);
}

/**
 * junit_close() - write the report
 * @junit: the report
 *
 * Return: 0, or -1 with errno set if the file could not be written.
 */
int junit_close(struct junit *junit)
{
	const unsigned int *n = junit->count;
	FILE *f;

	if (!junit->path)
		return 0;
	memory_close(junit->body);
	f = replacement_open(junit->path);
	if (!f)
		return -1;
	fprintf(f, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\">\n",
		n[TAP_PASS] + n[TAP_FAIL] + n[TAP_SKIP] + junit->errors,
		n[TAP_FAIL], junit->errors, n[TAP_SKIP]);
	fputs(junit->text, f);
	fprintf(f, "</testsuites>\n");
	return replacement_close(f, junit->path);
}
