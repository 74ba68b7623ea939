/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_TOPOLOGY_H
#define DEMO_GUEST_TOPOLOGY_H

#include <stdbool.h>

#include "ethtool.h"

struct cpu_counter;

/**
 * struct topology - the network that the demo runs in; addresses.h draws it
 * @sender: network namespace, a file descriptor
 * @root: network namespace
 * @receiver: network namespace
 * @nic: NIC that runs the XDP program
 * @peer: the veth's end in @receiver
 * @queues: receive queues of @peer
 * @nic_queues: receive queues of @nic
 * @cpus: number of CPUs
 * @threaded: threaded NAPI serves the queues of @peer
 * @linear: nic_linear() is in force
 * @counter: counts packets by CPU
 */
struct topology {
	int sender;
	int root;
	int receiver;
	struct port nic;
	struct port peer;
	int queues;
	int nic_queues;
	int cpus;
	bool threaded;
	bool linear;
	struct cpu_counter *counter;
};

void topology_make(struct topology *topo, int queues, bool threaded);
void topology_widen(struct topology *topo, int mtu);
void topology_remove(struct topology *topo);

#endif
