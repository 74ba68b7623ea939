/* SPDX-License-Identifier: GPL-2.0 */
/* Paths over veth, without a NIC. */
#ifndef TESTS_LAYER_PATH_PATHS_H
#define TESTS_LAYER_PATH_PATHS_H

#include "path.h"

/* A program on live frames, and where they go from there */
#define PATH_LIVE_PASS {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(DO_PASS) },					\
	.observers = { "rx0" },						\
}
#define PATH_LIVE_TAIL_CALL {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE_TAIL_CALL(DO_PASS) },				\
	.observers = { "rx0" },						\
}
#define PATH_LIVE_REDIRECT {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEV("tx1")) },				\
	.observers = { "rx1" },						\
}
#define PATH_LIVE_DEVMAP {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEVMAP("tx1")) },				\
	.observers = { "rx1" },						\
}
#define PATH_LIVE_DEVHASH {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEVHASH("tx1")) },				\
	.observers = { "rx1" },						\
}
#define PATH_LIVE_BROADCAST {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_BROADCAST) },					\
	.observers = { "rx1", "rx2", "rx3" },				\
}
#define PATH_LIVE_CPUMAP {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_CPUMAP) },					\
	.observers = { "rx0" },						\
}

/* As above, with a chained program in the map */
#define PATH_LIVE_DEVMAP_PROG {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEVMAP("tx1")), IN_DEVMAP(DO_PASS) },		\
	.observers = { "rx1" },						\
}
#define PATH_LIVE_DEVHASH_PROG {					\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEVHASH("tx1")), IN_DEVMAP(DO_PASS) },	\
	.observers = { "rx1" },						\
}
#define PATH_LIVE_BROADCAST_PROG {					\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_BROADCAST), IN_DEVMAP(DO_PASS) },		\
	.observers = { "rx1", "rx2", "rx3" },				\
}
#define PATH_LIVE_CPUMAP_PROG {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_CPUMAP), IN_CPUMAP(DO_PASS) },		\
	.observers = { "rx0" },						\
}
#define PATH_LIVE_CPUMAP_VETH {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_CPUMAP), IN_CPUMAP(TO_DEV("tx1")) },		\
	.observers = { "rx1" },						\
}

/* veth's own XDP: an skb lies behind the buffer */
#define PATH_VETH_SKB_PASS {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", DO_PASS) },				\
	.observers = { "rx0" },						\
}
#define PATH_VETH_SKB_TAIL_CALL {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE_TAIL_CALL("rx0", DO_PASS) },			\
	.observers = { "rx0" },						\
}
#define PATH_VETH_SKB_REDIRECT {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", TO_DEV("tx1")) },			\
	.observers = { "rx1" },						\
}
#define PATH_VETH_SKB_DEVMAP {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", TO_DEVMAP("tx1")) },			\
	.observers = { "rx1" },						\
}
#define PATH_VETH_SKB_BROADCAST {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", TO_BROADCAST) },			\
	.observers = { "rx1", "rx2", "rx3" },				\
}
#define PATH_VETH_SKB_TX {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", DO_TX), NATIVE("tx0", DO_PASS) },	\
	.observers = { "tx0" },						\
}
#define PATH_VETH_SKB_TX_BARE {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", DO_TX) },				\
	.observers = { "tx0" },						\
}
#define PATH_VETH_SKB_CPUMAP_PROG {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", TO_CPUMAP), IN_CPUMAP(DO_PASS) },	\
	.observers = { "rx0" },						\
}

/* veth's own XDP on a redirected packet: only a frame lies behind the buffer */
#define PATH_VETH_FRAME_PASS {						\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEV("tx0")), NATIVE("rx0", DO_PASS) },	\
	.stores = 1,							\
	.observers = { "rx0" },						\
}
#define PATH_VETH_FRAME_REDIRECT {					\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEV("tx0")), NATIVE("rx0", TO_DEV("tx1")) },	\
	.stores = 1,							\
	.observers = { "rx1" },						\
}
#define PATH_VETH_FRAME_TX {						\
	.from = FROM_LIVE,						\
	.prog = {							\
		LIVE(TO_DEV("tx0")),					\
		NATIVE("rx0", DO_TX),					\
		NATIVE("tx0", DO_PASS),					\
	},								\
	.stores = 1,							\
	.observers = { "tx0" },						\
}
/* The first program stores, and the chained one on rx0 sees it */
#define PATH_VETH_FRAME_CHAINED {					\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEV("tx0")), NATIVE("rx0", DO_PASS) },	\
	.observers = { "rx0" },						\
}

/* Generic XDP, which never has a frame. Packets are sent singly where the
 * program of a CPU map does not pass all of them: once it redirects or drops
 * one, Linux 6.12 leaves the rest of the batch to the stack without running the
 * program.
 */
#define PATH_GENERIC_PASS {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", DO_PASS) },				\
	.observers = { "rx0" },						\
}
#define PATH_GENERIC_TAIL_CALL {					\
	.from = FROM_SKB,						\
	.prog = { GENERIC_TAIL_CALL("rx0", DO_PASS) },			\
	.observers = { "rx0" },						\
}
#define PATH_GENERIC_REDIRECT {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", TO_DEV("tx1")) },			\
	.observers = { "rx1" },						\
}
#define PATH_GENERIC_TX {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", DO_TX) },				\
	.observers = { "tx0" },						\
}
#define PATH_GENERIC_DEVMAP {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", TO_DEVMAP("tx1")) },			\
	.observers = { "rx1" },						\
}
#define PATH_GENERIC_BROADCAST {					\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", TO_BROADCAST) },			\
	.observers = { "rx1", "rx2", "rx3" },				\
}
#define PATH_GENERIC_CPUMAP {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", TO_CPUMAP) },				\
	.observers = { "rx0" },						\
}
#define PATH_GENERIC_DEVMAP_PROG {					\
	.from = FROM_SKB,						\
	.prog = {							\
		GENERIC("rx0", TO_DEVMAP("tx1")),			\
		IN_DEVMAP(DO_PASS),					\
	},								\
	.observers = { "rx1" },						\
}
#define PATH_GENERIC_BROADCAST_PROG {					\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", TO_BROADCAST), IN_DEVMAP(DO_PASS) },	\
	.observers = { "rx1", "rx2", "rx3" },				\
}
#define PATH_GENERIC_CPUMAP_PROG {					\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", TO_CPUMAP), IN_CPUMAP(DO_PASS) },	\
	.observers = { "rx0" },						\
}
#define PATH_GENERIC_CPUMAP_VETH {					\
	.from = FROM_SKB_SINGLY,					\
	.prog = {							\
		GENERIC("rx0", TO_CPUMAP),				\
		IN_CPUMAP(TO_DEV("tx1")),				\
	},								\
	.observers = { "rx1" },						\
}
#define PATH_GENERIC_CPUMAP_SINGLY {					\
	.from = FROM_SKB_SINGLY,					\
	.prog = { GENERIC("rx0", TO_CPUMAP), IN_CPUMAP(DO_PASS) },	\
	.observers = { "rx0" },						\
}

#endif /* TESTS_LAYER_PATH_PATHS_H */
