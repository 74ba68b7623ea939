// SPDX-License-Identifier: GPL-2.0
/* The parser of TAP and KTAP; tap.h describes the streams. */
#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tap.h"

static struct tap_level *tap_top(struct tap *tap)
{
	return &tap->level[tap->depth];
}

__attribute__((format(printf, 2, 3)))
static void tap_broken(struct tap *tap, const char *fmt, ...)
{
	char what[512];
	va_list ap;

	if (tap->broken)
		return;
	tap->broken = true;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	tap->ops->broken(tap->ctx, what);
}

static void level_open(struct tap *tap, int indent)
{
	if (tap->depth + 1 == TAP_LEVELS) {
		tap_broken(tap, "nested deeper than %d levels", TAP_LEVELS);
		return;
	}
	tap->level[++tap->depth] = (struct tap_level){
		.indent = indent, .planned = -1,
	};
}

/* Only the top level needs a plan: KUnit prints none for a test's parameters. */
static void level_check(struct tap *tap)
{
	const struct tap_level *lv = tap_top(tap);

	if (lv->planned < 0 && !tap->depth)
		tap_broken(tap, lv->seen ? "results, but no plan" :
					   "it ended before its plan");
	else if (lv->planned >= 0 && lv->seen != lv->planned)
		tap_broken(tap, "%d planned, %d results", lv->planned,
			   lv->seen);
}

static void level_close(struct tap *tap)
{
	int failed = tap_top(tap)->failed;

	level_check(tap);
	tap->depth--;
	tap_top(tap)->summary = true;
	tap_top(tap)->nested_failed += failed;
}

static void doc_close(struct tap *tap)
{
	if (!tap->open)
		return;
	while (tap->depth)
		level_close(tap);
	level_check(tap);
	tap->open = false;
	tap->ops->end(tap->ctx);
}

static void doc_open(struct tap *tap, const char *name)
{
	doc_close(tap);
	tap->open = true;
	tap->started = false;
	tap->broken = false;
	tap->results = 0;
	tap->diag_len = 0;
	tap->diag[0] = '\0';
	tap->depth = -1;
	level_open(tap, 0);
	tap->ops->begin(tap->ctx, name);
}

/* Opens or closes levels until the innermost has this indentation. */
static void level_find(struct tap *tap, int indent)
{
	while (tap->depth && indent < tap_top(tap)->indent)
		level_close(tap);
	if (indent > tap_top(tap)->indent)
		level_open(tap, indent);
}

static void handle_version(struct tap *tap, int indent)
{
	if (indent && tap->open)
		level_find(tap, indent);
	else if (!tap->open || tap->started)
		doc_open(tap, "");
	tap->started = true;
}

static void handle_plan(struct tap *tap, int indent, int planned,
			const char *rest)
{
	struct tap_result res = { .kind = TAP_SKIP, .num = 1, .name = "" };

	if (!indent && (!tap->open || tap->level[0].planned >= 0))
		doc_open(tap, "");
	tap->started = true;
	level_find(tap, indent);
	tap_top(tap)->planned = planned;
	rest += strspn(rest, " #");
	if (planned || strncasecmp(rest, "skip", 4))
		return;
	rest += 4;
	res.reason = rest + strspn(rest, " ");
	res.diag = tap->diag;
	tap->ops->result(tap->ctx, &res);
}

/* Puts the names of the enclosing suites in front of @name. */
static void name_join(const struct tap *tap, const char *name, char *out,
		      size_t size)
{
	size_t len = 0;

	out[0] = '\0';
	for (int i = 1; i <= tap->depth && len < size; i++)
		if (tap->level[i].name[0])
			len += snprintf(out + len, size - len, "%s.",
					tap->level[i].name);
	if (len < size)
		snprintf(out + len, size - len, "%s", name);
}

/*
 * Cuts "name # SKIP reason" in two and returns the reason. An expected failure
 * counts as skipped, as it shows as little that works.
 */
static const char *name_cut(char *name, enum tap_kind *kind)
{
	char *mark = name[0] == '#' ? name : strstr(name, " #"), *word;

	if (!mark)
		return "";
	word = mark + 1 + strspn(mark + 1, " #");
	if (*kind == TAP_PASS && (!strncasecmp(word, "SKIP", 4) ||
				  !strncasecmp(word, "XFAIL", 5)))
		*kind = TAP_SKIP;
	else if (strncasecmp(word, "XPASS", 5) && strncasecmp(word, "TODO", 4))
		return "";
	*mark = '\0';
	if (!strncasecmp(word, "SKIP", 4))
		word += 4;
	return word + strspn(word, " :");
}

static void handle_result(struct tap *tap, int indent, enum tap_kind kind,
			  char *text)
{
	struct tap_result res = { .kind = kind };
	char *rest, name[2 * TAP_NAME];
	unsigned long num;
	struct tap_level *lv;
	bool counted;

	level_find(tap, indent);
	lv = tap_top(tap);
	num = strtoul(text, &rest, 10);
	rest += strspn(rest, " ");
	if (!strncmp(rest, "- ", 2))
		rest += 2;
	if (num != ++lv->seen)
		tap_broken(tap, "result %lu where %d was expected", num,
			   lv->seen);
	if (lv->planned >= 0 && lv->seen > lv->planned)
		tap_broken(tap, "more results than the %d planned",
			   lv->planned);
	res.reason = name_cut(rest, &res.kind);
	lv->failed += res.kind == TAP_FAIL;

	/* The result of a nested level counts only if no test in it failed. */
	counted = !lv->summary ||
		  (res.kind == TAP_FAIL && !lv->nested_failed);
	lv->summary = false;
	lv->nested_failed = 0;
	if (counted) {
		name_join(tap, rest, name, sizeof(name));
		res.name = name;
		res.num = ++tap->results;
		res.diag = tap->diag;
		if (!tap->depth && lv->planned > 0)
			res.planned = lv->planned;
		tap->ops->result(tap->ctx, &res);
	}
	tap->diag_len = 0;
	tap->diag[0] = '\0';
}

/* Keeps the last lines, as they explain a failure best. */
static void diag_add(struct tap *tap, const char *line)
{
	size_t len = strlen(line) + 1, drop;

	if (tap->diag_len + len >= TAP_DIAG) {
		drop = tap->diag_len / 2;
		memmove(tap->diag, tap->diag + drop, tap->diag_len - drop + 1);
		tap->diag_len -= drop;
	}
	if (tap->diag_len + len >= TAP_DIAG)
		return;
	tap->diag_len += sprintf(tap->diag + tap->diag_len, "%s\n", line);
}

static void handle_other(struct tap *tap, int indent, const char *text)
{
	if (!indent && !strncmp(text, "# file: ", 8)) {
		doc_open(tap, text + 8);
		return;
	}
	if (!tap->open)
		return;
	if (!strncmp(text, "Bail out!", 9))
		tap_broken(tap, "%s", text);
	if (!strncmp(text, "# Subtest: ", 11) && tap->depth)
		snprintf(tap_top(tap)->name, TAP_NAME, "%s", text + 11);
	diag_add(tap, text);
}

/* Returns what follows "ok " or "not ok " if a number does, else NULL. */
static char *result_text(char *text, enum tap_kind *kind)
{
	*kind = strncmp(text, "not ok ", 7) ? TAP_PASS : TAP_FAIL;
	if (*kind == TAP_PASS && strncmp(text, "ok ", 3))
		return NULL;
	text += *kind == TAP_PASS ? 3 : 7;
	return isdigit(*text) ? text : NULL;
}

static bool plan_read(const struct tap *tap, const char *text, int indent,
		      int *planned, const char **rest)
{
	int used = 0;

	if (indent && !tap->open)
		return false;
	if (sscanf(text, "1..%d%n", planned, &used) != 1 || *planned < 0)
		return false;
	*rest = text + used + strspn(text + used, " ");
	return !**rest || **rest == '#';
}

static void handle_line(struct tap *tap)
{
	int indent = strspn(tap->line, " "), planned;
	char *text = tap->line + indent, *res;
	enum tap_kind kind;
	const char *rest;

	res = result_text(text, &kind);
	if (!strncmp(text, "TAP version ", 12) ||
	    !strncmp(text, "KTAP version ", 13))
		handle_version(tap, indent);
	else if (plan_read(tap, text, indent, &planned, &rest))
		handle_plan(tap, indent, planned, rest);
	else if (res && tap->open && tap->started)
		handle_result(tap, indent, kind, res);
	else
		handle_other(tap, indent, text);
}

/**
 * tap_init() - begin to parse a stream
 * @tap: the parser
 * @ops: callbacks
 * @ctx: first argument of each callback
 */
void tap_init(struct tap *tap, const struct tap_ops *ops, void *ctx)
{
	memset(tap, 0, sizeof(*tap));
	tap->ops = ops;
	tap->ctx = ctx;
}

/**
 * tap_feed() - parse the next piece of a stream
 * @tap: the parser
 * @buf: the piece, which may end anywhere
 * @len: its length in bytes
 *
 * Drops the rest of a line that is longer than TAP_LINE.
 */
void tap_feed(struct tap *tap, const char *buf, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (buf[i] != '\n') {
			if (tap->len < TAP_LINE - 1 && buf[i] != '\r' &&
			    buf[i] != '\0')
				tap->line[tap->len++] = buf[i];
			continue;
		}
		tap->line[tap->len] = '\0';
		tap->len = 0;
		handle_line(tap);
	}
}

/**
 * tap_finish() - end a stream
 * @tap: the parser
 *
 * A last line without its newline was cut, so it is no result.
 */
void tap_finish(struct tap *tap)
{
	tap->line[tap->len] = '\0';
	if (tap->len && tap->open)
		diag_add(tap, tap->line);
	tap->len = 0;
	doc_close(tap);
}
