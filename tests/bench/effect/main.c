// SPDX-License-Identifier: GPL-2.0
/*
 * bench-effect: which CPUs work for one tunnel, by the way in which it is spread.
 *
 * A run sends the packets of some flows through the tunnel, a limited number at a time, and
 * counts them by CPU: where the stack takes them, and where they have left the tunnel. A
 * burst sends all of them at once, with nothing for GRO to merge, and each costs the
 * receiver more, so that one CPU is too slow. Each packet is accounted for at the end.
 *
 * Writes a line of JSON for each run to $LAB_OUT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "demo/guest/addresses.h"
#include "demo/guest/ip_batch.h"
#include "demo/guest/tunnel_ends.h"
#include "demo/guest/tunnel_kinds.h"
#include "busy_clock.h"
#include "effect_result.h"
#include "qemu/common/error.h"
#include "qemu/common/options.h"
#include "qemu/common/words.h"
#include "spread_tool.h"
#include "ways.h"

#define PACKETS		4096
#define TRAIN		8	/* packets of a flow in succession, which GRO may merge */
#define PAYLOAD		512	/* GRO merges packets of one length only */
#define BURST_STALL_MS	2000

static struct words tunnel_names, way_names, flow_counts, cpu_counts;
static unsigned int bursts = 3, work = 10000;
static bool count_instructions;

static bool is_wanted(const struct words *words, const char *name)
{
	for (int i = 0; i < words->n; i++)
		if (!strcmp(words->word[i], name))
			return true;
	return !words->n;
}

static int number_of(const char *word, int most)
{
	int n = atoi(word);

	if (n < 1 || n > most || n & (n - 1))
		die("%s: want a power of two, up to %d", word, most);
	return n;
}

static const char *count_words(const struct words *words, int i,
			       const char * const *otherwise)
{
	if (words->n)
		return i < words->n ? words->word[i] : NULL;
	return otherwise[i];
}

/* Return: the share of the fullest CPU in a stage, in percent. */
static int fullest(const struct measured *run, int stage)
{
	unsigned long long most = 0, all = 0;

	for (int i = 0; i < CPUS_MAX; i++) {
		unsigned long long n = run->stages.cpu[stage][i].packets;

		all += n;
		most = n > most ? n : most;
	}
	return all ? 100 * most / all : 0;
}

static void say(const struct site *site, const struct way *way,
		const struct measured *run)
{
	printf("  %-10s %-14s %d CPUs %3d flows%s: the fullest CPU has %d %% in the tunnel, %d %% out of it; lost %d in %.1f s\n",
	       site->tunnel->name, way->name, site->cpus, run->plan.flows,
	       run->burst ? ", burst" : "", fullest(run, STAGE_OUTER),
	       fullest(run, STAGE_INNER), run->tally.sent - run->tally.intact,
	       run->tally.seconds);
	fflush(stdout);
}

static void measure(FILE *out, const struct site *site, const struct way *way,
		    struct stage_counter *counter, struct measured *run)
{
	static int number;
	const struct topology *topo = way_topology(way, site);
	struct counters before;

	run->plan.run = ++number;
	run->plan.inner = site->tunnel->inner & INNER4 ? 4 : 6;
	run->plan.each = PACKETS / run->plan.flows;
	run->plan.train = run->burst ? 1 : TRAIN;
	run->plan.payload = PAYLOAD;
	run->plan.gro = true;
	if (run->burst) {
		run->plan.window = PACKETS;
		run->plan.stall_ms = BURST_STALL_MS;
	}
	stage_counter_work(counter, run->burst ? work : 0);
	counters_read(&site->topo, &before);
	stage_counter_read(counter, &run->stages);
	run->busy_ns = count_instructions ? busy_ns() : 0;
	traffic_exchange(topo, &run->plan, &run->tally);
	if (count_instructions)
		run->busy_ns = busy_ns() - run->busy_ns;
	counters_await(&site->topo, &run->tally.packets, &before,
		       way->queues ? run->tally.intact : 0);
	stage_counter_read(counter, &run->stages);
	effect_write(out, site, way, run);
	say(site, way, run);
}

/* The tables show bursts over the most CPUs only. */
static bool has_bursts(const struct site *site)
{
	return site->cpus == site->most_cpus;
}

static void try_way(FILE *out, struct site *site, const struct way *way,
		    struct stage_counter *counter)
{
	static const char * const usual[] = { "1", "8", "64", "256", NULL };
	struct measured run = { };
	const char *word;

	way->start(site);
	for (int i = 0; (word = count_words(&flow_counts, i, usual)); i++) {
		run.plan.flows = number_of(word, PACKETS / TRAIN);
		measure(out, site, way, counter, &run);
	}
	run.burst = true;
	for (run.round = 1; has_bursts(site) && run.round <= bursts; run.round++)
		measure(out, site, way, counter, &run);
	way->stop(site);
}

static bool is_tried(const struct site *site, const struct way *way,
		     bool behind_veth)
{
	return way->behind_veth == behind_veth &&
	       (way->ipsec || !site->tunnel->ipsec) &&
	       is_wanted(&way_names, way->name);
}

/* Try the ways whose receiver is at one of the two ends. */
static void try_end(FILE *out, struct site *site, bool behind_veth)
{
	const struct topology *end = behind_veth ? &site->topo : &site->direct;
	struct stage_counter *counter;

	tunnel_make(end, site->tunnel);
	counter = stage_counter_start(end->receiver,
				      behind_veth ? VETH_PEER : NIC_XDP,
				      TUNNEL_DEV);
	for (const struct way *way = ways; way->name; way++)
		if (is_tried(site, way, behind_veth))
			try_way(out, site, way, counter);
	stage_counter_stop(counter);
	tunnel_remove(end, site->tunnel);
}

static void try_cpus(FILE *out, const struct tunnel *tunnel, int cpus,
		     int most_cpus)
{
	struct site site = {
		.tunnel = tunnel, .cpus = cpus, .most_cpus = most_cpus,
	};
	pid_t holder;

	topology_make(&site.topo, cpus, false);
	if (cpus > site.topo.cpus)
		die("%d CPUs are wanted, and this machine has %d", cpus,
		    site.topo.cpus);
	site.direct = site.topo;
	site.direct.receiver = site.topo.root;
	ip(site.topo.root, "address add %s/24 dev %s\naddress add %s/64 dev %s nodad\n",
	   OUTER4_RECEIVER, NIC_XDP, OUTER6_RECEIVER, NIC_XDP);
	holder = namespace_hold(site.topo.receiver);
	try_end(out, &site, false);
	try_end(out, &site, true);
	namespace_let_go(holder);
	ip(site.topo.root, "address flush dev %s\n", NIC_XDP);
	topology_remove(&site.topo);
}

static void try_tunnel(FILE *out, const char *name)
{
	static const char * const usual[] = { "1", "2", "4", "8", NULL };
	const struct tunnel *tunnel = tunnel_find(name);
	int cpus[WORDS_MAX], n = 0, most = 0;
	const char *word;

	if (!tunnel)
		die("--tunnel %s: no such tunnel; /lab/demo --help lists them",
		    name);
	while ((word = count_words(&cpu_counts, n, usual))) {
		cpus[n] = number_of(word, QUEUES_MAX);
		most = cpus[n] > most ? cpus[n] : most;
		n++;
	}
	for (int i = 0; i < n; i++)
		try_cpus(out, tunnel, cpus[i], most);
}

static void list_ways(void)
{
	printf("\nWays:");
	for (const struct way *way = ways; way->name; way++)
		printf(" %s", way->name);
	printf("\n");
}

int main(int argc, char **argv)
{
	static const struct option_row rows[] = {
		{ .name = "--tunnel", .argument = "NAME", .words = &tunnel_names,
		  .help = "a tunnel of the demo (default: gre, vxlan and esp)" },
		{ .name = "--way", .argument = "NAME", .words = &way_names,
		  .help = "a way to spread (default: all)" },
		{ .name = "--flows", .argument = "N", .words = &flow_counts,
		  .help = "flows in the tunnel (default: 1, 8, 64 and 256)" },
		{ .name = "--cpus", .argument = "N", .words = &cpu_counts,
		  .help = "CPUs that are to work (default: 1, 2, 4 and 8)" },
		{ .name = "--bursts", .argument = "N", .number = &bursts,
		  .help = "bursts of the last number of flows, over the most CPUs (default: 3)" },
		{ .name = "--instructions", .flag = &count_instructions,
		  .help = "count those of each packet: for a guest with one CPU, under -icount" },
		{ .name = "--work", .argument = "N", .number = &work,
		  .help = "rounds of a loop that a packet of a burst costs more (default: 10000)" },
		{ }
	};
	static const struct options options = {
		.usage = "[OPTION...]", .rows = rows, .more = list_ways,
	};
	static const char * const usual[] = { "gre", "vxlan", "esp", NULL };
	FILE *out = effect_open();
	const char *word;

	if (*options_parse(&options, argv))
		options_misuse(&options);
	ports_read();
	for (int i = 0; (word = count_words(&tunnel_names, i, usual)); i++)
		try_tunnel(out, word);
	effect_close(out);
	return 0;
}
