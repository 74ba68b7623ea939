/* SPDX-License-Identifier: GPL-2.0 */
/* The ways that a case is run over. */
#ifndef TESTS_LAYER_PATH_PATHS_H
#define TESTS_LAYER_PATH_PATHS_H

#include "path.h"

/* Live frames: handed to the stack, ... */
#define PATH_LIVE_PASS { FROM_LIVE, {					\
	{ AT_LIVE, NULL, ACT_PASS, NULL } }, 0, { "rx0" } }
/* ... from a program that was jumped to, ... */
#define PATH_LIVE_TAIL_CALL { FROM_LIVE, {					\
	{ AT_TAIL_CALL, NULL, ACT_PASS, NULL } }, 0, { "rx0" } }
/* ... redirected into a veth whose peer has no program. */
#define PATH_LIVE_REDIRECT { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define PATH_LIVE_DEVMAP { FROM_LIVE, {					\
	{ AT_LIVE, NULL, ACT_DEVMAP, "tx1" } }, 0, { "rx1" } }
#define PATH_LIVE_DEVHASH { FROM_LIVE, {					\
	{ AT_LIVE, NULL, ACT_DEVHASH, "tx1" } }, 0, { "rx1" } }
#define PATH_LIVE_BROADCAST { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_BROADCAST, NULL } }, 0,			\
	{ "rx1", "rx2", "rx3" } }
#define PATH_LIVE_CPUMAP { FROM_LIVE, {					\
	{ AT_LIVE, NULL, ACT_CPUMAP, NULL } }, 0, { "rx0" } }

/* The same, with a program in the map. */
#define PATH_LIVE_DEVMAP_PROG { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_DEVMAP, "tx1" },				\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define PATH_LIVE_DEVHASH_PROG { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_DEVHASH, "tx1" },				\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define PATH_LIVE_BROADCAST_PROG { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_BROADCAST, NULL },				\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0,			\
	{ "rx1", "rx2", "rx3" } }
#define PATH_LIVE_CPUMAP_PROG { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_PASS, NULL } }, 0, { "rx0" } }
#define PATH_LIVE_CPUMAP_VETH { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }

/* veth's own XDP, with an skb behind the buffer, ... */
#define PATH_VETH_SKB_PASS { FROM_SKB, {					\
	{ AT_NATIVE, "rx0", ACT_PASS, NULL } }, 0, { "rx0" } }
#define PATH_VETH_SKB_TAIL_CALL { FROM_SKB, {					\
	{ AT_TAIL_CALL_NATIVE, "rx0", ACT_PASS, NULL } }, 0, { "rx0" } }
#define PATH_VETH_SKB_REDIRECT { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define PATH_VETH_SKB_DEVMAP { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_DEVMAP, "tx1" } }, 0, { "rx1" } }
#define PATH_VETH_SKB_BROADCAST { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_BROADCAST, NULL } }, 0,			\
	{ "rx1", "rx2", "rx3" } }
#define PATH_VETH_SKB_TX { FROM_SKB, {					\
	{ AT_NATIVE, "rx0", ACT_TX, NULL },				\
	{ AT_NATIVE, "tx0", ACT_PASS, NULL } }, 0, { "tx0" } }
#define PATH_VETH_SKB_TX_BARE { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_TX, NULL } }, 0, { "tx0" } }
#define PATH_VETH_SKB_CPUMAP_PROG { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_PASS, NULL } }, 0, { "rx0" } }
/* ... and with only a frame. */
#define PATH_VETH_FRAME_PASS { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, "tx0" },				\
	{ AT_NATIVE, "rx0", ACT_PASS, NULL } }, 1, { "rx0" } }
#define PATH_VETH_FRAME_REDIRECT { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, "tx0" },				\
	{ AT_NATIVE, "rx0", ACT_REDIRECT, "tx1" } }, 1, { "rx1" } }
#define PATH_VETH_FRAME_TX { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, "tx0" },				\
	{ AT_NATIVE, "rx0", ACT_TX, NULL },				\
	{ AT_NATIVE, "tx0", ACT_PASS, NULL } }, 1, { "tx0" } }
/* A second program of veth behind the one that stores */
#define PATH_VETH_FRAME_CHAINED { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, "tx0" },				\
	{ AT_NATIVE, "rx0", ACT_PASS, NULL } }, 0, { "rx0" } }

/* Generic XDP: there is never a frame. Singly where the program of a CPU map
 * does not let all pass: Linux 6.12 leaves the rest of a batch to the stack,
 * without having run the program on it, once one was redirected or dropped.
 */
#define PATH_GENERIC_PASS { FROM_SKB, {					\
	{ AT_GENERIC, "rx0", ACT_PASS, NULL } }, 0, { "rx0" } }
#define PATH_GENERIC_TAIL_CALL { FROM_SKB, {					\
	{ AT_TAIL_CALL_GENERIC, "rx0", ACT_PASS, NULL } }, 0, { "rx0" } }
#define PATH_GENERIC_REDIRECT { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define PATH_GENERIC_TX { FROM_SKB, {					\
	{ AT_GENERIC, "rx0", ACT_TX, NULL } }, 0, { "tx0" } }
#define PATH_GENERIC_DEVMAP { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", ACT_DEVMAP, "tx1" } }, 0, { "rx1" } }
#define PATH_GENERIC_BROADCAST { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", ACT_BROADCAST, NULL } }, 0,		\
	{ "rx1", "rx2", "rx3" } }
#define PATH_GENERIC_CPUMAP { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", ACT_CPUMAP, NULL } }, 0, { "rx0" } }
#define PATH_GENERIC_DEVMAP_PROG { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", ACT_DEVMAP, "tx1" },			\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define PATH_GENERIC_BROADCAST_PROG { FROM_SKB, {			\
	{ AT_GENERIC, "rx0", ACT_BROADCAST, NULL },			\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0,			\
	{ "rx1", "rx2", "rx3" } }
#define PATH_GENERIC_CPUMAP_PROG { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", ACT_CPUMAP, NULL },			\
	{ AT_CPUMAP, NULL, ACT_PASS, NULL } }, 0, { "rx0" } }
#define PATH_GENERIC_CPUMAP_VETH { FROM_SKB_SINGLY, {			\
	{ AT_GENERIC, "rx0", ACT_CPUMAP, NULL },			\
	{ AT_CPUMAP, NULL, ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define PATH_GENERIC_CPUMAP_SINGLY { FROM_SKB_SINGLY, {			\
	{ AT_GENERIC, "rx0", ACT_CPUMAP, NULL },			\
	{ AT_CPUMAP, NULL, ACT_PASS, NULL } }, 0, { "rx0" } }

#endif /* TESTS_LAYER_PATH_PATHS_H */
