// SPDX-License-Identifier: GPL-2.0
/*
 * A chained program, behind the one that stored, reads, changes and clears the
 * values. The driver's own readers return a stored value rather than the skb's.
 */
#include <errno.h>

#include <bpf/bpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

CHAINED(cpumap, PATH_LIVE_CPUMAP_PROG);
CHAINED(cpumap_veth, PATH_LIVE_CPUMAP_VETH);
CHAINED(devmap, PATH_LIVE_DEVMAP_PROG);
CHAINED(devhash, PATH_LIVE_DEVHASH_PROG);
CHAINED(broadcast, PATH_LIVE_BROADCAST_PROG);
CHAINED(veth_frame, PATH_VETH_FRAME_CHAINED);
CHAINED(veth_skb_tx, PATH_VETH_SKB_TX);
CHAINED(veth_skb_cpumap, PATH_VETH_SKB_CPUMAP_PROG);
CHAINED(generic_devmap, PATH_GENERIC_DEVMAP_PROG);
CHAINED(generic_broadcast, PATH_GENERIC_BROADCAST_PROG);
CHAINED(generic_cpumap, PATH_GENERIC_CPUMAP_SINGLY);
CHAINED(generic_cpumap_veth, PATH_GENERIC_CPUMAP_VETH);

/* A packet that was redirected, or sent back by XDP_TX, is a frame: no skb lies
 * behind the buffer.
 */
FIXTURE(frame_readers) {
};

FIXTURE_VARIANT(frame_readers) {
	struct path path;
	unsigned int asks;	/* position of the program that reads */
};

FIXTURE_VARIANT_ADD(frame_readers, live) {
	.path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_DEV("tx0")), BOUND("rx0", DO_PASS) },
		.observers = { "rx0" },
	},
	.asks = 1,
};
FIXTURE_VARIANT_ADD(frame_readers, devmap) {
	.path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_DEVMAP("tx0")), BOUND("rx0", DO_PASS) },
		.observers = { "rx0" },
	},
	.asks = 1,
};
FIXTURE_VARIANT_ADD(frame_readers, devmap_prog) {
	.path = {
		.from = FROM_LIVE,
		.prog = {
			LIVE(TO_DEVMAP("tx0")),
			IN_DEVMAP(DO_PASS),
			BOUND("rx0", DO_PASS),
		},
		.observers = { "rx0" },
	},
	.asks = 2,
};
FIXTURE_VARIANT_ADD(frame_readers, broadcast) {
	.path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_BROADCAST), BOUND("rx0", DO_PASS) },
		.observers = { "rx0", "rx1", "rx2" },
	},
	.asks = 1,
};
FIXTURE_VARIANT_ADD(frame_readers, cpumap_prog) {
	.path = {
		.from = FROM_LIVE,
		.prog = {
			LIVE(TO_CPUMAP),
			IN_CPUMAP(TO_DEV("tx0")),
			BOUND("rx0", DO_PASS),
		},
		.observers = { "rx0" },
	},
	.asks = 2,
};
FIXTURE_VARIANT_ADD(frame_readers, veth_skb) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE("rx1", TO_DEV("tx0")), BOUND("rx0", DO_PASS) },
		.observers = { "rx0" },
	},
	.asks = 1,
};
FIXTURE_VARIANT_ADD(frame_readers, veth_skb_tx) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE("tx0", DO_TX), BOUND("rx0", DO_PASS) },
		.observers = { "rx0" },
	},
	.asks = 1,
};

FIXTURE_SETUP(frame_readers)
{
	int i;

	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CHAINED_LISTS);
	/* The other targets of a broadcast */
	for (i = 1; i < RXM_OBSERVERS; i++)
		path_behind[i] = variant->asks;
}

FIXTURE_TEARDOWN(frame_readers)
{
}

TEST_F(frame_readers, give_what_is_stored)
{
	int i;

	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 1, value_hash(1));
	path_do(0, 2, value_vlan(2));
	path_do(0, 3, value_ts(3));
	for (i = 0; i < CHAINED_LISTS; i++)
		path_do(variant->asks, i, RX_HASH, RX_VLAN, RX_TS);
	EXPECT_EQ(0, chained_go(&variant->path));
}

TEST_F(frame_readers, follow_store_and_clear)
{
	int i;

	path_do(0, 0, VALUE_ALL(0));
	for (i = 0; i < CHAINED_LISTS; i++)
		path_do(variant->asks, i, RX_HASH, RX_VLAN, RX_TS,
		       VALUE_ALL(i + 20), RX_HASH, RX_VLAN, RX_TS,
		       CLEAR(WHICH_ALL), RX_HASH, RX_VLAN);
	EXPECT_EQ(0, chained_go(&variant->path));
}

/*
 * An skb with values of its own: a live frame becomes an skb on rx1 with the
 * values that the first program stored. Generic XDP on rx1 sees this skb. For
 * veth's own XDP, a tc program on rx1 sends it out of tx0.
 */
FIXTURE(own_values) {
	struct path_want own;
};

FIXTURE_VARIANT(own_values) {
	enum path_at at;
};

FIXTURE_VARIANT_ADD(own_values, native) { .at = AT_NATIVE };
FIXTURE_VARIANT_ADD(own_values, bound) { .at = AT_BOUND };
FIXTURE_VARIANT_ADD(own_values, generic) { .at = AT_GENERIC };

/* This comes before rx1's observer, which would drop the packet. */
static int own_bounce(void)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = BPF_F_BEFORE);
	int fd = bpf_program__fd(path_bpf->progs.bounce);

	path_bpf->bss->bounce_to = net_index("tx0");
	fd = bpf_link_create(fd, net_index("rx1"), BPF_TCX_INGRESS, &opts);
	return fd < 0 ? fd : 0;
}

static int own_begin(enum path_at at, struct path_want *own)
{
	const char *dev = at == AT_GENERIC ? "rx1" : "rx0";
	const struct path path = {
		.from = FROM_LIVE,
		.prog = { LIVE(DO_PASS), PROG(at, dev, DO_PASS) },
		.observers = { dev },
	};
	int err = path_begin(&path);

	if (!err && at != AT_GENERIC)
		err = own_bounce();
	path_lists(1);
	path_do(0, 0, VALUE_ALL(0));
	path_stored(own, 1, 0);
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
	const struct path_run run = { .packets = 1 };
	__u8 pkt[PATH_LEN] = {};

	path_packet((struct rxm_packet *)pkt, 0);
	return path_live_prog(path_bpf->progs.prog0, pkt, &run, "rx1") ?:
	       net_wait(&path_bpf->bss->observed_total, 1);
}

static int own_seen(const struct path_want *want)
{
	return path_check_skb(&path_bpf->bss->seen[0][0], want);
}

TEST_F(own_values, stay_when_nothing_is_stored)
{
	path_do(1, 0, LOAD_HASH, LOAD_VLAN, LOAD_TS, CLEAR(WHICH_ALL));
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(-ENODATA, path_test()->prog[1].res[0][0].ret);
	EXPECT_EQ(-ENODATA, path_test()->prog[1].res[0][1].ret);
	EXPECT_EQ(-ENODATA, path_test()->prog[1].res[0][2].ret);
	EXPECT_EQ(0, own_seen(&self->own));
}

TEST_F(own_values, yield_to_stored_ones)
{
	struct path_want want = self->own;
	struct rxm_op all[] = { VALUE_ALL(21) };
	unsigned int i;

	path_do(1, 0, VALUE_ALL(21));
	for (i = 0; i < ARRAY_SIZE(all); i++)
		path_apply(&want, &all[i]);
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, own_seen(&want));
}

TEST_F(own_values, yield_one_by_one)
{
	struct path_want want = self->own;
	struct rxm_op tag = value_vlan(21);

	path_do(1, 0, value_vlan(21));
	path_apply(&want, &tag);
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, own_seen(&want));
}

TEST_F(own_values, come_back_after_clear)
{
	path_do(1, 0, VALUE_ALL(21), CLEAR(WHICH_ALL));
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, own_seen(&self->own));
}

/* The driver's readers on such an skb */
TEST(readers_prefer_stored_values)
{
	const __u32 l4 = RSS_L4;	/* an skb records no more of the type */
	struct path_want own, want = {};

	ASSERT_EQ(0, own_begin(AT_BOUND, &own));

	const struct path_try tries[] = {
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

	path_try(1, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, own_go());
	EXPECT_EQ(0, path_check_tries(1, 0, tries, ARRAY_SIZE(tries), &want));
	EXPECT_EQ(0, own_seen(&own));
}

static int readers_open(void)
{
	return path_open() ?: path_open_reader("rx0");
}

TEST_MAIN(readers_open)
