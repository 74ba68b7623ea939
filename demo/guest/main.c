// SPDX-License-Identifier: GPL-2.0
/*
 * demo: how the flows inside one tunnel spread over the queues of a veth and over
 * CPUs, first without and then with a stored hash. A capture may take the place
 * of the flows.
 *
 * It writes what it measures to the file $LAB_OUT, and demo-picture on the host
 * judges that. With --tap it tests all kinds of tunnel and judges by itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addresses.h"
#include "captured_frames.h"
#include "ipsec_ends.h"
#include "port_options.h"
#include "replay.h"
#include "result_file.h"
#include "run_rxmeta.h"
#include "topology.h"
#include "traffic.h"
#include "tunnel_ends.h"
#include "tunnel_kinds.h"
#include "tunnel_tests.h"
#include "qemu/common/error.h"
#include "qemu/common/options.h"

#define FLOWS	256
#define EACH	16
#define QUEUES	8

static void report(const char *hash, const struct tally *tally, int planned)
{
	printf("  %-8s%d of %d packets intact in %.1f s\n",
	       strcmp(hash, "none") ? "with" : "without", tally->intact,
	       planned, tally->seconds);
	fflush(stdout);
}

static void run_once(const struct topology *topo, const struct tunnel *tunnel,
		     const char *hash, const struct plan *plan,
		     struct tally *tally)
{
	rxmeta_attach(hash, MAC_PEER, tunnel->ipsec ? topo->receiver : -1);
	traffic_run(topo, plan, tally);
	rxmeta_detach();
	report(hash, tally, plan->flows * plan->each);
}

static int demo_run(const struct tunnel *tunnel, bool threaded)
{
	struct plan plan = { .flows = FLOWS, .each = EACH };
	struct topology topo;
	struct tally runs[2];
	long refused;

	plan.inner = tunnel->inner & INNER4 ? 4 : 6;
	printf("%s", tunnel->title);
	if (tunnel->port)
		printf(" on UDP port %u", port_of_sender(tunnel->port));
	printf(", %d flows of %d packets of UDP over IPv%d inside\n",
	       FLOWS, EACH, plan.inner);
	topology_make(&topo, QUEUES, threaded);
	tunnel_make(&topo, tunnel);
	plan.run = 1;
	run_once(&topo, tunnel, "none", &plan, &runs[0]);
	plan.run = 2;
	run_once(&topo, tunnel, "inner", &plan, &runs[1]);
	refused = tunnel->ipsec ? ipsec_refused(&topo, "XfrmIn") : -1;
	tunnel_remove(&topo, tunnel);
	topology_remove(&topo);
	result_write(&topo, tunnel, &plan, runs, refused);
	return 0;
}

static int demo_capture(bool threaded)
{
	static const char * const hashes[] = { "none", "inner" };
	struct topology topo;
	struct capture capture;
	struct tally runs[2];
	char stat[STAT_MAX];

	capture_load(&capture, CAPTURE_PATH);
	printf("%s, %u packets, of which %d are in a tunnel\n",
	       capture.head->name, capture.head->frames, capture.tunnelled);
	topology_make(&topo, QUEUES, threaded);
	topology_widen(&topo, CAPTURE_MTU);
	for (int i = 0; i < 2; i++) {
		rxmeta_attach(hashes[i], "keep", -1);
		replay_run(&topo, &capture, &runs[i]);
		rxmeta_stat(stat);
		rxmeta_detach();
		report(hashes[i], &runs[i], capture.head->frames);
	}
	topology_remove(&topo);
	result_write_capture(&topo, &capture, runs, stat);
	return 0;
}

static void list_tunnels(void)
{
	printf("\nTunnels:\n");
	for (const struct tunnel *t = tunnels; t->name; t++)
		printf("  %-14s%s%s%s\n", t->name, t->title,
		       t->alias ? ", also called " : "", t->alias ?: "");
}

static bool list, tap, capture, unthreaded;
static const char *name = "gre", *glob = "*";

static const struct option_row rows[] = {
	{ .name = "--tunnel", .argument = "NAME", .string = &name,
	  .help = "send flows through this tunnel (default: gre)" },
	{ .name = "--capture", .flag = &capture,
	  .help = "send the frames of " CAPTURE_PATH " instead" },
	{ .name = "--vxlan-port", .argument = "LIST",
	  .string = &tunnel_options.port[PORT_VXLAN],
	  .help = "UDP ports of VXLAN; flows go to the first" },
	{ .name = "--geneve-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_GENEVE],
	  .help = "UDP port of Geneve" },
	{ .name = "--gue-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_GUE],
	  .help = "UDP port of GUE" },
	{ .name = "--fou-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_FOU],
	  .help = "UDP port of FOU" },
	{ .name = "--vxlan-gpe-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_VXLAN_GPE],
	  .help = "UDP port of VXLAN-GPE" },
	{ .name = "--gtp-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_GTP],
	  .help = "UDP port of GTP-U" },
	{ .name = "--l2tp-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_L2TP],
	  .help = "UDP port of L2TP" },
	{ .name = "--l2tp-header", .argument = "N",
	  .string = &tunnel_options.l2tp_header,
	  .help = "bytes of L2TPv3 between session ID and payload" },
	{ .name = "--mpls-port", .argument = "N",
	  .string = &tunnel_options.port[PORT_MPLS],
	  .help = "UDP port of MPLS" },
	{ .name = "--kinds", .argument = "LIST",
	  .string = &tunnel_options.kinds,
	  .help = "read these kinds of tunnel only" },
	{ .name = "--unthreaded", .flag = &unthreaded,
	  .help = "no threaded NAPI at the veth's peer: one CPU does the work" },
	{ .name = "--compat", .flag = &rxmeta_compat,
	  .help = "this kernel stores no hash: a cpumap chooses the CPU" },
	{ .name = "--tap", .flag = &tap,
	  .help = "test all tunnels and print TAP" },
	{ .name = "--only", .argument = "GLOB", .string = &glob,
	  .help = "with --tap: run the tests with such a name" },
	{ .name = "--list", .flag = &list,
	  .help = "print the names of the tests" },
	{ }
};

static const struct options options = {
	.usage = "[OPTION...]", .rows = rows, .more = list_tunnels,
};

int main(int argc, char **argv)
{
	const struct tunnel *tunnel;

	if (*options_parse(&options, argv))
		options_misuse(&options);
	if (list)
		return tunnel_tests_list();
	tunnel = tunnel_find(name);
	if (!tunnel)
		die("--tunnel %s: no such tunnel; --help lists them", name);

	if ((tap || (tunnel->port == PORT_FOU && !capture)) &&
	    !tunnel_options.port[PORT_FOU])
		tunnel_options.port[PORT_FOU] = PORT_FOU_SENDER;
	ports_read();
	atexit(rxmeta_detach);
	if (capture)
		return demo_capture(!unthreaded && !rxmeta_compat);
	return tap ? tunnel_tests_run(glob) :
		     demo_run(tunnel, !unthreaded && !rxmeta_compat);
}
