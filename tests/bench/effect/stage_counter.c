// SPDX-License-Identifier: GPL-2.0
/* Packets by CPU, in their tunnel and out of it. */
#include <errno.h>
#include <net/if.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "demo/guest/netns.h"
#include "qemu/common/error.h"
#include "stage_counter.h"
#include "stage_counter.skel.h"

static struct bpf_link *attach(struct bpf_program *program, const char *dev)
{
	struct bpf_link *link;

	link = bpf_program__attach_tcx(program, if_nametoindex(dev), NULL);
	if (!link)
		die("cannot count packets of %s: %s", dev, strerror(errno));
	return link;
}

/**
 * stage_counter_start() - count packets by CPU from now on
 * @ns: network namespace of the receiver
 * @outer: interface that receives the tunnel's packets
 * @inner: interface of the tunnel; one of IPsec receives nothing
 *
 * Return: the counter.
 */
struct stage_counter *stage_counter_start(int ns, const char *outer,
					  const char *inner)
{
	struct stage_counter *skel = stage_counter__open_and_load();
	int home = ns_current();

	if (!skel)
		die("cannot load the program that counts packets by stage: %s",
		    strerror(errno));
	ns_enter(ns);
	skel->links.count_outer = attach(skel->progs.count_outer, outer);
	skel->links.count_inner = attach(skel->progs.count_inner, inner);
	ns_enter(home);
	return skel;
}

/**
 * stage_counter_work() - let each packet cost more
 * @counter: counter
 * @rounds: rounds of a loop, a few instructions each, for each packet that has left
 *	    the tunnel
 */
void stage_counter_work(struct stage_counter *counter, unsigned int rounds)
{
	counter->bss->work = rounds;
}

/**
 * stage_counter_read() - read the counts, and begin again at 0
 * @counter: counter
 * @counts: filled in
 */
void stage_counter_read(struct stage_counter *counter,
			struct stage_counts *counts)
{
	int map = bpf_map__fd(counter->maps.stage_counts);
	int n = libbpf_num_possible_cpus();
	struct stage_count values[n > 0 ? n : 1];

	if (n < 1 || n > CPUS_MAX)
		die("%d CPUs; %d is the most", n, CPUS_MAX);
	memset(counts, 0, sizeof(*counts));
	for (uint32_t stage = 0; stage < STAGES; stage++) {
		if (bpf_map_lookup_elem(map, &stage, values))
			die("cannot read the packets by stage: %s",
			    strerror(errno));
		memcpy(counts->cpu[stage], values, n * sizeof(values[0]));
		memset(values, 0, sizeof(values));
		bpf_map_update_elem(map, &stage, values, 0);
	}
}

/**
 * stage_counter_stop() - undo stage_counter_start()
 * @counter: counter
 */
void stage_counter_stop(struct stage_counter *counter)
{
	stage_counter__destroy(counter);
}
