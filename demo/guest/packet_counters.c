// SPDX-License-Identifier: GPL-2.0
/* Packets of a run by queue of the NIC, by queue of the veth and by CPU. */
#include <string.h>

#include "cpu_counter.h"
#include "packet_counters.h"
#include "rss_nic.h"
#include "topology.h"
#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"

#define AWAIT_MS	5000
#define VETH_COUNTER	"rx_queue_%u_xdp_packets%n"

static void read_queues(const struct topology *topo,
			uint64_t packets[QUEUES_MAX])
{
	int found;

	memset(packets, 0, QUEUES_MAX * sizeof(packets[0]));
	found = ethtool_queues(&topo->peer, VETH_COUNTER, packets);
	if (found != topo->queues)
		die("%s counts %d queues and not %d", topo->peer.name, found,
		    topo->queues);
}

/**
 * counters_read() - read the packets of each queue and CPU so far
 * @topo: topology
 * @counters: filled in
 */
void counters_read(const struct topology *topo, struct counters *counters)
{
	nic_read(topo, counters->nic);
	read_queues(topo, counters->queue);
	cpu_counter_read(topo, counters->cpu);
	counters->hashed = cpu_counter_hashed(topo);
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
 * @want: expected number of packets
 *
 * Wait for the veth's counters: it updates them at the end of a NAPI poll, when
 * the first packets of that poll have reached the socket already.
 */
void counters_await(const struct topology *topo, struct counters *counters,
		    const struct counters *before, uint64_t want)
{
	long long deadline = clock_ms() + AWAIT_MS;
	uint64_t queues, cpus;

	do {
		read_queues(topo, counters->queue);
		cpu_counter_read(topo, counters->cpu);
		queues = subtract(counters->queue, before->queue, QUEUES_MAX);
		cpus = subtract(counters->cpu, before->cpu, CPUS_MAX);
	} while ((queues < want || cpus < want) && clock_ms() < deadline);
	counters->hashed = cpu_counter_hashed(topo) - before->hashed;
	nic_read(topo, counters->nic);
	subtract(counters->nic, before->nic, QUEUES_MAX);
}
