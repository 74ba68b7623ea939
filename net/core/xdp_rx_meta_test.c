// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: how the core clears, protects, reads and applies stored values.
 *
 * Traffic hardly reaches these cases: programs respect the bounds of a packet,
 * and most drivers set up a buffer for each packet.
 */
#include <linux/module.h>
#include "xdp_rx_meta_test.h"

#define ROOM	RX_META_TEST_ROOM

/* xdp_prepare_buff() clears the values where the driver calls xdp_init_buff()
 * once per ring.
 */
static void per_packet_test(struct kunit *test)
{
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_META |
						 XDP_FLAGS_HAS_FRAGS);

	xdp_prepare_buff(xdp, xdp->data_hard_start, XDP_PACKET_HEADROOM, 64,
			 true);
	KUNIT_EXPECT_EQ(test, xdp->flags, XDP_FLAGS_HAS_FRAGS);
}

struct room_case {
	const char *name;
	u32 flags;
	u32 headroom;
	u32 metasize;
	/* expected */
	int err;
};

static const struct room_case room_cases[] = {
	{ "nothing, just enough", 0, sizeof(struct xdp_frame), 0, 0 },
	{ "nothing, too little", 0, sizeof(struct xdp_frame) - 1, 0, -ENOSPC },
	{ "hash, just enough", XDP_FLAGS_RX_HASH, ROOM, 0, 0 },
	{ "hash, too little", XDP_FLAGS_RX_HASH, ROOM - 1, 0, -ENOSPC },
	{ "vlan_tag, too little", XDP_FLAGS_RX_VLAN_TAG, ROOM - 1, 0,
	  -ENOSPC },
	{ "timestamp, too little", XDP_FLAGS_RX_TIMESTAMP, ROOM - 1, 0,
	  -ENOSPC },
	{ "all and metadata, just enough", XDP_FLAGS_RX_META, ROOM + 8, 8,
	  0 },
	{ "all and metadata, too little", XDP_FLAGS_RX_META, ROOM + 4, 8,
	  -ENOSPC },
};

KUNIT_ARRAY_PARAM_DESC(room, room_cases, name);

static void frame_room_test(struct kunit *test)
{
	const struct room_case *c = test->param_value;
	struct xdp_buff *xdp = buff_stored(test, c->flags);
	struct xdp_frame frame = { .flags = ~0U };

	xdp->data = xdp->data_hard_start + c->headroom;
	xdp->data_meta = xdp->data - c->metasize;
	xdp->data_end = xdp->data + 64;

	KUNIT_EXPECT_EQ(test, c->err, xdp_update_frame_from_buff(xdp, &frame));
	KUNIT_EXPECT_EQ(test, frame.flags, c->err ? ~0U : c->flags);
}

static void readers_test(struct kunit *test)
{
	struct buff_fixture *buff = test->priv;
	u32 which;

	for (which = 0; which <= XDP_RX_META_ALL; which++) {
		const struct xdp_rx_meta_saved stored =
			rx_meta_test_combination(which);

		buff->xdp.flags = 0;
		rx_meta_test_store(&buff->xdp, &stored);
		buff_expect_readers(test, &buff->xdp, &stored);
	}
}

struct kind_case {
	const char *name;
	u32 type;
	/* expected: an L4 hash, which skb_get_hash() does not recompute */
	bool l4;
};

static const struct kind_case kind_cases[] = {
	{ "L3_IPV4",	XDP_RSS_TYPE_L3_IPV4,		false },
	{ "L3_IPV6",	XDP_RSS_TYPE_L3_IPV6,		false },
	{ "L3_IPV4_OPT", XDP_RSS_TYPE_L3_IPV4_OPT,	false },
	{ "L3_IPV6_EX",	XDP_RSS_TYPE_L3_IPV6_EX,	false },
	{ "L4_ANY",	XDP_RSS_TYPE_L4_ANY,		true },
	{ "L4_TCP",	XDP_RSS_L4_TCP,			true },
	{ "L4_UDP",	XDP_RSS_L4_UDP,			true },
	{ "L4_SCTP",	XDP_RSS_L4_SCTP,		true },
	{ "L4_IPSEC",	XDP_RSS_L4_IPSEC,		true },
	{ "L4_ICMP",	XDP_RSS_L4_ICMP,		true },
	{ "L4_IPV4_TCP", XDP_RSS_TYPE_L4_IPV4_TCP,	true },
	{ "L4_IPV6_UDP_EX", XDP_RSS_TYPE_L4_IPV6_UDP_EX, true },
};

KUNIT_ARRAY_PARAM_DESC(kind, kind_cases, name);

static void free_skb(void *skb)
{
	kfree_skb(skb);
}

static struct sk_buff *new_skb(struct kunit *test)
{
	struct sk_buff *skb = alloc_skb(128, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, skb);
	rx_meta_test_defer(test, free_skb, skb);
	return skb;
}

static void skb_hash_kind_test(struct kunit *test)
{
	const struct kind_case *c = test->param_value;
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_HASH);
	struct sk_buff *skb = new_skb(test);

	xdp_buff_rx_meta(xdp)->hash_type = c->type;
	xdp_buff_rx_meta_to_skb(xdp, skb);
	KUNIT_EXPECT_EQ(test, skb->hash, xdp_buff_rx_meta(xdp)->hash);
	KUNIT_EXPECT_TRUE(test, skb->l4_hash == c->l4);
	KUNIT_EXPECT_FALSE(test, skb->sw_hash);
}

/* Fields for which nothing is stored keep the values of the driver. */
static void skb_values_test(struct kunit *test)
{
	static const struct xdp_rx_meta_saved reported = {
		.meta = {
			.timestamp	= 3,
			.hash		= 1,
			.hash_type	= XDP_RSS_TYPE_L4_ANY,
			.vlan_proto	= cpu_to_be16(ETH_P_8021Q),
			.vlan_tci	= 2,
		},
		.flags = XDP_FLAGS_RX_META,
	};
	struct buff_fixture *buff = test->priv;
	u32 which;

	for (which = 0; which <= XDP_RX_META_ALL; which++) {
		const struct xdp_rx_meta_saved stored =
			rx_meta_test_combination(which);
		struct sk_buff *skb = new_skb(test);

		skb_set_hash(skb, 1, PKT_HASH_TYPE_L4);
		__vlan_hwaccel_put_tag(skb, htons(ETH_P_8021Q), 2);
		skb_hwtstamps(skb)->hwtstamp = ns_to_ktime(3);

		buff->xdp.flags = 0;
		rx_meta_test_store(&buff->xdp, &stored);
		xdp_buff_rx_meta_to_skb(&buff->xdp, skb);
		rx_meta_test_expect_skb(test, skb, &stored, &reported);
	}
}

/* Drivers may let an skb point to the time in their buffer, and convert it when
 * a socket asks. A stored time is no pointer.
 */
static void skb_netdev_time_test(struct kunit *test)
{
	struct buff_fixture *buff = test->priv;
	u32 which;

	for (which = 0; which <= XDP_RX_META_ALL; which++) {
		const struct xdp_rx_meta_saved stored =
			rx_meta_test_combination(which);
		bool has_time = stored.flags & XDP_FLAGS_RX_TIMESTAMP;
		struct sk_buff *skb = new_skb(test);
		u8 tx_flags;

		skb_shinfo(skb)->tx_flags = SKBTX_HW_TSTAMP_NETDEV |
					    SKBTX_IN_PROGRESS;
		skb_hwtstamps(skb)->netdev_data = buff->page;

		buff->xdp.flags = 0;
		rx_meta_test_store(&buff->xdp, &stored);
		xdp_buff_rx_meta_to_skb(&buff->xdp, skb);

		tx_flags = skb_shinfo(skb)->tx_flags;
		KUNIT_EXPECT_EQ(test, tx_flags & SKBTX_HW_TSTAMP_NETDEV,
				has_time ? 0 : SKBTX_HW_TSTAMP_NETDEV);
		KUNIT_EXPECT_TRUE(test, tx_flags & SKBTX_IN_PROGRESS);
		if (!has_time)
			KUNIT_EXPECT_PTR_EQ(test, buff->page,
					    skb_hwtstamps(skb)->netdev_data);
	}
}

/* User space can overwrite the values of a zero-copy buffer. No function takes
 * a tag with another TPID than 802.1Q or 802.1ad for valid.
 */
static void invalid_tag_test(struct kunit *test)
{
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_META);
	const struct xdp_rx_meta_saved valid =
		rx_meta_test_stored(XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP);
	struct {
		struct xdp_frame frame;
		struct xdp_rx_meta meta;
	} copy = {};
	struct sk_buff *skb = new_skb(test);
	struct xdp_rx_meta_saved saved;
	void *data = xdp->data;

	xdp_buff_rx_meta(xdp)->vlan_proto = cpu_to_be16(ETH_P_IP);

	buff_expect_readers(test, xdp, &valid);
	KUNIT_EXPECT_EQ(test, valid.flags, xdp_rx_meta_read(xdp, &copy.meta));
	xdp_rx_meta_save(&saved, xdp);
	KUNIT_EXPECT_EQ(test, valid.flags, saved.flags);
	xdp_frame_rx_meta_copy(&copy.frame, xdp);
	KUNIT_EXPECT_EQ(test, valid.flags, copy.frame.flags);
	xdp_buff_rx_meta_to_skb(xdp, skb);
	rx_meta_test_expect_skb(test, skb, &valid, NULL);

	KUNIT_EXPECT_EQ(test, 0, xdp_buff_push_rx_vlan_tag(xdp));
	KUNIT_EXPECT_PTR_EQ(test, xdp->data, data);
	KUNIT_EXPECT_EQ(test, valid.flags, xdp->flags);
}

/* Some drivers hide private headroom from the program and add it to the frame.
 */
static void move_hard_start_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored(XDP_FLAGS_RX_META);
	static const u32 distances[] = { 0, 1, 8, 64, 128 };
	struct buff_fixture *buff = test->priv;
	struct xdp_rx_meta meta;
	int i;

	for (i = 0; i < ARRAY_SIZE(distances); i++) {
		buff->xdp.data_hard_start = buff->page + distances[i];
		rx_meta_test_store(&buff->xdp, &stored);
		xdp_buff_move_hard_start(&buff->xdp, buff->page);
		KUNIT_EXPECT_PTR_EQ(test, buff->xdp.data_hard_start,
				    buff->page);
		KUNIT_EXPECT_EQ(test, XDP_FLAGS_RX_META,
				xdp_rx_meta_read(&buff->xdp, &meta));
		KUNIT_EXPECT_MEMEQ(test, &meta, &stored.meta,
				   RX_META_TEST_VALUES);
	}

	/* Without stored values the function writes nothing. */
	memset(buff->page, 0, 256);
	xdp_buff_clear_rx_meta(&buff->xdp);
	buff->xdp.data_hard_start = buff->page + 64;
	*xdp_buff_rx_meta(&buff->xdp) = stored.meta;
	xdp_buff_move_hard_start(&buff->xdp, buff->page);
	KUNIT_EXPECT_PTR_EQ(test, NULL,
			    memchr_inv(xdp_buff_rx_meta(&buff->xdp), 0,
				       sizeof(struct xdp_rx_meta)));
}

static struct kunit_case xdp_rx_meta_cases[] = {
	KUNIT_CASE(per_packet_test),
	KUNIT_CASE_PARAM(frame_room_test, room_gen_params),
	KUNIT_CASE(readers_test),
	KUNIT_CASE_PARAM(skb_hash_kind_test, kind_gen_params),
	KUNIT_CASE(skb_values_test),
	KUNIT_CASE(skb_netdev_time_test),
	KUNIT_CASE(invalid_tag_test),
	KUNIT_CASE(move_hard_start_test),
	{}
};

static struct kunit_suite xdp_rx_meta_suite = {
	.name = "xdp_rx_meta",
	.init = buff_init,
	.test_cases = xdp_rx_meta_cases,
};

kunit_test_suite(xdp_rx_meta_suite);

MODULE_DESCRIPTION("KUnit tests of stored XDP RX metadata");
MODULE_LICENSE("GPL");
