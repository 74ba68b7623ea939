// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: what drivers do with the stored values of a buffer that they
 * move, copy, or set up by hand.
 */
#include <linux/module.h>
#include <linux/string.h>

#include "xdp_rx_meta_test.h"

#define FILL		0xa5
#define METASIZE	8
#define LEN		64

static void *get_page_for(struct kunit *test)
{
	void *page = (void *)__get_free_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, buff_put_page, page));
	memset(page, FILL, PAGE_SIZE);
	return page;
}

/* A buffer whose metadata leaves the values just the room they need */
static void buff_tight(struct xdp_buff *xdp, void *start, u32 flags)
{
	static struct xdp_rxq_info rxq;

	xdp_init_buff(xdp, PAGE_SIZE / 2, &rxq);
	xdp_prepare_buff(xdp, start, META_END + METASIZE, LEN, true);
	xdp->data_meta = xdp->data - METASIZE;
	memset(xdp->data_meta, 0x11, METASIZE);
	memset(xdp->data, 0x22, LEN);
	if (flags)
		memcpy(xdp_buff_rx_meta(xdp), &stored, sizeof(stored));
	xdp->flags |= flags;
}

static bool is_all(const void *from, const void *to, int byte)
{
	return from >= to || !memchr_inv(from, byte, to - from);
}

/* What is not the area of the values is as it was. */
static void expect_packet(struct kunit *test, const struct xdp_buff *xdp)
{
	KUNIT_EXPECT_TRUE(test, is_all(xdp->data_meta, xdp->data, 0x11));
	KUNIT_EXPECT_TRUE(test, is_all(xdp->data, xdp->data_end, 0x22));
	KUNIT_EXPECT_EQ(test, xdp->data - xdp->data_meta, METASIZE);
	KUNIT_EXPECT_EQ(test, xdp->data_end - xdp->data, LEN);
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
	int down = *(const int *)test->param_value;
	void *page = get_page_for(test);
	struct xdp_frame *frame;
	struct xdp_buff xdp;

	buff_tight(&xdp, page + down, XDP_FLAGS_RX_META | XDP_FLAGS_HAS_FRAGS);
	xdp_buff_move_hard_start(&xdp, page);
	xdp.frame_sz += down;

	KUNIT_EXPECT_PTR_EQ(test, xdp.data_hard_start, page);
	KUNIT_EXPECT_EQ(test, xdp.flags,
			XDP_FLAGS_RX_META | XDP_FLAGS_HAS_FRAGS);
	KUNIT_EXPECT_MEMEQ(test, xdp_buff_rx_meta(&xdp), &stored,
			   sizeof(stored));
	KUNIT_EXPECT_TRUE(test, is_all(page, xdp_buff_rx_meta(&xdp), FILL));
	expect_packet(test, &xdp);

	frame = xdp_convert_buff_to_frame(&xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	KUNIT_EXPECT_MEMEQ(test, frame + 1, &stored, sizeof(stored));
	KUNIT_EXPECT_EQ(test, frame->headroom,
			sizeof(stored) + METASIZE + down);
	expect_packet(test, &xdp);
}

/* Nothing is written when nothing is stored. */
static void move_nothing_test(struct kunit *test)
{
	int down = *(const int *)test->param_value;
	void *page = get_page_for(test);
	struct xdp_buff xdp;

	buff_tight(&xdp, page + down, 0);
	xdp_buff_move_hard_start(&xdp, page);

	KUNIT_EXPECT_PTR_EQ(test, xdp.data_hard_start, page);
	KUNIT_EXPECT_EQ(test, xdp.flags, 0);
	KUNIT_EXPECT_TRUE(test, is_all(page, xdp.data_meta, FILL));
	expect_packet(test, &xdp);
}

/* A buffer that comes again without having been in its pool */
static void clear_test(struct kunit *test)
{
	enum xdp_rss_hash_type type;
	struct xdp_buff xdp;
	__be16 proto;
	u64 ns;
	u32 hash;
	u16 tci;

	buff_tight(&xdp, get_page_for(test),
		   XDP_FLAGS_RX_META | XDP_FLAGS_HAS_FRAGS);
	xdp_buff_clear_rx_meta(&xdp);

	KUNIT_EXPECT_EQ(test, xdp.flags, XDP_FLAGS_HAS_FRAGS);
	KUNIT_EXPECT_EQ(test, -ENODATA, xdp_rx_meta_hash(&xdp, &hash, &type));
	KUNIT_EXPECT_EQ(test, -ENODATA,
			xdp_rx_meta_vlan_tag(&xdp, &proto, &tci));
	KUNIT_EXPECT_EQ(test, -ENODATA, xdp_rx_meta_timestamp(&xdp, &ns));
	expect_packet(test, &xdp);
}

/* Two of the three are stored: the copy has these two. */
static void copy_test(struct kunit *test)
{
	u32 which = XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP;
	struct xdp_buff from, to;
	__be16 proto;
	u64 ns;
	u16 tci;

	buff_tight(&from, get_page_for(test), which | XDP_FLAGS_HAS_FRAGS);
	buff_tight(&to, get_page_for(test), 0);
	xdp_buff_copy_rx_meta(&to, &from);

	KUNIT_EXPECT_EQ(test, to.flags, which);
	KUNIT_EXPECT_EQ(test, 0, xdp_rx_meta_timestamp(&to, &ns));
	KUNIT_EXPECT_EQ(test, ns, stored.timestamp);
	KUNIT_EXPECT_EQ(test, -ENODATA,
			xdp_rx_meta_vlan_tag(&to, &proto, &tci));
	expect_packet(test, &from);
	expect_packet(test, &to);
}

static void copy_nothing_test(struct kunit *test)
{
	struct xdp_buff from, to;

	buff_tight(&from, get_page_for(test), 0);
	buff_tight(&to, get_page_for(test), 0);
	xdp_buff_copy_rx_meta(&to, &from);

	KUNIT_EXPECT_EQ(test, to.flags, 0);
	KUNIT_EXPECT_TRUE(test, is_all(to.data_hard_start, to.data_meta, FILL));
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

MODULE_DESCRIPTION("KUnit tests: stored XDP RX metadata of buffers that drivers move or copy");
MODULE_LICENSE("GPL");
