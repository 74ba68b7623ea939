// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: a VLAN tag that an XDP program stored, on its way to a device.
 */
#include <kunit/test.h>
#include <linux/if_vlan.h>
#include <linux/module.h>
#include <linux/skbuff.h>
#include "xdp_rx_meta_test.h"

/* @len and @frag: bytes in the linear part and in the one fragment */
struct push_case {
	const char *name;
	u32 flags;
	u32 headroom;
	u32 metasize;
	u32 len;
	u32 frag;
	/* expected */
	int err;
	bool tagged;
};

#define PUSH_NO_TAILROOM						\
	(SKB_WITH_OVERHEAD(PAGE_SIZE) - ETH_HLEN + 1)

static const struct push_case push_cases[] = {
	{ "nothing stored", 0, META_END, 0, 60, 0, 0, false },
	{ "other values stored",
	  XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP, META_END, 0, 60, 0, 0,
	  false },
	{ "tag, room to spare", XDP_FLAGS_RX_META, XDP_PACKET_HEADROOM, 0, 60,
	  0, 0, true },
	{ "tag, right behind the values", XDP_FLAGS_RX_META, META_END, 0, 60,
	  0, 0, true },
	{ "tag, metadata between", XDP_FLAGS_RX_META, META_END + 32, 32, 60, 0,
	  0, true },
	{ "tag, header only", XDP_FLAGS_RX_META, META_END, 0, ETH_HLEN, 0, 0,
	  true },
	{ "tag, no room", XDP_FLAGS_RX_META, META_END - 1, 0, 60, 0, -ENOSPC,
	  false },
	{ "tag, header cut off", XDP_FLAGS_RX_META, META_END, 0, ETH_HLEN - 1,
	  0, -EINVAL, false },
	{ "tag, header and fragment", XDP_FLAGS_RX_META, META_END, 0, ETH_HLEN,
	  46, 0, true },
	{ "tag, all in the fragment", XDP_FLAGS_RX_META, META_END, 0, 0, 60, 0,
	  true },
	{ "tag, header in both", XDP_FLAGS_RX_META, META_END, 0, 5, 55, 0,
	  true },
	{ "tag, header and a byte in both", XDP_FLAGS_RX_META, META_END, 0, 5,
	  ETH_HLEN - 4, 0, true },
	{ "tag, header is all of both", XDP_FLAGS_RX_META, META_END, 0, 5,
	  ETH_HLEN - 5, -EINVAL, false },
	{ "tag, no room for the header", XDP_FLAGS_RX_META, PUSH_NO_TAILROOM,
	  0, 0, 60, -ENOSPC, false },
};

KUNIT_ARRAY_PARAM_DESC(push, push_cases, name);

/* A packet whose bytes count from 0, in a page and perhaps a fragment */
static struct skb_shared_info *push_fill(struct kunit *test,
					 const struct push_case *c)
{
	struct buff_fixture *buff = test->priv;
	struct skb_shared_info *sinfo;
	void *frag;
	u32 i;

	for (i = 0; i < c->len; i++)
		((u8 *)buff->page)[c->headroom + i] = i;

	sinfo = buff->page + SKB_WITH_OVERHEAD(PAGE_SIZE);
	if (!c->frag)
		return sinfo;

	frag = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, frag);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, buff_put_page, frag));
	for (i = 0; i < c->frag; i++)
		((u8 *)frag)[64 + i] = c->len + i;
	sinfo->nr_frags = 1;
	sinfo->xdp_frags_size = c->frag;
	skb_frag_fill_page_desc(&sinfo->frags[0], virt_to_page(frag), 64,
				c->frag);
	return sinfo;
}

/* The addresses, the tag, and then all that was there but the addresses */
static void push_expect_bytes(struct kunit *test, const struct push_case *c,
			      const u8 *data, u32 len,
			      const struct skb_shared_info *sinfo)
{
	static const u8 tag[VLAN_HLEN] = { 0x88, 0xa8, 0xa1, 0x23 };
	u32 tag_len = c->tagged ? VLAN_HLEN : 0;
	u32 i, total = c->len + c->frag + tag_len;

	for (i = 0; i < total; i++) {
		const u8 *p = data + i;
		u8 want = i;

		if (i >= len)
			p = skb_frag_address(&sinfo->frags[0]) + i - len;
		if (c->tagged && i >= 2 * ETH_ALEN)
			want = i < 2 * ETH_ALEN + VLAN_HLEN ?
			       tag[i - 2 * ETH_ALEN] : i - VLAN_HLEN;
		KUNIT_EXPECT_EQ(test, *p, want);
	}
}

/* What is there of the packet, and of the values, after a push or a refusal */
static void push_expect(struct kunit *test, const struct push_case *c,
			const u8 *data, u32 len,
			const struct skb_shared_info *sinfo)
{
	struct buff_fixture *buff = test->priv;
	u32 want_len = c->len;

	if (c->tagged)
		want_len = max_t(u32, c->len, ETH_HLEN) + VLAN_HLEN;
	KUNIT_EXPECT_EQ(test, len, want_len);
	KUNIT_EXPECT_PTR_EQ(test, data, (const u8 *)buff->page + c->headroom -
			    (c->tagged ? VLAN_HLEN : 0));
	if (c->frag) {
		u32 left = c->len + c->frag - len +
			   (c->tagged ? VLAN_HLEN : 0);

		KUNIT_EXPECT_EQ(test, skb_frag_size(&sinfo->frags[0]), left);
		KUNIT_EXPECT_EQ(test, sinfo->xdp_frags_size, left);
	}
	push_expect_bytes(test, c, data, len, sinfo);
	KUNIT_EXPECT_MEMEQ(test, buff->page + sizeof(struct xdp_frame), &stored,
			   offsetof(struct xdp_rx_meta, tag_room));
}

static u32 push_flags(const struct push_case *c, bool pushed)
{
	u32 flags = c->flags | (c->frag ? XDP_FLAGS_HAS_FRAGS : 0);

	return pushed ? flags & ~XDP_FLAGS_RX_VLAN_TAG : flags;
}

static void push_frame_test(struct kunit *test)
{
	const struct push_case *c = test->param_value;
	struct skb_shared_info *sinfo = push_fill(test, c);
	struct buff_fixture *buff = test->priv;
	struct xdp_frame *frame = buff->page;
	u32 moved = c->tagged ? VLAN_HLEN : 0;

	*frame = (struct xdp_frame) {
		.data = buff->page + c->headroom,
		.len = c->len,
		.headroom = c->headroom - sizeof(*frame),
		.metasize = c->metasize,
		.frame_sz = PAGE_SIZE,
		.flags = push_flags(c, false),
	};
	memcpy(frame + 1, &stored, sizeof(stored));

	KUNIT_ASSERT_EQ(test, c->err, xdp_frame_push_rx_vlan_tag(frame));
	push_expect(test, c, frame->data, frame->len, sinfo);
	KUNIT_EXPECT_EQ(test, frame->headroom,
			c->headroom - sizeof(*frame) - moved);
	KUNIT_EXPECT_EQ(test, frame->metasize, c->tagged ? 0 : c->metasize);
	KUNIT_EXPECT_EQ(test, frame->flags, push_flags(c, c->tagged));
}

/* Nothing but the values is written in front of the packet. */
static void push_buff_test(struct kunit *test)
{
	const struct push_case *c = test->param_value;
	struct skb_shared_info *sinfo = push_fill(test, c);
	struct xdp_buff *xdp = buff_stored(test, push_flags(c, false));
	u32 below = c->headroom - META_END;

	xdp->data = xdp->data_hard_start + c->headroom;
	xdp->data_meta = xdp->data - c->metasize;
	xdp->data_end = xdp->data + c->len;

	KUNIT_ASSERT_EQ(test, c->err, xdp_buff_push_rx_vlan_tag(xdp));
	push_expect(test, c, xdp->data, xdp->data_end - xdp->data, sinfo);
	KUNIT_EXPECT_EQ(test, xdp->data - xdp->data_meta,
			c->tagged ? 0 : c->metasize);
	KUNIT_EXPECT_EQ(test, xdp->flags, push_flags(c, c->tagged) &
			(c->tagged ? ~XDP_FLAGS_RX_META : ~0U));

	KUNIT_EXPECT_PTR_EQ(test, NULL,
			    memchr_inv(xdp->data_hard_start, 0,
				       sizeof(struct xdp_frame)));
	if (c->headroom >= META_END + VLAN_HLEN)
		KUNIT_EXPECT_PTR_EQ(test, NULL,
				    memchr_inv(xdp_buff_rx_meta(xdp) + 1, 0,
					       below - VLAN_HLEN));
}

/* Where metadata is unsupported it says so after a push, too. */
static void push_no_data_meta_test(struct kunit *test)
{
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_META);

	xdp_set_data_meta_invalid(xdp);
	KUNIT_EXPECT_EQ(test, 0, xdp_buff_push_rx_vlan_tag(xdp));
	KUNIT_EXPECT_TRUE(test, xdp_data_meta_unsupported(xdp));
}

/* The pool of a zero-copy buffer keeps what is in its fragments. */
static void push_zc_frags_test(struct kunit *test)
{
	static const struct push_case c = { .flags = XDP_FLAGS_RX_META,
		.headroom = META_END, .len = 0, .frag = 60, };
	struct buff_fixture *buff = test->priv;
	struct skb_shared_info *sinfo = push_fill(test, &c);
	struct xdp_buff *xdp = buff_stored(test, push_flags(&c, false));

	buff->rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	xdp->data = xdp->data_hard_start + c.headroom;
	xdp->data_meta = xdp->data;
	xdp->data_end = xdp->data;
	KUNIT_EXPECT_EQ(test, -EINVAL, xdp_buff_push_rx_vlan_tag(xdp));
	push_expect(test, &c, xdp->data, 0, sinfo);
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

#define DEV_FRAMES	3

/* A device that sends all but the last of the frames it is given */
struct dev_fixture {
	struct net_device *dev;
	struct xdp_metadata_ops metadata_ops;
	struct xdp_frame *frames[DEV_FRAMES];
	int given;
	u32 lens[DEV_FRAMES];
};

static int dev_xmit(struct net_device *dev, int n, struct xdp_frame **frames,
		    u32 flags)
{
	struct dev_fixture *fix = netdev_priv(dev);
	int i;

	fix->given = n;
	for (i = 0; i < n; i++)
		fix->lens[i] = frames[i]->len;
	return flags ? n - 1 : -ENXIO;
}

static const struct net_device_ops dev_ops = {
	.ndo_xdp_xmit	= dev_xmit,
};

static void dev_free(void *dev)
{
	free_netdev(dev);
}

static struct dev_fixture *dev_make(struct kunit *test)
{
	struct net_device *dev = alloc_netdev_dummy(sizeof(struct dev_fixture));
	struct buff_fixture *buff = test->priv;
	struct dev_fixture *fix;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, dev);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, dev_free, dev));
	fix = netdev_priv(dev);
	fix->dev = dev;
	fix->dev->netdev_ops = &dev_ops;
	for (i = 0; i < DEV_FRAMES; i++) {
		struct xdp_frame *frame = buff->page + i * 512;

		*frame = (struct xdp_frame) {
			.data = buff->page + i * 512 + XDP_PACKET_HEADROOM,
			.len = 60 + i,
			.headroom = XDP_PACKET_HEADROOM - sizeof(*frame),
		};
		memcpy(frame + 1, &stored, sizeof(stored));
		fix->frames[i] = frame;
	}
	fix->frames[1]->flags = XDP_FLAGS_RX_VLAN_TAG;
	return fix;
}

static int dev_go(struct dev_fixture *fix, u32 flags)
{
	return xdp_dev_xmit(fix->dev, DEV_FRAMES, fix->frames, flags);
}

/* A driver that knows nothing of stored tags gets frames with the tag in them.
 */
static void dev_xmit_test(struct kunit *test)
{
	struct dev_fixture *fix = dev_make(test);

	KUNIT_EXPECT_EQ(test, 2, dev_go(fix, XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, 3, fix->given);
	KUNIT_EXPECT_EQ(test, 60, fix->lens[0]);
	KUNIT_EXPECT_EQ(test, 61 + VLAN_HLEN, fix->lens[1]);
	KUNIT_EXPECT_EQ(test, 62, fix->lens[2]);
	KUNIT_EXPECT_EQ(test, -ENXIO, dev_go(fix, 0));

	/* Nor has one with readers, but without a word about tags */
	fix = dev_make(test);
	fix->dev->xdp_metadata_ops = &fix->metadata_ops;
	dev_go(fix, XDP_XMIT_FLUSH);
	KUNIT_EXPECT_EQ(test, 61 + VLAN_HLEN, fix->lens[1]);
}

static void dev_xmit_keeps_tag_test(struct kunit *test)
{
	struct dev_fixture *fix = dev_make(test);

	fix->metadata_ops.xmit_vlan_tag = true;
	fix->dev->xdp_metadata_ops = &fix->metadata_ops;
	KUNIT_EXPECT_EQ(test, 2, dev_go(fix, XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, 61, fix->lens[1]);
	KUNIT_EXPECT_EQ(test, XDP_FLAGS_RX_VLAN_TAG, fix->frames[1]->flags);
}

/* A frame that cannot be sent with its tag is not sent, and costs no other. */
static void dev_xmit_refused_test(struct kunit *test)
{
	struct dev_fixture *fix = dev_make(test);
	struct xdp_frame *refused = fix->frames[1];

	refused->len = ETH_HLEN - 1;
	KUNIT_EXPECT_EQ(test, 1, dev_go(fix, XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, 2, fix->given);
	KUNIT_EXPECT_EQ(test, 60, fix->lens[0]);
	KUNIT_EXPECT_EQ(test, 62, fix->lens[1]);
	KUNIT_EXPECT_PTR_EQ(test, refused, fix->frames[2]);

	/* Drivers are never asked to send nothing */
	fix->given = -1;
	KUNIT_EXPECT_EQ(test, 0, xdp_dev_xmit(fix->dev, 1, &fix->frames[2],
					      XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, -1, fix->given);
}

static struct kunit_case xdp_rx_meta_xmit_cases[] = {
	KUNIT_CASE_PARAM(push_frame_test, push_gen_params),
	KUNIT_CASE_PARAM(push_buff_test, push_gen_params),
	KUNIT_CASE(push_no_data_meta_test),
	KUNIT_CASE(push_zc_frags_test),
	KUNIT_CASE_PARAM(bulk_refused_test, bulk_gen_params),
	KUNIT_CASE(dev_xmit_test),
	KUNIT_CASE(dev_xmit_keeps_tag_test),
	KUNIT_CASE(dev_xmit_refused_test),
	{}
};

static struct kunit_suite xdp_rx_meta_xmit_suite = {
	.name = "xdp_rx_meta_xmit",
	.init = buff_init,
	.test_cases = xdp_rx_meta_xmit_cases,
};

kunit_test_suite(xdp_rx_meta_xmit_suite);

MODULE_DESCRIPTION("KUnit tests of stored VLAN tags on transmit");
MODULE_LICENSE("GPL");
