// SPDX-License-Identifier: GPL-2.0
/* Packets of several buffers over all carriers that need no NIC */
#include <errno.h>

#include "tests/layer/cases/frags.inc.c"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define PATH_VETH_SKB_DEVMAP_PROG {					\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("rx0", TO_DEVMAP("tx1")),			\
		IN_DEVMAP(DO_PASS),					\
	},								\
	.observers = { "rx1" },						\
}
#define PATH_VETH_SKB_CPUMAP_VETH {					\
	.from = FROM_SKB,						\
	.prog = { NATIVE("rx0", TO_CPUMAP), IN_CPUMAP(TO_DEV("tx1")) },	\
	.observers = { "rx1" },						\
}
#define PATH_VETH_SKB_CHAINED {						\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("rx0", TO_DEV("tx1")),				\
		NATIVE("rx1", DO_PASS),					\
	},								\
	.observers = { "rx1" },						\
}

FRAGS(veth_pass, PATH_VETH_SKB_PASS);
FRAGS(veth_redirect, PATH_VETH_SKB_REDIRECT);
FRAGS(veth_second, PATH_VETH_SKB_CHAINED);
FRAGS(veth_tx, PATH_VETH_SKB_TX);
FRAGS(veth_devmap_prog, PATH_VETH_SKB_DEVMAP_PROG);
FRAGS(veth_cpumap_prog, PATH_VETH_SKB_CPUMAP_PROG);
FRAGS(veth_cpumap_veth, PATH_VETH_SKB_CPUMAP_VETH);
FRAGS(generic_pass, PATH_GENERIC_PASS);
FRAGS(generic_redirect, PATH_GENERIC_REDIRECT);
FRAGS(generic_devmap_prog, PATH_GENERIC_DEVMAP_PROG);
FRAGS(generic_cpumap_prog, PATH_GENERIC_CPUMAP_PROG);
FRAGS(generic_cpumap_veth, PATH_GENERIC_CPUMAP_VETH);

/* A test run without live frames, over a buffer that goes nowhere */
TEST(test_run)
{
	const struct path path = PATH_LIVE_PASS;
	const struct path_try tries[] = {
		FAILS(ENODATA, LOAD_HASH), OK(STORE_HASH(5, RSS_L4)),
		OK(STORE_VLAN(6, 0x8100)), OK(STORE_TS(7)),
		GIVES(5, RSS_L4, LOAD_HASH), GIVES(6, 0x8100, LOAD_VLAN),
		GIVES(0, 7, LOAD_TS), FAILS(EINVAL, CLEAR(8)),
	};
	static __u8 pkt[FRAGS_LEN];
	struct path_want want = {};

	ASSERT_EQ(0, path_begin(&path));
	path_test()->number = 0;
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	memset(pkt, 0x5a, sizeof(pkt));
	path_packet((struct rxm_packet *)pkt, 0);
	ASSERT_EQ(0, path_test_run(pkt, sizeof(pkt)));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
}

static int frags_open(void)
{
	return path_open_mtu(FRAGS_MTU);
}

TEST_MAIN(frags_open)
