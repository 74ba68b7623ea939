// SPDX-License-Identifier: GPL-2.0
/* The cases of carrier.h over all that carries a packet without a NIC. */
#include "tests/layer/cases/carrier.inc.c"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

CARRIER(live_pass, WAY_LIVE_PASS);
CARRIER(live_jump, WAY_LIVE_JUMP);
CARRIER(live_redirect, WAY_LIVE_REDIRECT);
CARRIER(live_devmap, WAY_LIVE_DEVMAP);
CARRIER(live_devmap_prog, WAY_LIVE_DEVMAP_PROG);
CARRIER(live_devhash, WAY_LIVE_DEVHASH);
CARRIER(live_broadcast, WAY_LIVE_BROADCAST);
CARRIER(live_broadcast_prog, WAY_LIVE_BROADCAST_PROG);
CARRIER(live_cpumap, WAY_LIVE_CPUMAP);
CARRIER(live_cpumap_prog, WAY_LIVE_CPUMAP_PROG);
CARRIER(live_cpumap_veth, WAY_LIVE_CPUMAP_VETH);
CARRIER(veth_skb_pass, WAY_VETH_SKB_PASS);
CARRIER(veth_skb_jump, WAY_VETH_SKB_JUMP);
CARRIER(veth_skb_redirect, WAY_VETH_SKB_REDIRECT);
CARRIER(veth_skb_devmap, WAY_VETH_SKB_DEVMAP);
CARRIER(veth_skb_broadcast, WAY_VETH_SKB_BROADCAST);
CARRIER(veth_skb_tx, WAY_VETH_SKB_TX);
CARRIER(veth_skb_tx_bare, WAY_VETH_SKB_TX_BARE);
CARRIER(veth_skb_cpumap_prog, WAY_VETH_SKB_CPUMAP_PROG);
CARRIER(veth_frame_pass, WAY_VETH_FRAME_PASS);
CARRIER(veth_frame_redirect, WAY_VETH_FRAME_REDIRECT);
CARRIER(veth_frame_tx, WAY_VETH_FRAME_TX);
CARRIER(generic_pass, WAY_GENERIC_PASS);
CARRIER(generic_jump, WAY_GENERIC_JUMP);
CARRIER(generic_redirect, WAY_GENERIC_REDIRECT);
CARRIER(generic_tx, WAY_GENERIC_TX);
CARRIER(generic_devmap, WAY_GENERIC_DEVMAP);
CARRIER(generic_devmap_prog, WAY_GENERIC_DEVMAP_PROG);
CARRIER(generic_broadcast, WAY_GENERIC_BROADCAST);
CARRIER(generic_broadcast_prog, WAY_GENERIC_BROADCAST_PROG);
CARRIER(generic_cpumap, WAY_GENERIC_CPUMAP);
CARRIER(generic_cpumap_prog, WAY_GENERIC_CPUMAP_PROG);
CARRIER(generic_cpumap_veth, WAY_GENERIC_CPUMAP_VETH);

/*
 * Generic XDP hands its skb to a device past the place where a tag beside the
 * packet is put into it for devices that cannot. A program at the other end
 * sees what was on the wire.
 */
FIXTURE(wire) {
};

FIXTURE_VARIANT(wire) {
	struct way way;
	const char *dev;	/* that sends */
	bool offload;		/* and takes tags */
	unsigned int at;	/* hop that looks */
};

#define WIRE(act, to, end) { FROM_SKB, {				\
	{ AT_GENERIC, "rx0", act, to },					\
	{ AT_NATIVE, end, ACT_PASS, NULL } }, 0, { end } }
#define WIRE_PROG { FROM_SKB, {						\
	{ AT_GENERIC, "rx0", ACT_DEVMAP, "tx1" },			\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL },				\
	{ AT_NATIVE, "rx1", ACT_PASS, NULL } }, 0, { "rx1" } }

FIXTURE_VARIANT_ADD(wire, redirect) {
	WIRE(ACT_REDIRECT, "tx1", "rx1"), "tx1", false, 1 };
FIXTURE_VARIANT_ADD(wire, devmap) {
	WIRE(ACT_DEVMAP, "tx1", "rx1"), "tx1", false, 1 };
FIXTURE_VARIANT_ADD(wire, devmap_prog) { WIRE_PROG, "tx1", false, 2 };
FIXTURE_VARIANT_ADD(wire, tx) {
	WIRE(ACT_TX, NULL, "tx0"), "rx0", false, 1 };
FIXTURE_VARIANT_ADD(wire, redirect_offload) {
	WIRE(ACT_REDIRECT, "tx1", "rx1"), "tx1", true, 1 };
FIXTURE_VARIANT_ADD(wire, tx_offload) {
	WIRE(ACT_TX, NULL, "tx0"), "rx0", true, 1 };

FIXTURE_SETUP(wire)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	ASSERT_EQ(0, net_set_vlan_offload(variant->dev, variant->offload));
	way_test()->any = 1;
	way_steps(1);
}

FIXTURE_TEARDOWN(wire)
{
	net_set_vlan_offload(variant->dev, true);
}

TEST_F(wire, shows_the_tag)
{
	const struct way_run run = { .packets = 1 };
	const struct rxm_res *type;
	struct way_want want;

	way_do(0, 0, STORE_VLAN(0xa123, 0x88a8));
	way_do(variant->at, 0, TYPE);
	ASSERT_EQ(0, way_go(&variant->way, &run));

	type = &way_test()->hop[variant->at].res[0][0];
	EXPECT_EQ(variant->offload ? RXM_ETHERTYPE : 0x88a8, type->a);
	EXPECT_EQ(variant->offload ? 0 : 0xa123, type->b);
	way_stored(&want, 1, 0);
	EXPECT_EQ(0, way_check_skb(&way_bpf->bss->seen[0][0], &want));
}

/* The copies of a broadcast share their bytes until one of them is changed. */
TEST(wire_of_one_target)
{
	const struct way way = { FROM_SKB, {
		{ AT_GENERIC, "rx0", ACT_BROADCAST, NULL },
		{ AT_NATIVE, "rx2", ACT_PASS, NULL } }, 0,
		{ "rx1", "rx2", "rx3" } };
	const struct way_run run = { .packets = 1 };
	struct way_want want;

	ASSERT_EQ(0, way_begin(&way));
	ASSERT_EQ(0, net_set_vlan_offload("tx2", false));
	way_test()->any = 1;
	way_steps(1);
	way_do(0, 0, VALUE_ALL(0));
	way_do(1, 0, TYPE);
	EXPECT_EQ(0, way_go(&way, &run));
	EXPECT_EQ(0x8100, way_test()->hop[1].res[0][0].a);
	way_stored(&want, 1, 0);
	EXPECT_EQ(0, way_check_skb(&way_bpf->bss->seen[0][0], &want));
	EXPECT_EQ(0, way_check_skb(&way_bpf->bss->seen[2][0], &want));
	/* veth copied this one for its program, and copies have no time */
	want.has_ts = false;
	EXPECT_EQ(0, way_check_skb(&way_bpf->bss->seen[1][0], &want));
	net_set_vlan_offload("tx2", true);
}

LAYER_MAIN(way_open)
