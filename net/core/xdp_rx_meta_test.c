// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: RX metadata stored by XDP programs, in the core.
 *
 * Programs have to respect bounds before a frame is made, and most drivers set
 * up a buffer anew for each packet. What the core does where they do not shows
 * here.
 */
#include <kunit/test.h>
#include <linux/if_vlan.h>
#include <linux/module.h>
#include <linux/skbuff.h>
#include "xdp_rx_meta_test.h"

/* A ring's buffer that is initialised once serves the next packet. */
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
	{ "hash, just enough", XDP_FLAGS_RX_HASH, META_END, 0, 0 },
	{ "hash, too little", XDP_FLAGS_RX_HASH, META_END - 1, 0, -ENOSPC },
	{ "vlan_tag, too little", XDP_FLAGS_RX_VLAN_TAG, META_END - 1, 0,
	  -ENOSPC },
	{ "timestamp, too little", XDP_FLAGS_RX_TIMESTAMP, META_END - 1, 0,
	  -ENOSPC },
	{ "all and metadata, just enough", XDP_FLAGS_RX_META, META_END + 8, 8,
	  0 },
	{ "all and metadata, too little", XDP_FLAGS_RX_META, META_END + 4, 8,
	  -ENOSPC },
};

static void room_desc(const struct room_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(room, room_cases, room_desc);

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
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_META);
	enum xdp_rss_hash_type type;
	__be16 proto;
	u64 ns;
	u32 hash;
	u16 tci;

	KUNIT_EXPECT_EQ(test, 0, xdp_rx_meta_hash(xdp, &hash, &type));
	KUNIT_EXPECT_EQ(test, hash, stored.hash);
	KUNIT_EXPECT_EQ(test, (u32)type, stored.hash_type);
	KUNIT_EXPECT_EQ(test, 0, xdp_rx_meta_vlan_tag(xdp, &proto, &tci));
	KUNIT_EXPECT_EQ(test, be16_to_cpu(proto), ETH_P_8021AD);
	KUNIT_EXPECT_EQ(test, tci, stored.vlan_tci);
	KUNIT_EXPECT_EQ(test, 0, xdp_rx_meta_timestamp(xdp, &ns));
	KUNIT_EXPECT_EQ(test, ns, stored.timestamp);

	xdp->flags = 0;
	KUNIT_EXPECT_EQ(test, -ENODATA, xdp_rx_meta_hash(xdp, &hash, &type));
	KUNIT_EXPECT_EQ(test, -ENODATA,
			xdp_rx_meta_vlan_tag(xdp, &proto, &tci));
	KUNIT_EXPECT_EQ(test, -ENODATA, xdp_rx_meta_timestamp(xdp, &ns));
}

struct kind_case {
	const char *name;
	u32 type;
	/* expected: kept by skb_get_hash() */
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

static void kind_desc(const struct kind_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(kind, kind_cases, kind_desc);

static void put_skb(void *skb)
{
	kfree_skb(skb);
}

static struct sk_buff *new_skb(struct kunit *test)
{
	struct sk_buff *skb = alloc_skb(128, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, skb);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, put_skb, skb));
	return skb;
}

static void skb_hash_kind_test(struct kunit *test)
{
	const struct kind_case *c = test->param_value;
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_HASH);
	struct sk_buff *skb = new_skb(test);

	xdp_buff_rx_meta(xdp)->hash_type = c->type;
	xdp_buff_rx_meta_to_skb(xdp, skb);
	KUNIT_EXPECT_EQ(test, skb->hash, stored.hash);
	KUNIT_EXPECT_TRUE(test, skb->l4_hash == c->l4);
	KUNIT_EXPECT_FALSE(test, skb->sw_hash);
}

/* Each value alone: the others stay what the driver made them. */
static void skb_values_test(struct kunit *test)
{
	static const u32 bits[] = {
		XDP_FLAGS_RX_HASH, XDP_FLAGS_RX_VLAN_TAG,
		XDP_FLAGS_RX_TIMESTAMP,
	};
	struct buff_fixture *buff = test->priv;
	int i;

	for (i = 0; i < ARRAY_SIZE(bits); i++) {
		struct sk_buff *skb = new_skb(test);
		u32 bit = bits[i];
		bool hash = bit == XDP_FLAGS_RX_HASH;
		bool tag = bit == XDP_FLAGS_RX_VLAN_TAG;
		bool time = bit == XDP_FLAGS_RX_TIMESTAMP;

		skb_set_hash(skb, 1, PKT_HASH_TYPE_L4);
		__vlan_hwaccel_put_tag(skb, htons(ETH_P_8021Q), 2);
		skb_hwtstamps(skb)->hwtstamp = ns_to_ktime(3);

		buff->xdp.flags = 0;
		xdp_buff_rx_meta_to_skb(buff_stored(test, bit), skb);
		KUNIT_EXPECT_EQ(test, skb->hash, hash ? stored.hash : 1);
		KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb),
				tag ? stored.vlan_tci : 2);
		KUNIT_EXPECT_EQ(test, be16_to_cpu(skb->vlan_proto),
				tag ? ETH_P_8021AD : ETH_P_8021Q);
		KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp),
				time ? stored.timestamp : 3);
	}
}

/* User space can write to the values of a zero-copy buffer: what is no tag is
 * none for whoever asks.
 */
static void invalid_tag_test(struct kunit *test)
{
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_META);
	u32 valid = XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP;
	struct {
		struct xdp_frame frame;
		struct xdp_rx_meta meta;
	} copy = {};
	struct sk_buff *skb = new_skb(test);
	struct xdp_rx_meta_kept kept;
	void *data = xdp->data;
	__be16 proto;
	u16 tci;

	xdp_buff_rx_meta(xdp)->vlan_proto = cpu_to_be16(ETH_P_IP);

	KUNIT_EXPECT_EQ(test, -ENODATA,
			xdp_rx_meta_vlan_tag(xdp, &proto, &tci));
	KUNIT_EXPECT_EQ(test, valid, xdp_rx_meta_read(xdp, &copy.meta));
	xdp_rx_meta_keep(&kept, xdp);
	KUNIT_EXPECT_EQ(test, valid, kept.flags);
	xdp_frame_rx_meta_copy(&copy.frame, xdp);
	KUNIT_EXPECT_EQ(test, valid, copy.frame.flags);
	xdp_buff_rx_meta_to_skb(xdp, skb);
	KUNIT_EXPECT_FALSE(test, skb_vlan_tag_present(skb));
	KUNIT_EXPECT_EQ(test, skb->hash, stored.hash);

	KUNIT_EXPECT_EQ(test, 0, xdp_buff_push_rx_vlan_tag(xdp));
	KUNIT_EXPECT_PTR_EQ(test, xdp->data, data);
	KUNIT_EXPECT_EQ(test, valid, xdp->flags);
}

/* A driver that keeps something of its own in front of the buffer, and gives
 * that up for the frame.
 */
static void move_hard_start_test(struct kunit *test)
{
	static const u32 distances[] = { 0, 1, 8, 64, 128 };
	struct buff_fixture *buff = test->priv;
	struct xdp_rx_meta meta;
	int i;

	for (i = 0; i < ARRAY_SIZE(distances); i++) {
		buff->xdp.data_hard_start = buff->page + distances[i];
		buff_stored(test, XDP_FLAGS_RX_META);
		xdp_buff_move_hard_start(&buff->xdp, buff->page);
		KUNIT_EXPECT_PTR_EQ(test, buff->xdp.data_hard_start,
				    buff->page);
		KUNIT_EXPECT_EQ(test, XDP_FLAGS_RX_META,
				xdp_rx_meta_read(&buff->xdp, &meta));
		KUNIT_EXPECT_MEMEQ(test, &meta, &stored, sizeof(meta));
	}

	/* Nothing is written where nothing is stored */
	memset(buff->page, 0, 256);
	xdp_buff_clear_rx_meta(&buff->xdp);
	buff->xdp.data_hard_start = buff->page + 64;
	*xdp_buff_rx_meta(&buff->xdp) = stored;
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
