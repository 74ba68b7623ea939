// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: packets whose descriptor has a hash, a tag and a timestamp of the
 * card.
 *
 * mlx5/stored.c and ice/stored.c include this file, with CARD_TYPE before it.
 */
#include "described.h"

/*
 * A stored value wins over the card's. Where nothing is stored, the skb has the
 * value of the card.
 */
#define DESC_PACKETS	6

FIXTURE(described) {
};

FIXTURE_VARIANT(described) {
	struct path path;
};

FIXTURE_VARIANT_ADD(described, pass) {
	.path = PATH_NIC_PASS("eth1"),
};
FIXTURE_VARIANT_ADD(described, bound) {
	.path = {
		.from = FROM_SKB,
		.prog = { BOUND("eth1", DO_PASS) },
		.observers = { "eth1" },
	},
};

FIXTURE_SETUP(described)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(DESC_PACKETS);
	ASSERT_EQ(0, card_hwtstamp("eth1", true));
	ASSERT_EQ(0, net_set_rxvlan("eth1", true));
}

FIXTURE_TEARDOWN(described)
{
	net_set_rxvlan("eth1", false);
	card_hwtstamp("eth1", false);
}

/* The card's timestamp is unknown here, but there has to be one. */
static int described_check(__u32 seq)
{
	const struct rxm_seen *seen = &path_bpf->bss->seen[0][seq];
	struct path_want want;

	path_stored(&want, RXM_PROGS, seq);
	if (!want.has_hash) {
		want.hash = DESC_HASH;
		want.type = RSS_L4;
	}
	if (!want.has_tag) {
		want.tci = DESC_TCI;
		want.proto = 0x8100;
	}
	if (!want.has_ts)
		want.ts = seen->hwtstamp ?: 1;
	want.has_hash = true;
	want.has_tag = true;
	want.has_ts = true;
	return path_check_skb(seen, &want);
}

TEST_F(described, gives_way_to_what_is_stored)
{
	__u32 i;

	path_do(0, 1, VALUE_ALL(1));
	path_do(0, 2, value_hash(2));
	path_do(0, 3, value_vlan(3));
	path_do(0, 4, value_ts(4));
	path_do(0, 5, VALUE_ALL(5), CLEAR(WHICH_ALL));
	for (i = 0; i < DESC_PACKETS; i++) {
		ASSERT_EQ(0, described_inject(i));
		EXPECT_EQ(0, described_check(i)) TH_LOG("packet %u", i);
	}
}

/* The readers before a store, after it, and after a clear */
TEST(readers_follow_store_and_clear)
{
	static const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND("eth1", DO_PASS) },
		.observers = { "eth1" },
	};
	const struct path_try tries[] = {
		GIVES(DESC_HASH, DESC_RSS_TYPE, RX_HASH),
		GIVES(DESC_TCI, 0x8100, RX_VLAN),
		OK(value_hash(0)), OK(value_vlan(0)), OK(value_ts(0)),
		GIVES(value_hash(0).a, value_hash(0).b, RX_HASH),
		GIVES(value_vlan(0).a, value_vlan(0).b, RX_VLAN),
		GIVES(0, value_ts(0).b, RX_TS),
		OK(CLEAR(WHICH_ALL)),
		GIVES(DESC_HASH, DESC_RSS_TYPE, RX_HASH),
		GIVES(DESC_TCI, 0x8100, RX_VLAN),
	};
	struct path_want want = { 0 };

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, net_set_rxvlan("eth1", true));
	ASSERT_EQ(0, described_inject(0));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	EXPECT_EQ(0, net_set_rxvlan("eth1", false));
}

/* The same for a timestamp, which only the card knows */
TEST(time_of_the_card_is_back_after_clear)
{
	static const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND("eth1", DO_PASS) },
		.observers = { "eth1" },
	};
	struct path_try tries[] = {
		GIVES(0, 0, RX_TS), OK(value_ts(0)),
		GIVES(0, value_ts(0).b, RX_TS), OK(CLEAR(WHICH_TS)),
		GIVES(0, 0, RX_TS),
	};
	struct path_want want = { 0 };
	__u64 before, time;
	int phc;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	phc = card_phc("eth1");
	ASSERT_LE(0, phc);
	ASSERT_EQ(0, card_hwtstamp("eth1", true));
	before = card_phc_read(phc);
	ASSERT_EQ(0, described_inject(0));
	time = path_test()->prog[0].res[0][0].b;
	EXPECT_LE(before, time);
	EXPECT_GE(card_phc_read(phc), time);
	tries[0].b = time;
	tries[4].b = time;
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	card_hwtstamp("eth1", false);
	close(phc);
}
