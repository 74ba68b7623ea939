// SPDX-License-Identifier: GPL-2.0
/*
 * A second program, behind the one that stored: it reads, changes, clears; and
 * the driver's own readers, for which a stored value comes before the skb's.
 */
#include <errno.h>

#include <bpf/bpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

SECOND(cpumap, WAY_LIVE_CPUMAP_PROG);
SECOND(cpumap_veth, WAY_LIVE_CPUMAP_VETH);
SECOND(devmap, WAY_LIVE_DEVMAP_PROG);
SECOND(devhash, WAY_LIVE_DEVHASH_PROG);
SECOND(broadcast, WAY_LIVE_BROADCAST_PROG);
SECOND(veth_frame, WAY_VETH_FRAME_SECOND);
SECOND(veth_skb_tx, WAY_VETH_SKB_TX);
SECOND(veth_skb_cpumap, WAY_VETH_SKB_CPUMAP_PROG);
SECOND(generic_devmap, WAY_GENERIC_DEVMAP_PROG);
SECOND(generic_broadcast, WAY_GENERIC_BROADCAST_PROG);
SECOND(generic_cpumap, WAY_GENERIC_CPUMAP_SINGLY);
SECOND(generic_cpumap_veth, WAY_GENERIC_CPUMAP_VETH);

/* What somebody redirected, or sent back, is a frame: no skb is behind the
 * buffer.
 */
FIXTURE(frame_readers) {
};

FIXTURE_VARIANT(frame_readers) {
	struct way way;
	unsigned int at;	/* hop that asks */
};

#define BOUND	{ AT_BOUND, "rx0", ACT_PASS, NULL }

FIXTURE_VARIANT_ADD(frame_readers, live) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_REDIRECT, "tx0" }, BOUND },
	0, { "rx0" } }, 1 };
FIXTURE_VARIANT_ADD(frame_readers, devmap) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_DEVMAP, "tx0" }, BOUND },
	0, { "rx0" } }, 1 };
FIXTURE_VARIANT_ADD(frame_readers, devmap_prog) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_DEVMAP, "tx0" },
	{ AT_DEVMAP, NULL, ACT_PASS, NULL }, BOUND },
	0, { "rx0" } }, 2 };
FIXTURE_VARIANT_ADD(frame_readers, broadcast) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_BROADCAST, NULL }, BOUND },
	0, { "rx0", "rx1", "rx2" } }, 1 };
FIXTURE_VARIANT_ADD(frame_readers, cpumap_prog) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_CPUMAP, NULL },
	{ AT_CPUMAP, NULL, ACT_REDIRECT, "tx0" }, BOUND },
	0, { "rx0" } }, 2 };
FIXTURE_VARIANT_ADD(frame_readers, veth_skb) { { FROM_SKB, {
	{ AT_NATIVE, "rx1", ACT_REDIRECT, "tx0" }, BOUND },
	0, { "rx0" } }, 1 };
FIXTURE_VARIANT_ADD(frame_readers, veth_skb_tx) { { FROM_SKB, {
	{ AT_NATIVE, "tx0", ACT_TX, NULL }, BOUND },
	0, { "rx0" } }, 1 };

FIXTURE_SETUP(frame_readers)
{
	int i;

	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(SECOND_STEPS);
	/* The other targets of a broadcast */
	for (i = 1; i < RXM_EYES; i++)
		way_behind[i] = variant->at;
}

FIXTURE_TEARDOWN(frame_readers)
{
}

TEST_F(frame_readers, give_what_is_stored)
{
	int i;

	way_do(0, 0, VALUE_ALL(0));
	way_do(0, 1, value_hash(1));
	way_do(0, 2, value_vlan(2));
	way_do(0, 3, value_ts(3));
	for (i = 0; i < SECOND_STEPS; i++)
		way_do(variant->at, i, RX_HASH, RX_VLAN, RX_TS);
	EXPECT_EQ(0, second_go(&variant->way));
}

TEST_F(frame_readers, follow_store_and_clear)
{
	int i;

	way_do(0, 0, VALUE_ALL(0));
	for (i = 0; i < SECOND_STEPS; i++)
		way_do(variant->at, i, RX_HASH, RX_VLAN, RX_TS,
		       VALUE_ALL(i + 20), RX_HASH, RX_VLAN, RX_TS,
		       CLEAR(WHICH_ALL), RX_HASH, RX_VLAN);
	EXPECT_EQ(0, second_go(&variant->way));
}

/*
 * An skb with values of its own: a live frame becomes an skb on rx1 with what
 * hop 0 stored. Generic XDP there sees it so; for veth's own XDP a tc program
 * on rx1 sends it out of tx0.
 */
FIXTURE(own_values) {
	struct way_want own;
};

FIXTURE_VARIANT(own_values) {
	enum way_at at;
};

FIXTURE_VARIANT_ADD(own_values, native) { AT_NATIVE };
FIXTURE_VARIANT_ADD(own_values, bound) { AT_BOUND };
FIXTURE_VARIANT_ADD(own_values, generic) { AT_GENERIC };

/* In front of rx1's observer, which would keep the packet. */
static int own_bounce(void)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = BPF_F_BEFORE);
	int fd = bpf_program__fd(way_bpf->progs.bounce);

	way_bpf->bss->bounce_to = net_index("tx0");
	fd = bpf_link_create(fd, net_index("rx1"), BPF_TCX_INGRESS, &opts);
	return fd < 0 ? fd : 0;
}

static int own_begin(enum way_at at, struct way_want *own)
{
	const char *dev = at == AT_GENERIC ? "rx1" : "rx0";
	const struct way way = { FROM_LIVE, {
		{ AT_LIVE, NULL, ACT_PASS, NULL },
		{ at, dev, ACT_PASS, NULL } }, 0, { dev } };
	int err = way_begin(&way);

	if (!err && at != AT_GENERIC)
		err = own_bounce();
	way_steps(1);
	way_do(0, 0, VALUE_ALL(0));
	way_stored(own, 1, 0);
	return err;
}

FIXTURE_SETUP(own_values)
{
	ASSERT_EQ(0, own_begin(variant->at, &self->own));
}

FIXTURE_TEARDOWN(own_values)
{
}

static int own_go(void)
{
	const struct way_run run = { .packets = 1 };
	__u8 pkt[WAY_LEN] = {};

	way_packet((struct rxm_packet *)pkt, 0);
	return way_live_prog(way_bpf->progs.hop0, pkt, &run, "rx1") ?:
	       net_wait(&way_bpf->bss->eye_total, 1);
}

static int own_seen(const struct way_want *want)
{
	return way_check_skb(&way_bpf->bss->seen[0][0], want);
}

TEST_F(own_values, stay_when_nothing_is_stored)
{
	way_do(1, 0, LOAD_HASH, LOAD_VLAN, LOAD_TS, CLEAR(WHICH_ALL));
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(-ENODATA, way_test()->hop[1].res[0][0].ret);
	EXPECT_EQ(-ENODATA, way_test()->hop[1].res[0][1].ret);
	EXPECT_EQ(-ENODATA, way_test()->hop[1].res[0][2].ret);
	EXPECT_EQ(0, own_seen(&self->own));
}

TEST_F(own_values, yield_to_stored_ones)
{
	struct way_want want = self->own;
	struct rxm_op all[] = { VALUE_ALL(21) };
	unsigned int i;

	way_do(1, 0, VALUE_ALL(21));
	for (i = 0; i < ARRAY_SIZE(all); i++)
		way_apply(&want, &all[i]);
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, own_seen(&want));
}

TEST_F(own_values, yield_one_by_one)
{
	struct way_want want = self->own;
	struct rxm_op tag = value_vlan(21);

	way_do(1, 0, value_vlan(21));
	way_apply(&want, &tag);
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, own_seen(&want));
}

TEST_F(own_values, come_back_after_clear)
{
	way_do(1, 0, VALUE_ALL(21), CLEAR(WHICH_ALL));
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, own_seen(&self->own));
}

/* The driver's readers over such an skb. */
TEST(readers_prefer_stored_values)
{
	const __u32 l4 = RSS_L4;	/* all that an skb knows of the type */
	struct way_want own, want = {};

	ASSERT_EQ(0, own_begin(AT_BOUND, &own));

	const struct way_try list[] = {
		GIVES(own.hash, l4, RX_HASH),
		GIVES(own.tci, own.proto, RX_VLAN),
		GIVES(0, own.ts, RX_TS),
		OK(value_hash(21)), OK(value_vlan(21)), OK(value_ts(21)),
		GIVES(value_hash(21).a, value_hash(21).b, RX_HASH),
		GIVES(value_vlan(21).a, value_vlan(21).b, RX_VLAN),
		GIVES(0, value_ts(21).b, RX_TS),
		OK(CLEAR(WHICH_ALL)),
		GIVES(own.hash, l4, RX_HASH),
		GIVES(own.tci, own.proto, RX_VLAN),
	};

	way_try(1, 0, list, ARRAY_SIZE(list));
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, way_tried(1, 0, list, ARRAY_SIZE(list), &want));
	EXPECT_EQ(0, own_seen(&own));
}

static int readers_open(void)
{
	return way_open() ?: way_open_reader("rx0");
}

LAYER_MAIN(readers_open)
