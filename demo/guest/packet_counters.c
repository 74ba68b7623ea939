// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: the receive queues of the veth's far end, and how many
 * packets of a run the NIC's queues, these and the CPUs have had.
 */
#include <linux/ethtool.h>
#include <string.h>

#include "topology.h"

#define AWAIT_SECONDS	5
#define VETH_COUNTER	"rx_queue_%u_xdp_packets%n"

/**
 * queues_start() - make the veth read its rings of frames
 * @topo: topology; the interface has to be down
 *
 * A veth takes redirected frames only while it runs NAPI, which it does for a
 * program of its own or, as here, for GRO.
 */
void queues_start(const struct topology *topo)
{
	struct ethtool_value gro = { .cmd = ETHTOOL_SGRO, .data = 1 };

	ethtool_run(&topo->far, &gro, "GRO");
}

static void read_queues(const struct topology *topo,
			uint64_t packets[QUEUES_MAX])
{
	int found;

	memset(packets, 0, QUEUES_MAX * sizeof(packets[0]));
	found = ethtool_queues(&topo->far, VETH_COUNTER, packets);
	if (found != topo->queues)
		die("%s counts %d queues and not %d", VETH_FAR, found,
		    topo->queues);
}

/**
 * counters_read() - read how many packets each queue and each CPU has had
 * @topo: topology
 * @counters: filled in
 */
void counters_read(const struct topology *topo, struct counters *counters)
{
	nic_read(topo, counters->nic);
	read_queues(topo, counters->queue);
	cpus_read(topo, counters->cpu);
}

static uint64_t subtract(uint64_t *from, const uint64_t *what, int n)
{
	uint64_t sum = 0;

	for (int i = 0; i < n; i++)
		sum += from[i] -= what[i];
	return sum;
}

/**
 * counters_await() - count the packets of a run
 * @topo: topology
 * @counters: filled in
 * @before: from counters_read() before the run
 * @want: packets there should be
 *
 * The veth adds to its counters, and hands the last packets to the stack, after
 * others of the same poll have reached the socket.
 */
void counters_await(const struct topology *topo, struct counters *counters,
		    const struct counters *before, uint64_t want)
{
	double deadline = now() + AWAIT_SECONDS;
	uint64_t queues, cpus;

	do {
		read_queues(topo, counters->queue);
		cpus_read(topo, counters->cpu);
		queues = subtract(counters->queue, before->queue, QUEUES_MAX);
		cpus = subtract(counters->cpu, before->cpu, CPUS_MAX);
	} while ((queues < want || cpus < want) && now() < deadline);
	nic_read(topo, counters->nic);
	subtract(counters->nic, before->nic, QUEUES_MAX);
}
