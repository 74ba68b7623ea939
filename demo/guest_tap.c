// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest, as a test: a few packets through each kind of tunnel
 * that the kernel has, with each IP version inside that it carries; and a look
 * at one of them on the wire.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "guest.h"

#define FLOWS	64
#define EACH	2
#define QUEUES	8

/* Two thirds: few flows need not hit all queues to show that they spread. */
#define QUEUES_WANTED	6

static const char *test_name(const struct tunnel *tunnel)
{
	static char name[64];

	snprintf(name, sizeof(name), "demo.%s", tunnel->name);
	return name;
}

static bool is_wanted(const struct tunnel *tunnel, const char *glob)
{
	return !fnmatch(glob, test_name(tunnel), 0);
}

/**
 * tap_list() - print the names of the tests
 *
 * Return: exit code.
 */
int tap_list(void)
{
	for (const struct tunnel *t = tunnels; t->name; t++)
		puts(test_name(t));
	return 0;
}

static bool expect(int inner, const char *what, long have, long want)
{
	if (have == want)
		return true;
	printf("# IPv%d inside: %s: %ld, want %ld\n", inner, what, have, want);
	return false;
}

static int queues_used(const struct tally *tally)
{
	int used = 0;

	for (int i = 0; i < QUEUES; i++)
		used += tally->queue[i] > 0;
	return used;
}

/* The program has to know each packet of the tunnel, as what it is. */
static bool test_counters(int inner, const char *before, const char *kind,
			  const struct tally *tally)
{
	const char *counters[] = { "seen", "tunnel", "stored", kind };
	char after[STAT_MAX];
	bool ok = true;

	rxmeta_stat(after);
	for (size_t i = 0; i < sizeof(counters) / sizeof(counters[0]); i++)
		ok &= expect(inner, counters[i],
			     rxmeta_count(after, counters[i]) -
			     rxmeta_count(before, counters[i]), tally->sent);
	return ok;
}

static bool test_inner(const struct topology *topo, int inner,
		       const char *kind)
{
	static struct plan plan = { .flows = FLOWS, .each = EACH };
	char before[STAT_MAX];
	struct tally tally;
	int used;
	bool ok;

	rxmeta_stat(before);
	plan.run++;
	plan.inner = inner;
	traffic_run(topo, &plan, &tally);
	used = queues_used(&tally);
	ok = expect(inner, "intact", tally.intact, FLOWS * EACH);
	ok &= expect(inner, "damaged", tally.damaged, 0);
	ok &= expect(inner, "arrived twice", tally.repeated, 0);
	ok &= test_counters(inner, before, kind, &tally);
	if (used < QUEUES_WANTED)
		printf("# IPv%d inside: %d of %d queues used, want %d\n",
		       inner, used, QUEUES, QUEUES_WANTED);
	return ok && used >= QUEUES_WANTED;
}

static bool test_tunnel(const struct topology *topo,
			const struct tunnel *tunnel)
{
	int wire = wire_open(topo);
	bool ok = true;

	tunnel_make(topo, tunnel);
	if (tunnel->inner & INNER4)
		ok &= test_inner(topo, 4, tunnel->kind);
	if (tunnel->inner & INNER6)
		ok &= test_inner(topo, 6, tunnel->kind);
	ok &= wire_check(wire, tunnel);
	tunnel_remove(topo, tunnel);
	return ok;
}

/**
 * tap_run() - test all kinds of tunnels
 * @glob: names of the tests to run
 *
 * Return: exit code.
 */
int tap_run(const char *glob)
{
	const struct tunnel *tunnel;
	int n = 0, failed = 0;
	struct topology topo;

	for (tunnel = tunnels; tunnel->name; tunnel++)
		n += is_wanted(tunnel, glob);
	printf("TAP version 13\n1..%d\n", n);
	if (!n)
		return 0;

	topology_make(&topo, QUEUES);
	rxmeta_attach("inner");
	for (n = 0, tunnel = tunnels; tunnel->name; tunnel++) {
		bool ok;

		if (!is_wanted(tunnel, glob))
			continue;
		ok = test_tunnel(&topo, tunnel);
		failed += !ok;
		printf("%sok %d %s\n", ok ? "" : "not ", ++n,
		       test_name(tunnel));
		fflush(stdout);
	}
	rxmeta_detach();
	topology_remove(&topo);
	return failed > 0;
}
