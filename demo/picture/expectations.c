// SPDX-License-Identifier: GPL-2.0
/* The result compared with what the demo has to show. */
#include <stdarg.h>

#include "expectations.h"

#define GREEN		"\033[32m"
#define RED		"\033[1;31m"
#define PLAIN		"\033[0m"

/* With the stored hash, the fullest queue or CPU has at most so many times the mean. */
#define SKEW_MAX	1.6

/**
 * struct checks - the expectations so far
 * @to: gets a line for each
 * @failures: gets a line for each that is not met
 * @style: abilities of the terminal
 * @failed: number of those that are not met
 */
struct checks {
	FILE *to;
	FILE *failures;
	const struct style *style;
	int failed;
};

static void expect(struct checks *v, bool ok, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void expect(struct checks *v, bool ok, const char *fmt, ...)
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

/* All queues or CPUs have packets, and none has many more than the mean. */
static void expect_even(struct checks *v, const struct counts *with,
			const char *all, const char *one)
{
	expect(v, counts_used(with) == with->counted,
	       "with: all %s are used (%d of %d)", all, counts_used(with),
	       with->counted);
	expect(v, counts_total(with) && counts_skew(with) <= SKEW_MAX,
	       "with: the fullest %s has at most %.1f times the mean (%.2f)",
	       one, SKEW_MAX, counts_skew(with));
}

/* By the outer headers there is only one flow. */
static void expect_one(struct checks *v, const struct run *without)
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

/* Many flows in one tunnel have to spread in a known way. */
static void expect_spread(struct checks *v, const struct result *result)
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

/* Two counters of the same packets have to agree. */
static void expect_sums(struct checks *v, const struct result *result)
{
	long queues = counts_total(&result->without.queues) +
		      counts_total(&result->with.queues);
	long cpus = counts_total(&result->without.cpus) +
		    counts_total(&result->with.cpus);

	expect(v, queues == cpus,
	       "the CPUs have what the queues have (%ld and %ld packets)",
	       cpus, queues);
}

/* The stack itself sees the hash, on a stock kernel by a tc program. */
static void expect_hashed(struct checks *v, const struct result *result)
{
	long with = counts_total(&result->with.cpus);

	expect(v, result->with.hashed == with && !result->without.hashed,
	       "the skb of a packet has a hash: with %ld of %ld, without %ld",
	       result->with.hashed, with, result->without.hashed);
}

/* How the packets of a capture spread depends on its flows. But each packet has to take
 * the path of its kind.
 */
static void expect_paths(struct checks *v, const struct result *result)
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
 * expectations_check() - check everything that the demo has to show
 * @to: gets a line for each expectation
 * @failures: gets another line for each that is not met
 * @result: result of the guest
 * @style: abilities of the terminal
 *
 * Return: number of expectations that are not met.
 */
int expectations_check(FILE *to, FILE *failures, const struct result *result,
		       const struct style *style)
{
	struct checks v = { .to = to, .failures = failures, .style = style };

	if (result_is_capture(result))
		expect_paths(&v, result);
	else
		expect_spread(&v, result);
	expect_sums(&v, result);
	if (result->with.hashed >= 0 && result->without.hashed >= 0)
		expect_hashed(&v, result);
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
	if (result->refused >= 0)
		expect(&v, !result->refused,
		       "IPsec authenticates all, with a replay window of %ld (%ld refused)",
		       result->replay_window, result->refused);
	fputc('\n', to);
	return v.failed;
}
