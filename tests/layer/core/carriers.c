// SPDX-License-Identifier: GPL-2.0
/* Stored values over all carriers that need no NIC */
#include "tests/layer/cases/carrier.inc.c"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

CARRIER(live_pass, PATH_LIVE_PASS);
CARRIER(live_jump, PATH_LIVE_TAIL_CALL);
CARRIER(live_redirect, PATH_LIVE_REDIRECT);
CARRIER(live_devmap, PATH_LIVE_DEVMAP);
CARRIER(live_devmap_prog, PATH_LIVE_DEVMAP_PROG);
CARRIER(live_devhash, PATH_LIVE_DEVHASH);
CARRIER(live_broadcast, PATH_LIVE_BROADCAST);
CARRIER(live_broadcast_prog, PATH_LIVE_BROADCAST_PROG);
CARRIER(live_cpumap, PATH_LIVE_CPUMAP);
CARRIER(live_cpumap_prog, PATH_LIVE_CPUMAP_PROG);
CARRIER(live_cpumap_veth, PATH_LIVE_CPUMAP_VETH);
CARRIER(veth_skb_pass, PATH_VETH_SKB_PASS);
CARRIER(veth_skb_jump, PATH_VETH_SKB_TAIL_CALL);
CARRIER(veth_skb_redirect, PATH_VETH_SKB_REDIRECT);
CARRIER(veth_skb_devmap, PATH_VETH_SKB_DEVMAP);
CARRIER(veth_skb_broadcast, PATH_VETH_SKB_BROADCAST);
CARRIER(veth_skb_tx, PATH_VETH_SKB_TX);
CARRIER(veth_skb_tx_bare, PATH_VETH_SKB_TX_BARE);
CARRIER(veth_skb_cpumap_prog, PATH_VETH_SKB_CPUMAP_PROG);
CARRIER(veth_frame_pass, PATH_VETH_FRAME_PASS);
CARRIER(veth_frame_redirect, PATH_VETH_FRAME_REDIRECT);
CARRIER(veth_frame_tx, PATH_VETH_FRAME_TX);
CARRIER(generic_pass, PATH_GENERIC_PASS);
CARRIER(generic_jump, PATH_GENERIC_TAIL_CALL);
CARRIER(generic_redirect, PATH_GENERIC_REDIRECT);
CARRIER(generic_tx, PATH_GENERIC_TX);
CARRIER(generic_devmap, PATH_GENERIC_DEVMAP);
CARRIER(generic_devmap_prog, PATH_GENERIC_DEVMAP_PROG);
CARRIER(generic_broadcast, PATH_GENERIC_BROADCAST);
CARRIER(generic_broadcast_prog, PATH_GENERIC_BROADCAST_PROG);
CARRIER(generic_cpumap, PATH_GENERIC_CPUMAP);
CARRIER(generic_cpumap_prog, PATH_GENERIC_CPUMAP_PROG);
CARRIER(generic_cpumap_veth, PATH_GENERIC_CPUMAP_VETH);

/*
 * Generic XDP hands an skb to a device without the step that inserts the VLAN
 * tag for devices which cannot do it themselves. A program at the peer sees
 * what was on the wire.
 */
FIXTURE(wire) {
};

FIXTURE_VARIANT(wire) {
	struct path path;
	const char *dev;	/* that transmits */
	bool offload;		/* it inserts tags itself */
	unsigned int looks;	/* position of the program at the peer */
};

#define PATH_WIRE(peer, ...) {						\
	.from = FROM_SKB,						\
	.prog = { GENERIC("rx0", __VA_ARGS__), NATIVE(peer, DO_PASS) },	\
	.observers = { peer },						\
}
#define PATH_WIRE_PROG {						\
	.from = FROM_SKB,						\
	.prog = {							\
		GENERIC("rx0", TO_DEVMAP("tx1")),			\
		IN_DEVMAP(DO_PASS),					\
		NATIVE("rx1", DO_PASS),					\
	},								\
	.observers = { "rx1" },						\
}

FIXTURE_VARIANT_ADD(wire, redirect) {
	.path = PATH_WIRE("rx1", TO_DEV("tx1")),
	.dev = "tx1", .looks = 1,
};
FIXTURE_VARIANT_ADD(wire, devmap) {
	.path = PATH_WIRE("rx1", TO_DEVMAP("tx1")),
	.dev = "tx1", .looks = 1,
};
FIXTURE_VARIANT_ADD(wire, devmap_prog) {
	.path = PATH_WIRE_PROG,
	.dev = "tx1", .looks = 2,
};
FIXTURE_VARIANT_ADD(wire, tx) {
	.path = PATH_WIRE("tx0", DO_TX),
	.dev = "rx0", .looks = 1,
};
FIXTURE_VARIANT_ADD(wire, redirect_offload) {
	.path = PATH_WIRE("rx1", TO_DEV("tx1")),
	.dev = "tx1", .offload = true, .looks = 1,
};
FIXTURE_VARIANT_ADD(wire, tx_offload) {
	.path = PATH_WIRE("tx0", DO_TX),
	.dev = "rx0", .offload = true, .looks = 1,
};

FIXTURE_SETUP(wire)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	ASSERT_EQ(0, net_set_vlan_offload(variant->dev, variant->offload));
	path_test()->any = 1;
	path_lists(1);
}

FIXTURE_TEARDOWN(wire)
{
	net_set_vlan_offload(variant->dev, true);
}

TEST_F(wire, shows_the_tag)
{
	const struct path_run run = { .packets = 1 };
	const struct rxm_res *type;
	struct path_want want;

	path_do(0, 0, STORE_VLAN(0xa123, 0x88a8));
	path_do(variant->looks, 0, TYPE);
	ASSERT_EQ(0, path_go(&variant->path, &run));

	type = &path_test()->prog[variant->looks].res[0][0];
	EXPECT_EQ(variant->offload ? RXM_ETHERTYPE : 0x88a8, type->a);
	EXPECT_EQ(variant->offload ? 0 : 0xa123, type->b);
	path_stored(&want, 1, 0);
	EXPECT_EQ(0, path_check_skb(&path_bpf->bss->seen[0][0], &want));
}

/* The copies of a broadcast share their bytes until one is changed. */
TEST(wire_of_one_target)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = {
			GENERIC("rx0", TO_BROADCAST),
			NATIVE("rx2", DO_PASS),
		},
		.observers = { "rx1", "rx2", "rx3" },
	};
	const struct path_run run = { .packets = 1 };
	struct path_want want;

	ASSERT_EQ(0, path_begin(&path));
	ASSERT_EQ(0, net_set_vlan_offload("tx2", false));
	path_test()->any = 1;
	path_lists(1);
	path_do(0, 0, VALUE_ALL(0));
	path_do(1, 0, TYPE);
	EXPECT_EQ(0, path_go(&path, &run));
	EXPECT_EQ(0x8100, path_test()->prog[1].res[0][0].a);
	path_stored(&want, 1, 0);
	EXPECT_EQ(0, path_check_skb(&path_bpf->bss->seen[0][0], &want));
	EXPECT_EQ(0, path_check_skb(&path_bpf->bss->seen[2][0], &want));
	/* veth copied this skb for its program, and copies have no timestamp. */
	want.has_ts = false;
	EXPECT_EQ(0, path_check_skb(&path_bpf->bss->seen[1][0], &want));
	net_set_vlan_offload("tx2", true);
}

TEST_MAIN(path_open)
