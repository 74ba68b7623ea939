/* SPDX-License-Identifier: GPL-2.0 */
/* Ways over a lab's NICs, eth1 opposite of eth0: where a packet comes in, and
 * by what it goes on.
 */
#ifndef TESTS_LAYER_PATH_NIC_PATHS_H
#define TESTS_LAYER_PATH_NIC_PATHS_H

#include "path.h"

#define NIC_JUMBO	9000

#define PATH_NIC_PASS(rx) { FROM_SKB, {					\
	{ AT_NATIVE, rx, ACT_PASS, NULL } }, 0, { rx } }
#define PATH_NIC_REDIRECT(rx) { FROM_SKB, {					\
	{ AT_NATIVE, rx, ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define PATH_NIC_DEVMAP_PROG(rx) { FROM_SKB, {				\
	{ AT_NATIVE, rx, ACT_DEVMAP, "tx1" },				\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define PATH_NIC_BROADCAST(rx) { FROM_SKB, {					\
	{ AT_NATIVE, rx, ACT_BROADCAST, NULL } }, 0,			\
	{ "rx1", "rx2", "rx3" } }
#define PATH_NIC_CPUMAP_PROG(rx) { FROM_SKB, {				\
	{ AT_NATIVE, rx, ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_PASS, NULL } }, 0, { rx } }
#define PATH_NIC_GENERIC(rx) { FROM_SKB, {					\
	{ AT_GENERIC, rx, ACT_PASS, NULL } }, 0, { rx } }

#endif /* TESTS_LAYER_PATH_NIC_PATHS_H */
