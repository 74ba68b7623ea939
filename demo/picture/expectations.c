// SPDX-License-Identifier: GPL-2.0
/* demo-picture: is what was measured as it should be? */
#include <stdarg.h>

#include "result.h"

#define GREEN		"\033[32m"
#define RED		"\033[1;31m"
#define PLAIN		"\033[0m"

struct verdict {
	FILE *to;
	FILE *failures;
	const struct style *style;
	int failed;
};

static void expect(struct verdict *v, bool ok, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void expect(struct verdict *v, bool ok, const char *fmt, ...)
{
	const char *on = ok ? GREEN : RED, *off = PLAIN;
	char text[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (!v->style->colour)
		on = off = "";
	fprintf(v->to, "  %s%-6s%s  %s\n", on, ok ? "ok" : "FAILED", off, text);
	if (!ok) {
		fflush(v->to);
		fprintf(v->failures, "demo: expectation failed: %s\n", text);
	}
	v->failed += !ok;
}

/* Spread over all of them, and about evenly */
static void expect_even(struct verdict *v, const struct counts *with,
			const char *all, const char *one)
{
	expect(v, counts_used(with) == with->counted,
	       "with: all %s are used (%d of %d)", all, counts_used(with),
	       with->counted);
	expect(v, counts_total(with) && counts_skew(with) <= SKEW_MAX,
	       "with: the fullest %s has at most %.1f times the mean (%.2f)",
	       one, SKEW_MAX, counts_skew(with));
}

/* One flow on the outside */
static void expect_one(struct verdict *v, const struct run *without)
{
	expect(v, counts_used(&without->nic) == 1,
	       "without: RSS gives one queue of the NIC everything (%d of %d used)",
	       counts_used(&without->nic), without->nic.counted);
	expect(v, counts_used(&without->queues) == 1,
	       "without: one queue of the veth has everything (%d of %d used)",
	       counts_used(&without->queues), without->queues.counted);
	expect(v, counts_used(&without->cpus) == 1,
	       "without: one CPU has everything (%d of %d used)",
	       counts_used(&without->cpus), without->cpus.counted);
}

/* One tunnel with many flows: here we know how it has to look. */
static void expect_spread(struct verdict *v, const struct result *result)
{
	const struct run *without = &result->without;

	if (result_ports_vary(result))
		expect(v, counts_used(&without->nic) > 1,
		       "without: RSS spreads by the source port (%d of %d queues used)",
		       counts_used(&without->nic), without->nic.counted);
	else
		expect_one(v, without);
	expect_even(v, &result->with.queues, "queues", "queue");
	expect_even(v, &result->with.cpus, "CPUs", "CPU");
}

/* What was counted in two places has to agree. */
static void expect_sums(struct verdict *v, const struct result *result)
{
	long queues = counts_total(&result->without.queues) +
		      counts_total(&result->with.queues);
	long cpus = counts_total(&result->without.cpus) +
		    counts_total(&result->with.cpus);

	expect(v, queues == cpus,
	       "the CPUs have what the queues have (%ld and %ld packets)",
	       cpus, queues);
}

/* How a capture spreads is up to its flows; that each packet takes the way it
 * has to is up to us.
 */
static void expect_ways(struct verdict *v, const struct result *result)
{
	const struct captured *cap = &result->capture;
	long without = counts_total(&result->without.queues);
	long with = counts_total(&result->with.queues);
	long others = cap->frames - cap->in_tunnel;

	expect(v, without == cap->in_tunnel && with == cap->in_tunnel,
	       "what is in tunnels reaches the queues (%ld and %ld of %ld)",
	       without, with, cap->in_tunnel);
	expect(v, cap->stored == cap->in_tunnel,
	       "with: each of these has a hash stored (%ld of %ld)",
	       cap->stored, cap->in_tunnel);
	expect(v, cap->untouched_without == others &&
	       cap->untouched_with == others,
	       "all else passes on untouched (%ld and %ld of %ld)",
	       cap->untouched_without, cap->untouched_with, others);
}

/**
 * verdict_print() - go through what is expected of the demo
 * @to: gets a line for each expectation
 * @failures: gets another one for each that is not met
 * @result: what was measured
 * @style: what the terminal can show
 *
 * Return: how many are not met.
 */
int verdict_print(FILE *to, FILE *failures, const struct result *result,
		  const struct style *style)
{
	struct verdict v = { .to = to, .failures = failures, .style = style };

	if (result_is_capture(result))
		expect_ways(&v, result);
	else
		expect_spread(&v, result);
	expect_sums(&v, result);
	if (result->sent < 0)
		expect(&v, !result->lost, "nothing is lost (%ld)",
		       result->lost);
	else
		expect(&v, result->sent && !result->lost,
		       "nothing is lost (%ld of %ld packets)", result->lost,
		       result->sent);
	expect(&v, !result->damaged && !result->repeated,
	       "all arrive intact (%ld damaged) and once (%ld repeated)",
	       result->damaged, result->repeated);
	expect(&v, !result->reordered,
	       "each flow keeps its order (%ld packets out of it)",
	       result->reordered);
	fputc('\n', to);
	return v.failed;
}
