// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: one tunnel, many flows inside it, and how they spread
 * over the queues of a veth, first without and then with a stored hash.
 *
 * What it measures it writes to the file $LAB_OUT; whether that is as it should
 * be is for the host to say. With --tap it goes through all kinds of tunnels
 * and judges by itself.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest.h"

#define FLOWS	256
#define EACH	16
#define QUEUES	8

static void print_queues(FILE *to, const char *key, const struct tally *tally,
			 int queues)
{
	fprintf(to, "\"%s\":{\"packets\":[", key);
	for (int i = 0; i < queues; i++)
		fprintf(to, "%s%llu", i ? "," : "",
			(unsigned long long)tally->queue[i]);
	fprintf(to, "],\"seconds\":%.3f}", tally->seconds);
}

/* The kernel's counters aside, all is summed up over both runs. */
static void write_result(const char *path, const struct tunnel *tunnel,
			 int inner, const struct tally *runs)
{
	const struct tally *a = &runs[0], *b = &runs[1];
	int planned = 2 * FLOWS * EACH;
	FILE *to = fopen(path, "we");

	if (!to)
		die("cannot write %s: %s", path, strerror(errno));
	fprintf(to, "{\"tunnel\":\"%s\",\"title\":\"%s\",\"outer\":%d,\"inner\":%d,",
		tunnel->name, tunnel->title, tunnel->outer, inner);
	fprintf(to, "\"flows\":%d,\"queues\":%d,", FLOWS, QUEUES);
	print_queues(to, "without", a, QUEUES);
	fputc(',', to);
	print_queues(to, "with", b, QUEUES);
	fprintf(to, ",\"sent\":%d,\"intact\":%d,\"lost\":%d,",
		planned, a->intact + b->intact,
		planned - a->intact - b->intact);
	fprintf(to, "\"damaged\":%d,\"repeated\":%d}\n",
		a->damaged + b->damaged, a->repeated + b->repeated);
	if (fclose(to))
		die("cannot write %s: %s", path, strerror(errno));
}

static void run_once(const struct topology *topo, const char *hash,
		     const struct plan *plan, struct tally *tally)
{
	rxmeta_attach(hash);
	traffic_run(topo, plan, tally);
	rxmeta_detach();
	printf("  %-8s%d of %d packets intact in %.1f s\n",
	       strcmp(hash, "none") ? "with" : "without", tally->intact,
	       plan->flows * plan->each, tally->seconds);
	fflush(stdout);
}

static int demo_run(const struct tunnel *tunnel)
{
	struct plan plan = { .flows = FLOWS, .each = EACH };
	const char *out = getenv("LAB_OUT");
	struct topology topo;
	struct tally runs[2];

	plan.inner = tunnel->inner & INNER4 ? 4 : 6;
	printf("%s, %d flows of %d packets of UDP over IPv%d inside\n",
	       tunnel->title, FLOWS, EACH, plan.inner);
	topology_make(&topo, QUEUES);
	tunnel_make(&topo, tunnel);
	plan.run = 1;
	run_once(&topo, "none", &plan, &runs[0]);
	plan.run = 2;
	run_once(&topo, "inner", &plan, &runs[1]);
	tunnel_remove(&topo, tunnel);
	topology_remove(&topo);
	write_result(out ?: "/tmp/demo.json", tunnel, plan.inner, runs);
	return 0;
}

static int usage(FILE *to, int code)
{
	const struct tunnel *tunnel;

	fputs("Usage: demo [--tunnel NAME]\n"
	      "       demo --tap [--only GLOB] | --list\n\n"
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
		{ "tap", no_argument, NULL, 'T' },
		{ "only", required_argument, NULL, 'o' },
		{ "list", no_argument, NULL, 'l' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	const char *name = "gre", *glob = "*";
	const struct tunnel *tunnel;
	bool tap = false;
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
		else
			return usage(stderr, 2);
	}
	tunnel = tunnel_find(name);
	if (!tunnel || optind < argc)
		return usage(stderr, 2);

	atexit(rxmeta_detach);
	return tap ? tap_run(glob) : demo_run(tunnel);
}
