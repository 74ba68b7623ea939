// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: VLAN tags that an XDP program stored, on transmit.
 */
#include <linux/module.h>
#include "xdp_rx_meta_test.h"

#define ROOM	RX_META_TEST_ROOM
#define ALL	XDP_FLAGS_RX_META

/**
 * struct push_case - a packet with a tag to be pushed
 * @name: of the case
 * @flags: stored values
 * @headroom: bytes in front of the packet, of which @metasize are metadata
 * @metasize: bytes of custom metadata
 * @len: bytes in the linear part
 * @frag: bytes in the fragment, if there is one
 * @err: expected result
 */
struct push_case {
	const char *name;
	u32 flags;
	u32 headroom;
	u32 metasize;
	u32 len;
	u32 frag;
	int err;
};

#define NO_TAILROOM	(SKB_WITH_OVERHEAD(PAGE_SIZE) - ETH_HLEN + 1)

static const struct push_case push_cases[] = {
	{ "nothing stored", .headroom = ROOM, .len = 60 },
	{ "other values stored", ALL & ~XDP_FLAGS_RX_VLAN_TAG,
	  .headroom = ROOM, .len = 60 },
	{ "tag, room to spare", ALL, .headroom = XDP_PACKET_HEADROOM,
	  .len = 60 },
	{ "tag, right behind the values", ALL, .headroom = ROOM, .len = 60 },
	{ "tag, metadata between", ALL, .headroom = ROOM + 32, .metasize = 32,
	  .len = 60 },
	{ "tag, header only", ALL, .headroom = ROOM, .len = ETH_HLEN },
	{ "tag, no room", ALL, .headroom = ROOM - 1, .len = 60,
	  .err = -ENOSPC },
	{ "tag, header cut off", ALL, .headroom = ROOM, .len = ETH_HLEN - 1,
	  .err = -EINVAL },
	{ "tag, header and fragment", ALL, .headroom = ROOM, .len = ETH_HLEN,
	  .frag = 46 },
	{ "tag, all in the fragment", ALL, .headroom = ROOM, .frag = 60 },
	{ "tag, header in both", ALL, .headroom = ROOM, .len = 5, .frag = 55 },
	{ "tag, header and a byte in both", ALL, .headroom = ROOM, .len = 5,
	  .frag = ETH_HLEN - 4 },
	{ "tag, header is all of both", ALL, .headroom = ROOM, .len = 5,
	  .frag = ETH_HLEN - 5, .err = -EINVAL },
	{ "tag, no room for the header", ALL, .headroom = NO_TAILROOM,
	  .frag = 60, .err = -ENOSPC },
};

KUNIT_ARRAY_PARAM_DESC(push, push_cases, name);

/* Whether the packet leaves with its tag inside */
static bool push_tagged(const struct push_case *c)
{
	return c->flags & XDP_FLAGS_RX_VLAN_TAG && !c->err;
}

/* Fill in the packet and store the values. */
static struct skb_shared_info *push_fill(struct kunit *test,
					 const struct push_case *c)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(c->flags);
	struct buff_fixture *buff = test->priv;
	struct xdp_buff *xdp = &buff->xdp;

	rx_meta_test_init_buff(xdp, &buff->rxq, buff->page, c->headroom,
			       c->len);
	xdp->data_meta = xdp->data - c->metasize;
	rx_meta_test_store(xdp, &stored);
	if (!c->frag)
		return NULL;

	return rx_meta_test_add_frag(xdp, rx_meta_test_page(test), c->len,
				     c->frag);
}

/* Expect packet and values after a push or a refusal. */
static void push_expect(struct kunit *test, const struct push_case *c,
			const void *data, u32 len,
			const struct skb_shared_info *sinfo)
{
	const struct xdp_rx_meta stored = rx_meta_test_stored(c->flags).meta;
	const struct xdp_rx_meta *tag = push_tagged(c) ? &stored : NULL;
	u32 left, total = c->len + c->frag + (tag ? VLAN_HLEN : 0);
	struct buff_fixture *buff = test->priv;

	KUNIT_EXPECT_EQ(test, len, tag ? max_t(u32, c->len, ETH_HLEN) +
					 VLAN_HLEN : c->len);
	KUNIT_EXPECT_PTR_EQ(test, data, buff->page + c->headroom -
			    (tag ? VLAN_HLEN : 0));
	rx_meta_test_expect_bytes(test, data, 0, len, tag);
	left = total - len;
	if (c->frag) {
		KUNIT_EXPECT_EQ(test, skb_frag_size(&sinfo->frags[0]), left);
		KUNIT_EXPECT_EQ(test, sinfo->xdp_frags_size, left);
		rx_meta_test_expect_bytes(test,
					  skb_frag_address(&sinfo->frags[0]),
					  len, left, tag);
	}
	KUNIT_EXPECT_MEMEQ(test, buff->page + sizeof(struct xdp_frame), &stored,
			   RX_META_TEST_VALUES);
}

/* Flags of the buffer or frame; the tag's is cleared once it is @pushed. */
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
	bool tagged = push_tagged(c);

	/* A conversion of the buffer fails where the headroom is too small. */
	*frame = (struct xdp_frame) {
		.data = buff->page + c->headroom,
		.len = c->len,
		.headroom = c->headroom - sizeof(*frame),
		.metasize = c->metasize,
		.frame_sz = PAGE_SIZE,
		.flags = push_flags(c, false),
	};

	KUNIT_ASSERT_EQ(test, c->err, xdp_frame_push_rx_vlan_tag(frame));
	push_expect(test, c, frame->data, frame->len, sinfo);
	KUNIT_EXPECT_EQ(test, frame->headroom, c->headroom - sizeof(*frame) -
			(tagged ? VLAN_HLEN : 0));
	KUNIT_EXPECT_EQ(test, frame->metasize, tagged ? 0 : c->metasize);
	KUNIT_EXPECT_EQ(test, frame->flags, push_flags(c, tagged));
}

/* The push of a buffer writes to the packet only. */
static void push_buff_test(struct kunit *test)
{
	const struct push_case *c = test->param_value;
	struct skb_shared_info *sinfo = push_fill(test, c);
	struct buff_fixture *buff = test->priv;
	struct xdp_buff *xdp = &buff->xdp;
	u32 below = c->headroom - ROOM;
	bool tagged = push_tagged(c);

	KUNIT_ASSERT_EQ(test, c->err, xdp_buff_push_rx_vlan_tag(xdp));
	push_expect(test, c, xdp->data, xdp->data_end - xdp->data, sinfo);
	KUNIT_EXPECT_EQ(test, xdp->data - xdp->data_meta,
			tagged ? 0 : c->metasize);
	KUNIT_EXPECT_EQ(test, xdp->flags, push_flags(c, tagged) &
			(tagged ? ~XDP_FLAGS_RX_META : ~0U));

	KUNIT_EXPECT_PTR_EQ(test, NULL,
			    memchr_inv(xdp->data_hard_start, 0,
				       sizeof(struct xdp_frame)));
	if (c->headroom >= ROOM + VLAN_HLEN)
		KUNIT_EXPECT_PTR_EQ(test, NULL,
				    memchr_inv(xdp_buff_rx_meta(xdp) + 1, 0,
					       below - VLAN_HLEN));
}

/* A push keeps the mark of a buffer without metadata support. */
static void push_no_data_meta_test(struct kunit *test)
{
	struct xdp_buff *xdp = buff_stored(test, XDP_FLAGS_RX_META);

	xdp_set_data_meta_invalid(xdp);
	KUNIT_EXPECT_EQ(test, 0, xdp_buff_push_rx_vlan_tag(xdp));
	KUNIT_EXPECT_TRUE(test, xdp_data_meta_unsupported(xdp));
}

/* The pool keeps its own list of the fragments of a zero-copy buffer, so the
 * push does not change them.
 */
static void push_zc_frags_test(struct kunit *test)
{
	static const struct push_case c = {
		.flags = ALL, .headroom = ROOM, .frag = 60, .err = -EINVAL,
	};
	struct buff_fixture *buff = test->priv;
	struct skb_shared_info *sinfo = push_fill(test, &c);

	buff->rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	KUNIT_EXPECT_EQ(test, c.err, xdp_buff_push_rx_vlan_tag(&buff->xdp));
	push_expect(test, &c, buff->xdp.data, 0, sinfo);
}

/* A bulk of frames. A `.` has nothing stored, a `t` can be sent with its tag,
 * and an `R` is refused because of its tag.
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

	bulk = rx_meta_test_zalloc(test, sizeof(*bulk));
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
	/* The callback ran once for each frame with a tag, in order. */
	for (i = 0; i < n; i++)
		if (c->frames[i] != '.')
			KUNIT_EXPECT_EQ(test, bulk->asked[asked++],
					c->frames[i]);
	KUNIT_EXPECT_EQ(test, bulk->nr_asked, asked);
}

#define DEV_FRAMES	3

/* A device that sends all but the last frame of a bulk */
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
	const struct xdp_rx_meta stored = rx_meta_test_stored(0).meta;
	struct buff_fixture *buff = test->priv;
	struct dev_fixture *fix;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, dev);
	rx_meta_test_defer(test, dev_free, dev);
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

static int dev_send(struct dev_fixture *fix, u32 flags)
{
	return xdp_dev_xmit(fix->dev, DEV_FRAMES, fix->frames, flags);
}

/* Drivers without support for stored tags get frames that contain their tag. */
static void dev_xmit_test(struct kunit *test)
{
	struct dev_fixture *fix = dev_make(test);

	KUNIT_EXPECT_EQ(test, 2, dev_send(fix, XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, 3, fix->given);
	KUNIT_EXPECT_EQ(test, 60, fix->lens[0]);
	KUNIT_EXPECT_EQ(test, 61 + VLAN_HLEN, fix->lens[1]);
	KUNIT_EXPECT_EQ(test, 62, fix->lens[2]);
	KUNIT_EXPECT_EQ(test, -ENXIO, dev_send(fix, 0));

	/* The driver has metadata readers and does not set xmit_vlan_tag. */
	fix = dev_make(test);
	fix->dev->xdp_metadata_ops = &fix->metadata_ops;
	dev_send(fix, XDP_XMIT_FLUSH);
	KUNIT_EXPECT_EQ(test, 61 + VLAN_HLEN, fix->lens[1]);
}

static void dev_xmit_keeps_tag_test(struct kunit *test)
{
	struct dev_fixture *fix = dev_make(test);

	fix->metadata_ops.xmit_vlan_tag = true;
	fix->dev->xdp_metadata_ops = &fix->metadata_ops;
	KUNIT_EXPECT_EQ(test, 2, dev_send(fix, XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, 61, fix->lens[1]);
	KUNIT_EXPECT_EQ(test, XDP_FLAGS_RX_VLAN_TAG, fix->frames[1]->flags);
}

/* A frame that cannot be sent with its tag is refused; the others are sent. */
static void dev_xmit_refused_test(struct kunit *test)
{
	struct dev_fixture *fix = dev_make(test);
	struct xdp_frame *refused = fix->frames[1];

	refused->len = ETH_HLEN - 1;
	KUNIT_EXPECT_EQ(test, 1, dev_send(fix, XDP_XMIT_FLUSH));
	KUNIT_EXPECT_EQ(test, 2, fix->given);
	KUNIT_EXPECT_EQ(test, 60, fix->lens[0]);
	KUNIT_EXPECT_EQ(test, 62, fix->lens[1]);
	KUNIT_EXPECT_PTR_EQ(test, refused, fix->frames[2]);

	/* ndo_xdp_xmit() is not called without frames. */
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
