// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: packets whose descriptor has a hash, a tag and a timestamp of the
 * card, in pages and in the frames of an AF_XDP socket.
 *
 * mlx5/stored.c, ice/stored.c and ice/split.c include this file, with CARD_TYPE
 * before it.
 */
#include <linux/if_xdp.h>

#include "described.h"
#include "xsk_socket.h"

/*
 * A stored value wins over the card's. Where nothing is stored, the skb has the
 * value of the card.
 */
#define DESC_PACKETS	6

FIXTURE(described) {
	int fd, phc;
};

FIXTURE_VARIANT(described) {
	struct path path;
	bool zero_copy;
};

#define DESCRIBED(name, PATH, ...)					\
	FIXTURE_VARIANT_ADD(described, name) { .path = PATH, __VA_ARGS__ }

DESCRIBED(pass, PATH_NIC_PASS("eth1"));
DESCRIBED(bound, PATH_NIC_BOUND("eth1"));

/* Have the card of eth1 describe all that it can, and return its clock or -1. */
static int described_begin(bool zero_copy, int *socket)
{
	*socket = -1;
	if (card_hwtstamp("eth1", true) || net_set_rxvlan("eth1", true))
		return -1;
	/* This comes last: what is set above may open the queues again. */
	if (zero_copy)
		*socket = xsk_bind("eth1", XDP_ZEROCOPY);
	return zero_copy && *socket < 0 ? -1 : card_phc("eth1");
}

static int described_end(int phc, int socket)
{
	int err = xsk_unbind("eth1", socket);

	close(phc);
	net_set_rxvlan("eth1", false);
	card_hwtstamp("eth1", false);
	return err;
}

FIXTURE_SETUP(described)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(DESC_PACKETS);
	self->phc = described_begin(variant->zero_copy, &self->fd);
	ASSERT_LE(0, self->phc);
}

FIXTURE_TEARDOWN(described)
{
	EXPECT_EQ(0, described_end(self->phc, self->fd));
}

/* Check a packet that came after the time @from of the card and before now. */
static int described_check(__u32 seq, __u64 from, int phc)
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
		want.ts = seen->hwtstamp >= from &&
			  seen->hwtstamp <= card_phc_read(phc) ?
			  seen->hwtstamp : from;
	want.has_hash = true;
	want.has_tag = true;
	want.has_ts = true;
	return path_check_skb(seen, &want);
}

/* Whether the frames of the socket are where the card put packet @seq */
static bool described_in_frames(__u32 seq)
{
	struct rxm_packet pkt;

	path_packet(&pkt, seq);
	return memmem(xsk_area, XSK_FRAMES * XSK_FRAME_LEN, &pkt, sizeof(pkt));
}

TEST_F(described, gives_way_to_what_is_stored)
{
	__u64 from;
	__u32 i;

	path_do(0, 1, VALUE_ALL(1));
	path_do(0, 2, value_hash(2));
	path_do(0, 3, value_vlan(3));
	path_do(0, 4, value_ts(4));
	path_do(0, 5, VALUE_ALL(5), CLEAR(WHICH_ALL));
	for (i = 0; i < DESC_PACKETS; i++) {
		from = card_phc_read(self->phc);
		ASSERT_EQ(0, described_inject(i));
		EXPECT_EQ(0, described_check(i, from, self->phc))
			TH_LOG("packet %u", i);
		if (variant->zero_copy)
			EXPECT_TRUE(described_in_frames(i));
	}
}

/*
 * The readers before a store, after it, and after a clear
 */
FIXTURE(reader) {
	int fd, phc;
};

FIXTURE_VARIANT(reader) {
	bool zero_copy;
};

FIXTURE_VARIANT_ADD(reader, pages) {};

FIXTURE_SETUP(reader)
{
	static const struct path path = PATH_NIC_BOUND("eth1");

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	self->phc = described_begin(variant->zero_copy, &self->fd);
	ASSERT_LE(0, self->phc);
}

FIXTURE_TEARDOWN(reader)
{
	EXPECT_EQ(0, described_end(self->phc, self->fd));
}

TEST_F(reader, follows_store_and_clear)
{
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

	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, described_inject(0));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	if (variant->zero_copy)
		EXPECT_TRUE(described_in_frames(0));
}

/* The same for a timestamp, which only the card knows */
TEST_F(reader, gives_the_time_of_the_card_after_clear)
{
	struct path_try tries[] = {
		GIVES(0, 0, RX_TS), OK(value_ts(0)),
		GIVES(0, value_ts(0).b, RX_TS), OK(CLEAR(WHICH_TS)),
		GIVES(0, 0, RX_TS),
	};
	struct path_want want = { 0 };
	__u64 before, time;

	path_try(0, 0, tries, ARRAY_SIZE(tries));
	before = card_phc_read(self->phc);
	ASSERT_EQ(0, described_inject(0));
	time = path_test()->prog[0].res[0][0].b;
	EXPECT_LE(before, time);
	EXPECT_GE(card_phc_read(self->phc), time);
	tries[0].b = time;
	tries[4].b = time;
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	if (variant->zero_copy)
		EXPECT_TRUE(described_in_frames(0));
}

/* For includers whose packets fit into a frame of user memory */
#define DESCRIBED_ZERO_COPY						\
	DESCRIBED(zero_copy, PATH_NIC_PASS("eth1"), .zero_copy = true);	\
	DESCRIBED(zero_copy_bound, PATH_NIC_BOUND("eth1"), .zero_copy = true); \
	FIXTURE_VARIANT_ADD(reader, zero_copy) { .zero_copy = true }
