/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_RESULT_H
#define DEMO_PICTURE_RESULT_H

#include <stdbool.h>

#include "counts.h"

#define NAME_MAX_LEN	64

/**
 * struct run - one of the demo's two runs
 * @title: its name for people
 * @nic: packets by receive queue of the NIC
 * @queues: packets by receive queue of the veth
 * @cpus: packets by CPU that handed them from the veth to the stack
 * @hashed: those of them whose skb had a hash, or -1 if unknown
 */
struct run {
	const char *title;
	struct counts nic;
	struct counts queues;
	struct counts cpus;
	long hashed;
};

#define SKIPS		5
#define KINDS		25
#define REASONS		9
#define UNREADS		34

/**
 * struct captured - counters of a capture
 * @packets: packets in the file, or -1 if no capture was replayed
 * @frames: of these, those that each run sent
 * @made_up: of these, those whose Ethernet header was made up
 * @in_tunnel: frames that the program has to recognise as a tunnel's
 * @stored: hashes that the program stored in the second run
 * @untouched_without: frames that the first run passed on unchanged
 * @untouched_with: frames that the second run passed on unchanged
 * @skipped: packets not sent, by reason
 * @kinds: frames of tunnels, by kind
 * @passed: frames passed on, by reason
 * @unread: frames that could not be read, by protocol
 */
struct captured {
	long packets;
	long frames;
	long made_up;
	long in_tunnel;
	long stored;
	long untouched_without;
	long untouched_with;
	long skipped[SKIPS];
	long kinds[KINDS];
	long passed[REASONS];
	long unread[UNREADS];
};

/**
 * struct result - the measurements of the guest
 * @tunnel: name of the kind of tunnel
 * @title: its name for people; may be ""
 * @ports: outer source ports: "none", "pinned", "vary", or "" if unknown
 * @inner: IP version of the flows, or 0 if unknown
 * @flows: number of flows
 * @nic_queues: number of receive queues of the NIC
 * @queues: number of receive queues of the veth
 * @cpus: number of CPUs
 * @threaded: threads on CPUs of their own serve the veth's queues
 * @compat: the kernel stores no hash; a cpumap chooses the CPU, and the queue follows
 * @sent: packets of both runs, or -1 if unknown
 * @lost: of these, packets that did not arrive intact
 * @damaged: packets that arrived changed
 * @repeated: packets that arrived more than once
 * @reordered: packets that arrived after a later one of their flow
 * @refused: packets that IPsec refused, or -1 without IPsec
 * @replay_window: packets that its replay check remembers
 * @without: run without the stored hash
 * @with: run with the stored hash
 * @capture: counters of a replayed capture
 */
struct result {
	char tunnel[NAME_MAX_LEN];
	char title[NAME_MAX_LEN];
	char ports[NAME_MAX_LEN];
	long inner;
	long flows;
	long nic_queues;
	long queues;
	long cpus;
	long threaded;
	long compat;
	long sent;
	long lost;
	long damaged;
	long repeated;
	long reordered;
	long refused;
	long replay_window;
	struct run without;
	struct run with;
	struct captured capture;
};

bool result_is_capture(const struct result *result);
bool result_ports_vary(const struct result *result);
const char *result_title(const struct result *result);

#endif
