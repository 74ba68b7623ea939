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
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>

#define META_END	(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta))

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa123,
};

struct buff_fixture {
	struct xdp_rxq_info rxq;
	struct xdp_buff xdp;
	void *page;
};

static void buff_put_page(void *page)
{
	free_page((unsigned long)page);
}

static int buff_init(struct kunit *test)
{
	struct buff_fixture *buff;

	buff = kunit_kzalloc(test, sizeof(*buff), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, buff);
	buff->page = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, buff->page);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, buff_put_page,
							   buff->page));
	xdp_init_buff(&buff->xdp, PAGE_SIZE, &buff->rxq);
	xdp_prepare_buff(&buff->xdp, buff->page, XDP_PACKET_HEADROOM, 64, true);
	test->priv = buff;
	return 0;
}

/* As a program leaves the buffer */
static struct xdp_buff *buff_stored(struct kunit *test, u32 flags)
{
	struct buff_fixture *buff = test->priv;

	*xdp_buff_rx_meta(&buff->xdp) = stored;
	buff->xdp.flags |= flags;
	return &buff->xdp;
}

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

struct push_case {
	const char *name;
	u32 flags;
	u32 headroom;
	u32 metasize;
	u32 len;
	/* expected */
	int err;
	bool tagged;
};

static const struct push_case push_cases[] = {
	{ "nothing stored", 0, META_END, 0, 60, 0, false },
	{ "other values stored",
	  XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP, META_END, 0, 60, 0,
	  false },
	{ "tag, room to spare", XDP_FLAGS_RX_META, XDP_PACKET_HEADROOM, 0, 60,
	  0, true },
	{ "tag, right behind the values", XDP_FLAGS_RX_META, META_END, 0, 60,
	  0, true },
	{ "tag, metadata between", XDP_FLAGS_RX_META, META_END + 32, 32, 60, 0,
	  true },
	{ "tag, header only", XDP_FLAGS_RX_META, META_END, 0, ETH_HLEN, 0,
	  true },
	{ "tag, no room", XDP_FLAGS_RX_META, META_END - 1, 0, 60, -ENOSPC,
	  false },
	{ "tag, header cut off", XDP_FLAGS_RX_META, META_END, 0, ETH_HLEN - 1,
	  -EINVAL, false },
};

KUNIT_ARRAY_PARAM_DESC(push, push_cases, name);

static struct xdp_frame *push_make(struct kunit *test,
				   const struct push_case *c)
{
	struct buff_fixture *buff = test->priv;
	struct xdp_frame *frame = buff->page;
	u32 i;

	for (i = 0; i < c->len; i++)
		((u8 *)buff->page)[c->headroom + i] = i;
	*frame = (struct xdp_frame) {
		.data = buff->page + c->headroom,
		.len = c->len,
		.headroom = c->headroom - sizeof(*frame),
		.metasize = c->metasize,
		.flags = c->flags,
	};
	memcpy(frame + 1, &stored, sizeof(stored));
	return frame;
}

/* The addresses, the tag, and then all that was there but the addresses */
static void push_expect_packet(struct kunit *test, const u8 *data, u32 len)
{
	static const u8 tag[VLAN_HLEN] = { 0x88, 0xa8, 0xa1, 0x23 };
	u32 i;

	for (i = 0; i < 2 * ETH_ALEN; i++)
		KUNIT_EXPECT_EQ(test, data[i], i);
	KUNIT_EXPECT_MEMEQ(test, data + 2 * ETH_ALEN, tag, VLAN_HLEN);
	for (i = 2 * ETH_ALEN; i < len; i++)
		KUNIT_EXPECT_EQ(test, data[VLAN_HLEN + i], i);
}

static void push_vlan_tag_test(struct kunit *test)
{
	const struct push_case *c = test->param_value;
	struct xdp_frame *frame = push_make(test, c), old = *frame;
	u32 moved = c->tagged ? VLAN_HLEN : 0;

	KUNIT_ASSERT_EQ(test, c->err, xdp_frame_push_rx_vlan_tag(frame));
	KUNIT_EXPECT_PTR_EQ(test, frame->data, old.data - moved);
	KUNIT_EXPECT_EQ(test, frame->len, old.len + moved);
	KUNIT_EXPECT_EQ(test, frame->headroom, old.headroom - moved);
	KUNIT_EXPECT_EQ(test, frame->metasize, c->tagged ? 0 : old.metasize);
	KUNIT_EXPECT_EQ(test, frame->flags,
			c->tagged ? c->flags & ~XDP_FLAGS_RX_VLAN_TAG :
				    c->flags);
	KUNIT_EXPECT_MEMEQ(test, frame + 1, &stored,
			   offsetofend(struct xdp_rx_meta, vlan_tci));
	if (c->tagged)
		push_expect_packet(test, frame->data, old.len);
}

/* A bulk of frames: `.` has nothing stored, the others have a tag, which is no
 * reason to refuse `t` but one to refuse `R`.
 */
struct bulk_case {
	const char *frames;
	/* expected */
	int ready;
	const char *order;
};

static const struct bulk_case bulk_cases[] = {
	{ "", 0, "" },
	{ "....", 4, "0123" },
	{ ".t.t", 4, "0123" },
	{ "R", 0, "0" },
	{ "R...", 3, "1230" },
	{ "...R", 3, "0123" },
	{ ".R.", 2, "021" },
	{ "RtRt", 2, "1302" },
	{ "tRR.t", 3, "03412" },
	{ "RRRR", 0, "0123" },
	{ ".R..R.tRt.R.t.tR", 11, "0235689bcde147af" },
};

static void bulk_desc(const struct bulk_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "\"%s\"", c->frames);
}

KUNIT_ARRAY_PARAM(bulk, bulk_cases, bulk_desc);

#define BULK_MAX	16

struct bulk_fixture {
	const struct bulk_case *c;
	struct xdp_frame frames[BULK_MAX];
	char asked[BULK_MAX + 1];
	int nr_asked;
};

static int bulk_refuse(struct xdp_frame *frame, void *priv)
{
	struct bulk_fixture *bulk = priv;
	char c = bulk->c->frames[frame - bulk->frames];

	bulk->asked[bulk->nr_asked++] = c;
	return c == 'R' ? -ENOSPC : 0;
}

static void bulk_refused_test(struct kunit *test)
{
	const struct bulk_case *c = test->param_value;
	struct xdp_frame *frames[BULK_MAX];
	struct bulk_fixture *bulk;
	int i, n = strlen(c->frames), asked = 0;

	bulk = kunit_kzalloc(test, sizeof(*bulk), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, bulk);
	bulk->c = c;
	for (i = 0; i < n; i++) {
		frames[i] = &bulk->frames[i];
		if (c->frames[i] != '.')
			frames[i]->flags = XDP_FLAGS_RX_META;
	}

	KUNIT_EXPECT_EQ(test, c->ready,
			xdp_xmit_rx_vlan_tags(frames, n, bulk_refuse, bulk));
	for (i = 0; i < n; i++)
		KUNIT_EXPECT_EQ(test, "0123456789abcdef"[frames[i] -
							  bulk->frames],
				c->order[i]);
	/* Each with a tag was asked for once, in order */
	for (i = 0; i < n; i++)
		if (c->frames[i] != '.')
			KUNIT_EXPECT_EQ(test, bulk->asked[asked++],
					c->frames[i]);
	KUNIT_EXPECT_EQ(test, bulk->nr_asked, asked);
}

static struct kunit_case xdp_rx_meta_cases[] = {
	KUNIT_CASE(per_packet_test),
	KUNIT_CASE_PARAM(frame_room_test, room_gen_params),
	KUNIT_CASE(readers_test),
	KUNIT_CASE_PARAM(skb_hash_kind_test, kind_gen_params),
	KUNIT_CASE(skb_values_test),
	KUNIT_CASE_PARAM(push_vlan_tag_test, push_gen_params),
	KUNIT_CASE_PARAM(bulk_refused_test, bulk_gen_params),
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
