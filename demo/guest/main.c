// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: one tunnel, many flows inside it, and how they spread
 * over the queues of a veth and over CPUs, first without and then with a stored
 * hash; or a capture in place of the flows.
 *
 * What it measures it writes to the file $LAB_OUT; whether that is as it should
 * be is for the host to say. With --tap it goes through all kinds of tunnels
 * and judges by itself.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "topology.h"
#include "captured_frames.h"

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

static void run_once(const struct topology *topo, const char *hash,
		     const struct plan *plan, struct tally *tally)
{
	rxmeta_attach(hash, MAC_FAR);
	traffic_run(topo, plan, tally);
	rxmeta_detach();
	report(hash, tally, plan->flows * plan->each);
}

static int demo_run(const struct tunnel *tunnel, bool threaded)
{
	struct plan plan = { .flows = FLOWS, .each = EACH };
	struct topology topo;
	struct tally runs[2];

	plan.inner = tunnel->inner & INNER4 ? 4 : 6;
	printf("%s, %d flows of %d packets of UDP over IPv%d inside\n",
	       tunnel->title, FLOWS, EACH, plan.inner);
	topology_make(&topo, QUEUES, threaded);
	tunnel_make(&topo, tunnel);
	plan.run = 1;
	run_once(&topo, "none", &plan, &runs[0]);
	plan.run = 2;
	run_once(&topo, "inner", &plan, &runs[1]);
	tunnel_remove(&topo, tunnel);
	topology_remove(&topo);
	result_write(&topo, tunnel, &plan, runs);
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
		rxmeta_attach(hashes[i], NULL);
		replay_run(&topo, &capture, &runs[i]);
		rxmeta_stat(stat);
		rxmeta_detach();
		report(hashes[i], &runs[i], capture.head->frames);
	}
	topology_remove(&topo);
	result_write_capture(&topo, &capture, runs, stat);
	return 0;
}

static int usage(FILE *to, int code)
{
	const struct tunnel *tunnel;

	fputs("Usage: demo [--unthreaded] [--tunnel NAME]\n"
	      "       demo [--unthreaded] --capture	(what is in " CAPTURE_PATH ")\n"
	      "       demo --tap [--only GLOB] | --list\n\n"
	      "--unthreaded: no threaded NAPI at the veth's far end; one CPU does the work\n\n"
	      "Tunnels:\n", to);
	for (tunnel = tunnels; tunnel->name; tunnel++)
		fprintf(to, "  %-12s%s%s%s\n", tunnel->name, tunnel->title,
			*tunnel->alias ? ", also called " : "", tunnel->alias);
	return code;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "tunnel", required_argument, NULL, 't' },
		{ "capture", no_argument, NULL, 'c' },
		{ "unthreaded", no_argument, NULL, 'u' },
		{ "tap", no_argument, NULL, 'T' },
		{ "only", required_argument, NULL, 'o' },
		{ "list", no_argument, NULL, 'l' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	const char *name = "gre", *glob = "*";
	const struct tunnel *tunnel;
	bool tap = false, capture = false, threaded = true;
	int opt;

	while ((opt = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (opt == 'h')
			return usage(stdout, 0);
		else if (opt == 'l')
			return tap_list();
		else if (opt == 't')
			name = optarg;
		else if (opt == 'o')
			glob = optarg;
		else if (opt == 'T')
			tap = true;
		else if (opt == 'c')
			capture = true;
		else if (opt == 'u')
			threaded = false;
		else
			return usage(stderr, 2);
	}
	tunnel = tunnel_find(name);
	if (!tunnel || optind < argc)
		return usage(stderr, 2);

	atexit(rxmeta_detach);
	if (capture)
		return demo_capture(threaded);
	return tap ? tap_run(glob) : demo_run(tunnel, threaded);
}
