/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_PACKET_COUNTERS_H
#define DEMO_GUEST_PACKET_COUNTERS_H

#include <stdint.h>

#define QUEUES_MAX	16
#define CPUS_MAX	16

struct topology;

/**
 * struct counters - packets by the queues and CPUs that handled them
 * @nic: by receive queue of the NIC
 * @queue: by receive queue of the veth's peer
 * @cpu: by CPU that handed them from the veth to the stack
 * @hashed: those of them whose skb had a hash
 */
struct counters {
	uint64_t nic[QUEUES_MAX];
	uint64_t queue[QUEUES_MAX];
	uint64_t cpu[CPUS_MAX];
	uint64_t hashed;
};

void counters_read(const struct topology *topo, struct counters *counters);
void counters_await(const struct topology *topo, struct counters *counters,
		    const struct counters *before, uint64_t want);

#endif
