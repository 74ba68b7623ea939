// SPDX-License-Identifier: GPL-2.0
/* The cases of frags.h over all that carries a packet without a NIC. */
#include <errno.h>

#include "tests/layer/cases/frags.inc.c"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define WAY_VETH_SKB_DEVMAP_PROG { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_DEVMAP, "tx1" },			\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define WAY_VETH_SKB_CPUMAP_VETH { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define WAY_VETH_SKB_SECOND { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_REDIRECT, "tx1" },			\
	{ AT_NATIVE, "rx1", ACT_PASS, NULL } }, 0, { "rx1" } }

FRAGS(veth_pass, WAY_VETH_SKB_PASS);
FRAGS(veth_redirect, WAY_VETH_SKB_REDIRECT);
FRAGS(veth_second, WAY_VETH_SKB_SECOND);
FRAGS(veth_tx, WAY_VETH_SKB_TX);
FRAGS(veth_devmap_prog, WAY_VETH_SKB_DEVMAP_PROG);
FRAGS(veth_cpumap_prog, WAY_VETH_SKB_CPUMAP_PROG);
FRAGS(veth_cpumap_veth, WAY_VETH_SKB_CPUMAP_VETH);
FRAGS(generic_pass, WAY_GENERIC_PASS);
FRAGS(generic_redirect, WAY_GENERIC_REDIRECT);
FRAGS(generic_devmap_prog, WAY_GENERIC_DEVMAP_PROG);
FRAGS(generic_cpumap_prog, WAY_GENERIC_CPUMAP_PROG);
FRAGS(generic_cpumap_veth, WAY_GENERIC_CPUMAP_VETH);

/* Without live frames, over a buffer that goes nowhere. */
TEST(test_run)
{
	const struct way way = WAY_LIVE_PASS;
	const struct way_try list[] = {
		FAILS(ENODATA, LOAD_HASH), OK(STORE_HASH(5, RSS_L4)),
		OK(STORE_VLAN(6, 0x8100)), OK(STORE_TS(7)),
		GIVES(5, RSS_L4, LOAD_HASH), GIVES(6, 0x8100, LOAD_VLAN),
		GIVES(0, 7, LOAD_TS), FAILS(EINVAL, CLEAR(8)),
	};
	static __u8 pkt[FRAGS_LEN];
	struct way_want want = {};

	ASSERT_EQ(0, way_begin(&way));
	way_test()->number = 0;
	way_steps(1);
	way_try(0, 0, list, ARRAY_SIZE(list));
	memset(pkt, 0x5a, sizeof(pkt));
	way_packet((struct rxm_packet *)pkt, 0);
	ASSERT_EQ(0, way_test_run(pkt, sizeof(pkt)));
	EXPECT_EQ(0, way_tried(0, 0, list, ARRAY_SIZE(list), &want));
}

static int frags_open(void)
{
	return way_open_mtu(FRAGS_MTU);
}

LAYER_MAIN(frags_open)
