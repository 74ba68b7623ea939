// SPDX-License-Identifier: GPL-2.0
/*
 * The demo as a test. Send a few packets through each kind of tunnel, with each
 * inner IP version that it carries, and check the format of one on the wire.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "addresses.h"
#include "ipsec_ends.h"
#include "port_options.h"
#include "run_rxmeta.h"
#include "topology.h"
#include "traffic.h"
#include "tunnel_ends.h"
#include "tunnel_kinds.h"
#include "tunnel_tests.h"
#include "wire_format.h"

#define FLOWS	64
#define EACH	2
#define QUEUES	8

/* Registered ports, and for FOU the one that the demo chooses */
static const int usual_ports[] = {
	[PORT_VXLAN] = 4789, [PORT_GENEVE] = 6081, [PORT_GUE] = 6080,
	[PORT_FOU] = 5555, [PORT_MPLS] = 6635,
};

/* So few flows need not reach every queue and CPU to show that they spread. */
#define USED_WANTED(n)	((2 * (n) + 2) / 3)

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

static bool expect(int inner, const char *what, long have, long want)
{
	if (have == want)
		return true;
	printf("# IPv%d inside: %s: %ld, want %ld\n", inner, what, have, want);
	return false;
}

static int count_used(const uint64_t *packets, int n)
{
	int used = 0;

	for (int i = 0; i < n; i++)
		used += packets[i] > 0;
	return used;
}

static bool expect_used(int inner, const char *what, const uint64_t *packets,
			int n)
{
	int used = count_used(packets, n);

	if (used < USED_WANTED(n))
		printf("# IPv%d inside: %d of %d %s used, want %d\n", inner,
		       used, n, what, USED_WANTED(n));
	return used >= USED_WANTED(n);
}

/*
 * All packets of a tunnel reach one queue of the NIC, unless the sender varies the
 * source port.
 */
static bool expect_rss(int inner, const struct topology *topo, bool varies,
		       const struct tally *tally)
{
	int used = count_used(tally->packets.nic, topo->nic_queues);

	if (varies ? used > 1 : used == 1)
		return true;
	printf("# IPv%d inside: RSS uses %d queues of the NIC, want %s\n",
	       inner, used, varies ? "more than 1" : "1");
	return false;
}

/* The tool follows the SAs of the kernel; wait until it has so many. */
static void await_sas(int wanted)
{
	char stat[STAT_MAX];

	do
		rxmeta_stat(stat);
	while (rxmeta_count(stat, "sas") != wanted);
}

/* No packet of ESP was hashed by its SPI. */
static bool test_decrypted(int inner, const char *before)
{
	static const char * const reasons[] = {
		"no_sa", "sa_unread", "short", "inner_unreadable", "crypto_error",
	};
	char after[STAT_MAX];
	bool ok = true;

	rxmeta_stat(after);
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		ok &= expect(inner, reasons[i], rxmeta_count(after, reasons[i]) -
			     rxmeta_count(before, reasons[i]), 0);
	return ok;
}

/* The program has to count each packet under the right kind of tunnel. */
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
		       const struct tunnel *tunnel)
{
	static struct plan plan = { .flows = FLOWS, .each = EACH };
	char before[STAT_MAX];
	struct tally tally;
	bool ok;

	rxmeta_stat(before);
	plan.run++;
	plan.inner = inner;
	traffic_run(topo, &plan, &tally);
	ok = expect(inner, "intact", tally.intact, FLOWS * EACH);
	ok &= expect(inner, "damaged", tally.damaged, 0);
	ok &= expect(inner, "arrived twice", tally.repeated, 0);
	ok &= expect(inner, "out of order", tally.reordered, 0);
	ok &= test_counters(inner, before, tunnel->kind, &tally);
	ok &= test_decrypted(inner, before);
	ok &= expect_rss(inner, topo, tunnel->flags & VARIES, &tally);
	ok &= expect_used(inner, "queues", tally.packets.queue, QUEUES);
	ok &= expect_used(inner, "CPUs", tally.packets.cpu, topo->cpus);
	ok &= expect(inner, "refused by IPsec", ipsec_refused(topo, "XfrmIn"), 0);
	return ok;
}

static bool test_tunnel(const struct topology *topo,
			const struct tunnel *tunnel, int port)
{
	int wire = wire_open(topo);
	bool ok = true;

	tunnel_make(topo, tunnel);
	if (tunnel->ipsec)
		await_sas(tunnel->flags & TRANSPORT ? 2 : 1);
	if (tunnel->inner & INNER4)
		ok &= test_inner(topo, 4, tunnel);
	if (tunnel->inner & INNER6)
		ok &= test_inner(topo, 6, tunnel);
	ok &= wire_check(wire, tunnel, port);
	tunnel_remove(topo, tunnel);
	await_sas(0);
	return ok;
}

/* Packets that are sent in reverse order have to be reported as out of order. */
static bool test_disorder(const struct topology *topo)
{
	const struct plan plan = {
		.flows = FLOWS, .each = EACH, .inner = 4, .backwards = true,
	};
	const struct tunnel *tunnel = tunnel_find("gre");
	struct tally tally;

	tunnel_make(topo, tunnel);
	traffic_run(topo, &plan, &tally);
	tunnel_remove(topo, tunnel);
	return expect(4, "intact", tally.intact, FLOWS * EACH) &&
	       expect(4, "out of order", tally.reordered, FLOWS * (EACH - 1));
}

/* An IKE daemon gives the receiver its next SA first, then the sender. */
static void rekey(const struct topology *topo, const struct tunnel *tunnel)
{
	ipsec_add_next(topo, tunnel);
	await_sas(2);
	ipsec_switch(topo, tunnel);
}

/* No packet is lost, hashed by its SPI or out of order when the key changes. */
static bool test_rekey(const struct topology *topo)
{
	const struct tunnel *tunnel = tunnel_find("esp");
	const struct plan plan = {
		.flows = FLOWS, .each = 2 * EACH, .inner = 4, .midway = rekey,
		.arg = tunnel,
	};
	char before[STAT_MAX];
	struct tally tally;
	bool ok;

	tunnel_make(topo, tunnel);
	await_sas(1);
	rxmeta_stat(before);
	traffic_run(topo, &plan, &tally);
	ok = expect(4, "intact", tally.intact, FLOWS * 2 * EACH);
	ok &= expect(4, "out of order", tally.reordered, 0);
	ok &= test_decrypted(4, before);
	ok &= expect(4, "refused by IPsec", ipsec_refused(topo, "XfrmIn"), 0);
	ipsec_end_first(topo, tunnel);
	await_sas(1);
	tunnel_remove(topo, tunnel);
	await_sas(0);
	return ok;
}

static void attach_with(const struct topology *topo,
			const struct tunnel_options *wanted)
{
	tunnel_options = *wanted;
	ports_read();
	rxmeta_attach("inner", MAC_PEER, topo->receiver);
}

/* The sender uses the ports that a user chooses, of two the first. */
static bool test_other_ports(const struct topology *topo)
{
	static const struct tunnel_options other = { .port = {
		[PORT_VXLAN] = "8474,4789", [PORT_GENEVE] = "16081",
		[PORT_GUE] = "9000", [PORT_FOU] = "255", [PORT_MPLS] = "16635",
	} };
	static const struct tunnel_options usual = { .port = {
		[PORT_VXLAN] = "4789,8472", [PORT_GENEVE] = "6081",
		[PORT_GUE] = "6080", [PORT_FOU] = "5555", [PORT_MPLS] = "6635",
	} };
	static const struct {
		const char *tunnel;
		int port;
	} cases[] = {
		{ "vxlan", 8474 }, { "vxlan6", 8474 }, { "geneve", 16081 },
		{ "geneve-options", 16081 }, { "gue", 9000 }, { "fou", 255 },
		{ "mpls-udp", 16635 },
	};
	bool ok = true;

	rxmeta_detach();
	attach_with(topo, &other);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ok &= test_tunnel(topo, tunnel_find(cases[i].tunnel),
				  cases[i].port);
	rxmeta_detach();
	attach_with(topo, &usual);
	return ok;
}

static const struct {
	const char *name;
	bool (*run)(const struct topology *topo);
} more_tests[] = {
	{ "demo.disorder_is_seen", test_disorder },
	{ "demo.other_ports", test_other_ports },
	{ "demo.esp_rekey", test_rekey },
};

#define MORE_TESTS	(sizeof(more_tests) / sizeof(more_tests[0]))

/**
 * tunnel_tests_list() - print the names of the tests
 *
 * Return: exit code.
 */
int tunnel_tests_list(void)
{
	for (const struct tunnel *t = tunnels; t->name; t++)
		puts(test_name(t));
	for (size_t i = 0; i < MORE_TESTS; i++)
		puts(more_tests[i].name);
	return 0;
}

static int test_count(const char *glob)
{
	int n = 0;

	for (const struct tunnel *t = tunnels; t->name; t++)
		n += is_wanted(t, glob);
	for (size_t i = 0; i < MORE_TESTS; i++)
		n += !fnmatch(glob, more_tests[i].name, 0);
	return n;
}

static int test_report(int n, bool ok, const char *name)
{
	printf("%sok %d %s\n", ok ? "" : "not ", n, name);
	fflush(stdout);
	return !ok;
}

static int run_wanted(const struct topology *topo, const char *glob)
{
	int done = 0, failed = 0;

	for (const struct tunnel *t = tunnels; t->name; t++)
		if (is_wanted(t, glob))
			failed += test_report(++done,
					      test_tunnel(topo, t,
							  usual_ports[t->port]),
					      test_name(t));
	for (size_t i = 0; i < MORE_TESTS; i++)
		if (!fnmatch(glob, more_tests[i].name, 0))
			failed += test_report(++done, more_tests[i].run(topo),
					      more_tests[i].name);
	return failed;
}

/**
 * tunnel_tests_run() - test the kinds of tunnel, and print TAP
 * @glob: pattern of the names of the tests to run
 *
 * Return: exit code.
 */
int tunnel_tests_run(const char *glob)
{
	int n = test_count(glob), failed;
	struct topology topo;

	printf("TAP version 13\n1..%d\n", n);
	if (!n)
		return 0;

	topology_make(&topo, QUEUES, true);
	rxmeta_attach("inner", MAC_PEER, topo.receiver);
	failed = run_wanted(&topo, glob);
	rxmeta_detach();
	topology_remove(&topo);
	return failed > 0;
}
