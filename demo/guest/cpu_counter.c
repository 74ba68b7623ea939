// SPDX-License-Identifier: GPL-2.0
/* Packets by the CPU that hands them from the veth's peer to the stack. */
#include <errno.h>
#include <net/if.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "addresses.h"
#include "cpu_counter.h"
#include "cpu_counter.skel.h"
#include "netns.h"
#include "qemu/common/error.h"

/**
 * cpu_counter_start() - count the packets of the veth's peer from now on
 * @topo: topology; the interface has to be up
 */
void cpu_counter_start(struct topology *topo)
{
	struct cpu_counter *skel = cpu_counter__open_and_load();

	if (!skel)
		die("cannot load the program that counts packets by CPU: %s",
		    strerror(errno));
	ns_enter(topo->receiver);
	skel->links.count_packets =
		bpf_program__attach_tcx(skel->progs.count_packets,
					if_nametoindex(VETH_PEER), NULL);
	if (!skel->links.count_packets)
		die("cannot count packets of %s: %s", VETH_PEER,
		    strerror(errno));
	ns_enter(topo->root);
	topo->counter = skel;
}

static void read_map(const struct topology *topo, const struct bpf_map *map,
		     uint64_t packets[CPUS_MAX])
{
	int n = libbpf_num_possible_cpus();
	uint64_t values[n > 0 ? n : 1];
	uint32_t zero = 0;

	if (n < topo->cpus ||
	    bpf_map_lookup_elem(bpf_map__fd(map), &zero, values))
		die("cannot read the packets by CPU: %s", strerror(errno));
	memset(packets, 0, CPUS_MAX * sizeof(packets[0]));
	memcpy(packets, values, topo->cpus * sizeof(packets[0]));
}

/**
 * cpu_counter_read() - read the packets that each CPU has handed to the stack
 * @topo: topology
 * @packets: filled in
 */
void cpu_counter_read(const struct topology *topo, uint64_t packets[CPUS_MAX])
{
	read_map(topo, topo->counter->maps.packets, packets);
}

/**
 * cpu_counter_hashed() - read how many packets had a hash so far
 * @topo: topology
 */
uint64_t cpu_counter_hashed(const struct topology *topo)
{
	uint64_t packets[CPUS_MAX], sum = 0;

	read_map(topo, topo->counter->maps.hashed, packets);
	for (int i = 0; i < CPUS_MAX; i++)
		sum += packets[i];
	return sum;
}

/**
 * cpu_counter_stop() - undo cpu_counter_start()
 * @topo: topology
 */
void cpu_counter_stop(struct topology *topo)
{
	cpu_counter__destroy(topo->counter);
	topo->counter = NULL;
}
