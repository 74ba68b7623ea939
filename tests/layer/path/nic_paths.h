/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Paths over the NICs of the guest, which are peers in pairs: eth0 and eth1,
 * eth2 and eth3, eth4 and eth5. @rx receives from @tx.
 */
#ifndef TESTS_LAYER_PATH_NIC_PATHS_H
#define TESTS_LAYER_PATH_NIC_PATHS_H

#include "path.h"

#define NIC_JUMBO	9000

#define PATH_NIC_PASS(rx) {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, DO_PASS) },				\
	.observers = { rx },						\
}
#define PATH_NIC_BOUND(rx) {						\
	.from = FROM_SKB,						\
	.prog = { BOUND(rx, DO_PASS) },					\
	.observers = { rx },						\
}
#define PATH_NIC_REDIRECT(rx) {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_DEV("tx1")) },				\
	.observers = { "rx1" },						\
}
#define PATH_NIC_DEVMAP_PROG(rx) {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_DEVMAP("tx1")), IN_DEVMAP(DO_PASS) },	\
	.observers = { "rx1" },						\
}
#define PATH_NIC_BROADCAST(rx) {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_BROADCAST) },				\
	.observers = { "rx1", "rx2", "rx3" },				\
}
#define PATH_NIC_CPUMAP_PROG(rx) {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_CPUMAP), IN_CPUMAP(DO_PASS) },		\
	.observers = { rx },						\
}
#define PATH_NIC_GENERIC(rx) {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC(rx, DO_PASS) },				\
	.observers = { rx },						\
}

/*
 * Redirect to @tx. A device takes redirected frames only while it has a program.
 * @rx has one for the next case: without a program, virtio_net learns from long
 * packets to make buffers that a program cannot use, and then drops the packets
 * that arrive in them.
 */
#define PATH_NIC_XMIT(tx, rx) {						\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("rx0", TO_DEV(tx)),				\
		NATIVE(tx, DO_PASS),					\
		NATIVE(rx, DO_PASS),					\
	},								\
	.observers = { rx },						\
}

/* The same in batches, which mix frames with and without a tag */
#define PATH_NIC_XMIT_LIVE(tx, rx) {					\
	.from = FROM_LIVE,						\
	.prog = {							\
		LIVE(TO_DEV(tx)),					\
		NATIVE(tx, DO_PASS),					\
		NATIVE(rx, DO_PASS),					\
	},								\
	.observers = { rx },						\
}

/* Sent back to @tx by XDP_TX */
#define PATH_NIC_TX(tx, rx) {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, DO_TX) },					\
	.observers = { tx },						\
}
#define PATH_NIC_XMIT_CPUMAP(tx, rx) {					\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("rx0", TO_CPUMAP),				\
		IN_CPUMAP(TO_DEV(tx)),					\
		NATIVE(tx, DO_PASS),					\
	},								\
	.observers = { rx },						\
}

/* Redirect from one NIC to another */
#define PATH_NIC_FORWARD(rx, tx, end) {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_DEV(tx)), NATIVE(tx, DO_PASS) },	\
	.observers = { end },						\
}

/* Redirect to the NIC that the packet came from, unlike XDP_TX */
#define PATH_NIC_BACK(tx, rx) {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_DEV(rx)) },				\
	.observers = { tx },						\
}
#define PATH_NIC_XMIT_BROADCAST(tx, rx, tx2, rx2) {			\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("rx0", TO_BROADCAST),				\
		NATIVE(tx, DO_PASS),					\
		NATIVE(tx2, DO_PASS),					\
	},								\
	.observers = { rx, rx2 },					\
}

#endif /* TESTS_LAYER_PATH_NIC_PATHS_H */
