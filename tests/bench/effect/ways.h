/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_EFFECT_WAYS_H
#define TESTS_BENCH_EFFECT_WAYS_H

#include <stdbool.h>
#include <sys/types.h>

#include "demo/guest/topology.h"

struct tunnel;
struct workaround;

/**
 * struct site - where a way is tried
 * @topo: topology with the tunnel's end behind the veth
 * @direct: the same with the tunnel's end on the NIC
 * @tunnel: kind of tunnel
 * @cpus: CPUs that are to work, from CPU 0 on
 * @most_cpus: the largest number of CPUs that is tried
 * @tool: process of rxmeta
 * @workaround: programs of the workaround
 */
struct site {
	struct topology topo;
	struct topology direct;
	const struct tunnel *tunnel;
	int cpus;
	int most_cpus;
	pid_t tool;
	struct workaround *workaround;
};

/**
 * struct way - a way to spread a tunnel
 * @name: its name
 * @behind_veth: the tunnel's end is behind the veth, not on the NIC
 * @queues: it fills the queues of the veth
 * @ipsec: it also spreads what is in ESP
 * @start: begin to spread
 * @stop: undo @start
 */
struct way {
	const char *name;
	bool behind_veth;
	bool queues;
	bool ipsec;
	void (*start)(struct site *site);
	void (*stop)(struct site *site);
};

extern const struct way ways[];
const struct topology *way_topology(const struct way *way,
				    const struct site *site);

#endif /* TESTS_BENCH_EFFECT_WAYS_H */
