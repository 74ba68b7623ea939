// SPDX-License-Identifier: GPL-2.0
/*
 * mlx5 on two modelled cards: eth0 sends to eth1. What a program stores on a
 * packet reaches the skb, the next program and, if it is a tag, the wire.
 *
 * This is built for each kind of receive queue: MLX5_STRIDING names the kind,
 * and MLX5_MTU decides whether a packet lies in one buffer.
 */
#include <stdlib.h>
#include <unistd.h>
#include <bpf/libbpf.h>

#include "tests/lib/lab_card.h"
#include "tests/layer/cases/carrier.inc.c"
#include "stored_cards.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"
#include "tests/layer/cases/transmit.inc.c"
#if MLX5_MTU > 1500
#include "tests/layer/cases/frags.inc.c"
#else
#include "tests/layer/cases/adjust.inc.c"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/cases/packet_socket.inc.c"
#include "tests/layer/cases/zero_copy.inc.c"
#endif

#define MLX5_JUMBO	(MLX5_MTU > 1500)
/* Linux 6.12 leaves the first buffer of such a queue's packets empty, and
 * cannot make an skb of a frame without an Ethernet header.
 */
#define MLX5_HEADLESS	(MLX5_STRIDING && MLX5_JUMBO)

CARRIER(pass, PATH_NIC_PASS("eth1"));
TRANSMIT(tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
/* A frame that the first card sends arrives at eth1 again, which must not
 * forward it a second time. So eth1 itself is the redirect target.
 */
TRANSMIT(forward, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);
#if MLX5_JUMBO
FRAGS(pass, PATH_NIC_PASS("eth1"));
TRANSMIT(tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(forward_frags, PATH_NIC_BACK("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(xmit_frags, PATH_NIC_XMIT("eth0", "eth1"), FRAGS_LEN);
#else
TRANSMIT(live, PATH_NIC_XMIT_LIVE("eth0", "eth1"), PATH_LEN);
TRANSMIT(live_1514, PATH_NIC_XMIT_LIVE("eth0", "eth1"), 1514);
TRANSMIT(xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
TRANSMIT(xmit_60, PATH_NIC_XMIT("eth0", "eth1"), 60);
TRANSMIT(xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth0", "eth1"), PATH_LEN);
TRANSMIT(tx_60, PATH_NIC_TX("eth0", "eth1"), 60);
TRANSMIT(tx_1514, PATH_NIC_TX("eth0", "eth1"), 1514);
ZERO_COPY(pass, PATH_NIC_PASS("eth1"), .dev = "eth1", .mtu = MLX5_MTU,
	  .supported = true);
ZERO_COPY(redirect, PATH_NIC_REDIRECT("eth1"), .dev = "eth1", .mtu = MLX5_MTU,
	  .supported = true);
ZERO_COPY(cpumap, PATH_NIC_CPUMAP_PROG("eth1"), .dev = "eth1",
	  .mtu = MLX5_MTU, .supported = true);
/* XDP_TX sends a copy of the packet, which has the tag of the original. */
ZERO_COPY(tx, PATH_NIC_TX("eth0", "eth1"), .dev = "eth1", .mtu = MLX5_MTU,
	  .supported = true);
#endif
#if !MLX5_HEADLESS
CARRIER(redirect, PATH_NIC_REDIRECT("eth1"));
CARRIER(devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
CARRIER(broadcast, PATH_NIC_BROADCAST("eth1"));
CARRIER(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#endif
#if MLX5_JUMBO && !MLX5_HEADLESS
FRAGS(redirect, PATH_NIC_REDIRECT("eth1"));
FRAGS(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#endif

#if MLX5_HEADLESS
/* No skb can show what such a frame carries over a redirect. The chained
 * program loads the values and drops the frame.
 */
#define HEADLESS_PACKETS	4

FIXTURE(headless) {
};

FIXTURE_VARIANT(headless) {
	struct path path;
};

FIXTURE_VARIANT_ADD(headless, cpumap) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE("eth1", TO_CPUMAP), IN_CPUMAP(DO_DROP) },
	},
};
FIXTURE_VARIANT_ADD(headless, devmap) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE("eth1", TO_DEVMAP("tx1")), IN_DEVMAP(DO_DROP) },
	},
};

FIXTURE_SETUP(headless)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(HEADLESS_PACKETS);
}

FIXTURE_TEARDOWN(headless)
{
}

TEST_F(headless, values_reach_the_second_program)
{
	const struct path_run run = { .packets = HEADLESS_PACKETS };
	const struct rxm_op hash = value_hash(0), vlan = value_vlan(0);
	const struct rxm_op ts = value_ts(0);
	const struct path_try all[] = {
		GIVES(hash.a, hash.b, LOAD_HASH),
		GIVES(vlan.a, vlan.b, LOAD_VLAN),
		GIVES(0, ts.b, LOAD_TS),
	};
	const struct path_try none[] = {
		FAILS(ENODATA, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN),
		FAILS(ENODATA, LOAD_TS),
	};
	const struct path_try some[] = {
		GIVES(hash.a, hash.b, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN),
		GIVES(0, ts.b, LOAD_TS),
	};
	struct path_want want = { 0 };

	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 2, hash, ts);
	path_try(1, 0, all, ARRAY_SIZE(all));
	path_try(1, 1, none, ARRAY_SIZE(none));
	path_try(1, 2, some, ARRAY_SIZE(some));
	path_try(1, 3, none, ARRAY_SIZE(none));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	ASSERT_EQ(0, net_wait(&path_test()->prog[1].runs, HEADLESS_PACKETS));
	EXPECT_EQ(0, path_check_tries(1, 0, all, ARRAY_SIZE(all), &want));
	EXPECT_EQ(0, path_check_tries(1, 1, none, ARRAY_SIZE(none), &want));
	EXPECT_EQ(0, path_check_tries(1, 2, some, ARRAY_SIZE(some), &want));
	EXPECT_EQ(0, path_check_tries(1, 3, none, ARRAY_SIZE(none), &want));
}
#endif

#define CARD_TYPE	"0x88"
#include "tests/layer/cases/described.inc.c"
#include "tests/layer/cases/detached.inc.c"

#include "sends.inc.c"

#if !MLX5_JUMBO
CHAINED(devmap, PATH_NIC_DEVMAP_PROG("eth1"));
ADJUST(pass, PATH_NIC_PASS("eth1"), .keeps_meta = true);
PACKET_SOCKET(pass, PATH_NIC_PASS("eth1"));
#endif

static int mlx5_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?:
	       stored_cards_open(MLX5_MTU, MLX5_STRIDING) ?:
	       path_open_reader("eth1");
}

TEST_MAIN(mlx5_open)
