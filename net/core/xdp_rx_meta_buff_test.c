// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: what drivers do with the stored values of a buffer that they
 * move, copy, or set up by hand.
 */
#include <linux/module.h>
#include <linux/string.h>

#include "xdp_rx_meta_test.h"

#define METASIZE	8
#define LEN		64

/* A buffer whose metadata leaves the values just the room they need, in a page
 * of which each byte differs from those around it, and what is in the page.
 */
struct tight {
	struct xdp_rxq_info rxq;
	struct xdp_buff xdp;
	u8 *page;
	u8 before[2048];
};

static struct tight *tight_make(struct kunit *test, int start, u32 flags)
{
	struct tight *tight = kunit_kzalloc(test, sizeof(*tight), GFP_KERNEL);
	struct xdp_buff *xdp;
	static u8 seed;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, tight);
	tight->page = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, tight->page);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, buff_put_page,
							   tight->page));
	seed += 5;
	for (i = 0; i < sizeof(tight->before); i++)
		tight->page[i] = i * 7 + (i >> 8) + seed;

	xdp = &tight->xdp;
	xdp_init_buff(xdp, sizeof(tight->before), &tight->rxq);
	xdp_prepare_buff(xdp, tight->page + start, META_END + METASIZE, LEN,
			 true);
	xdp->data_meta = xdp->data - METASIZE;
	if (flags)
		memcpy(xdp_buff_rx_meta(xdp), &stored, sizeof(stored));
	xdp->flags |= flags;
	memcpy(tight->before, tight->page, sizeof(tight->before));
	return tight;
}

/* No byte of the page but the values from @at on is another than before. */
static void expect_same_but(struct kunit *test, const struct tight *tight,
			    size_t at)
{
	size_t behind = at + sizeof(stored);

	KUNIT_EXPECT_MEMEQ(test, tight->page, tight->before, at);
	KUNIT_EXPECT_MEMEQ(test, tight->page + behind, tight->before + behind,
			   sizeof(tight->before) - behind);
}

static void expect_same(struct kunit *test, const struct tight *tight)
{
	KUNIT_EXPECT_MEMEQ(test, tight->page, tight->before,
			   sizeof(tight->before));
}

/* dpaa moves by 16 bytes, dpaa2 by what the hardware left in front; less than
 * the values have, just as much and more. At 0 nothing moves.
 */
static const int move_params[] = { 0, 1, 16, 23, 24, 25, 128, 1024 };

static void move_desc(const int *down, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%d bytes", *down);
}

KUNIT_ARRAY_PARAM(move, move_params, move_desc);

static void move_test(struct kunit *test)
{
	u32 flags = XDP_FLAGS_RX_META | XDP_FLAGS_HAS_FRAGS;
	int down = *(const int *)test->param_value;
	struct tight *tight = tight_make(test, down, flags);
	struct xdp_buff *xdp = &tight->xdp;
	struct xdp_frame *frame;

	xdp_buff_move_hard_start(xdp, tight->page);

	KUNIT_EXPECT_PTR_EQ(test, xdp->data_hard_start, (void *)tight->page);
	KUNIT_EXPECT_EQ(test, xdp->flags, flags);
	KUNIT_EXPECT_EQ(test, xdp->data - xdp->data_meta, METASIZE);
	KUNIT_EXPECT_MEMEQ(test, xdp_buff_rx_meta(xdp), &stored,
			   sizeof(stored));
	expect_same_but(test, tight, sizeof(struct xdp_frame));

	frame = xdp_convert_buff_to_frame(xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	KUNIT_EXPECT_MEMEQ(test, frame + 1, &stored, sizeof(stored));
	KUNIT_EXPECT_EQ(test, frame->headroom,
			sizeof(stored) + METASIZE + down);
}

/* Nothing is written when nothing is stored. */
static void move_nothing_test(struct kunit *test)
{
	int down = *(const int *)test->param_value;
	struct tight *tight = tight_make(test, down, 0);

	xdp_buff_move_hard_start(&tight->xdp, tight->page);

	KUNIT_EXPECT_PTR_EQ(test, tight->xdp.data_hard_start,
			    (void *)tight->page);
	KUNIT_EXPECT_EQ(test, tight->xdp.flags, 0);
	expect_same(test, tight);
}

/* A buffer that comes again without having been in its pool */
static void clear_test(struct kunit *test)
{
	struct tight *tight = tight_make(test, 0, XDP_FLAGS_RX_META |
						  XDP_FLAGS_HAS_FRAGS);
	struct xdp_buff *xdp = &tight->xdp;
	enum xdp_rss_hash_type type;
	__be16 proto;
	u64 ns;
	u32 hash;
	u16 tci;

	xdp_buff_clear_rx_meta(xdp);

	KUNIT_EXPECT_EQ(test, xdp->flags, XDP_FLAGS_HAS_FRAGS);
	KUNIT_EXPECT_EQ(test, -ENODATA, xdp_rx_meta_hash(xdp, &hash, &type));
	KUNIT_EXPECT_EQ(test, -ENODATA,
			xdp_rx_meta_vlan_tag(xdp, &proto, &tci));
	KUNIT_EXPECT_EQ(test, -ENODATA, xdp_rx_meta_timestamp(xdp, &ns));
	expect_same(test, tight);
}

/* Two of the three are stored: the copy has these two, at its own place. */
static void copy_test(struct kunit *test)
{
	u32 which = XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP;
	struct tight *from = tight_make(test, 16, which | XDP_FLAGS_HAS_FRAGS);
	struct tight *to = tight_make(test, 40, 0);
	__be16 proto;
	u64 ns;
	u16 tci;

	xdp_buff_copy_rx_meta(&to->xdp, &from->xdp);

	KUNIT_EXPECT_EQ(test, to->xdp.flags, which);
	KUNIT_EXPECT_EQ(test, 0, xdp_rx_meta_timestamp(&to->xdp, &ns));
	KUNIT_EXPECT_EQ(test, ns, stored.timestamp);
	KUNIT_EXPECT_EQ(test, -ENODATA,
			xdp_rx_meta_vlan_tag(&to->xdp, &proto, &tci));
	expect_same_but(test, to, 40 + sizeof(struct xdp_frame));
	expect_same(test, from);
}

static void copy_nothing_test(struct kunit *test)
{
	struct tight *from = tight_make(test, 0, 0);
	struct tight *to = tight_make(test, 0, 0);

	xdp_buff_copy_rx_meta(&to->xdp, &from->xdp);

	KUNIT_EXPECT_EQ(test, to->xdp.flags, 0);
	expect_same(test, to);
}

static struct kunit_case xdp_rx_meta_buff_cases[] = {
	KUNIT_CASE_PARAM(move_test, move_gen_params),
	KUNIT_CASE_PARAM(move_nothing_test, move_gen_params),
	KUNIT_CASE(clear_test),
	KUNIT_CASE(copy_test),
	KUNIT_CASE(copy_nothing_test),
	{}
};

static struct kunit_suite xdp_rx_meta_buff_suite = {
	.name = "xdp_rx_meta_buff",
	.test_cases = xdp_rx_meta_buff_cases,
};

kunit_test_suite(xdp_rx_meta_buff_suite);

MODULE_DESCRIPTION("KUnit tests of XDP buffers that drivers move or copy");
MODULE_LICENSE("GPL");
