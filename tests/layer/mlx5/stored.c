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
#include "stored_cards.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define MLX5_JUMBO	(MLX5_MTU > 1500)
/* Linux 6.12 leaves the first buffer of such a queue's packets empty, and
 * cannot make an skb of a frame without an Ethernet header.
 */
#define MLX5_HEADLESS	(MLX5_STRIDING && MLX5_JUMBO)
#define CARD_MTU	MLX5_MTU
#define CARD_HEADLESS	MLX5_HEADLESS

#include "tests/layer/cases/card_paths.inc.c"

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
#if !MLX5_JUMBO
DESCRIBED_ZERO_COPY;
#endif
#include "tests/layer/cases/detached.inc.c"

#include "sends.inc.c"

static int mlx5_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?:
	       stored_cards_open(MLX5_MTU, MLX5_STRIDING) ?:
	       path_open_reader("eth1");
}

TEST_MAIN(mlx5_open)
