// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: helpers for drivers that move or copy a buffer, or set it up
 * without xdp_prepare_buff().
 */
#include <linux/module.h>
#include "xdp_rx_meta_test.h"

#define METASIZE	8
#define LEN		64

/* A buffer with just enough headroom for the values in front of its metadata,
 * and a copy of its page. Neighbouring bytes of the page differ.
 */
struct tight {
	struct xdp_rxq_info rxq;
	struct xdp_buff xdp;
	u8 *page;
	u8 before[2048];
};

static struct tight *tight_make(struct kunit *test, int start, u32 flags)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);
	struct tight *tight = rx_meta_test_zalloc(test, sizeof(*tight));
	struct xdp_buff *xdp;
	static u8 seed;
	int i;

	tight->page = rx_meta_test_page(test);
	seed += 5;
	for (i = 0; i < sizeof(tight->before); i++)
		tight->page[i] = i * 7 + (i >> 8) + seed;

	xdp = &tight->xdp;
	xdp_init_buff(xdp, sizeof(tight->before), &tight->rxq);
	xdp_prepare_buff(xdp, tight->page + start,
			 RX_META_TEST_ROOM + METASIZE, LEN, true);
	xdp->data_meta = xdp->data - METASIZE;
	if (flags)
		rx_meta_test_store(xdp, &stored);
	memcpy(tight->before, tight->page, sizeof(tight->before));
	return tight;
}

/* Only the values, which start at @at, have changed in the page. */
static void expect_same_but(struct kunit *test, const struct tight *tight,
			    size_t at)
{
	size_t behind = at + sizeof(struct xdp_rx_meta);

	KUNIT_EXPECT_MEMEQ(test, tight->page, tight->before, at);
	KUNIT_EXPECT_MEMEQ(test, tight->page + behind, tight->before + behind,
			   sizeof(tight->before) - behind);
}

static void expect_same(struct kunit *test, const struct tight *tight)
{
	KUNIT_EXPECT_MEMEQ(test, tight->page, tight->before,
			   sizeof(tight->before));
}

/* dpaa moves the start by 16 bytes, dpaa2 by the length of what the hardware
 * wrote in front of the packet. The distances are below, at and above the size
 * of the values.
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
	const struct xdp_rx_meta stored = rx_meta_test_stored(flags).meta;
	int down = *(const int *)test->param_value;
	struct tight *tight = tight_make(test, down, flags);
	struct xdp_buff *xdp = &tight->xdp;
	struct xdp_frame *frame;

	xdp_buff_move_hard_start(xdp, tight->page);

	KUNIT_EXPECT_PTR_EQ(test, xdp->data_hard_start, (void *)tight->page);
	KUNIT_EXPECT_EQ(test, xdp->flags, flags);
	KUNIT_EXPECT_EQ(test, xdp->data - xdp->data_meta, METASIZE);
	KUNIT_EXPECT_MEMEQ(test, xdp_buff_rx_meta(xdp), &stored,
			   RX_META_TEST_VALUES);
	expect_same_but(test, tight, sizeof(struct xdp_frame));

	frame = xdp_convert_buff_to_frame(xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	KUNIT_EXPECT_MEMEQ(test, frame + 1, &stored, RX_META_TEST_VALUES);
	KUNIT_EXPECT_EQ(test, frame->headroom,
			sizeof(stored) + METASIZE + down);
}

/* Without stored values the function writes nothing. */
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

/* The driver uses the buffer again without returning it to its pool. */
static void clear_test(struct kunit *test)
{
	struct tight *tight = tight_make(test, 0, XDP_FLAGS_RX_META |
						  XDP_FLAGS_HAS_FRAGS);
	const struct xdp_rx_meta_saved none = {};

	xdp_buff_clear_rx_meta(&tight->xdp);

	KUNIT_EXPECT_EQ(test, tight->xdp.flags, XDP_FLAGS_HAS_FRAGS);
	buff_expect_readers(test, &tight->xdp, &none);
	expect_same(test, tight);
}

/* The copy has the values that are stored, at its own place. */
static void copy_test(struct kunit *test)
{
	u32 which;

	for (which = 1; which <= XDP_RX_META_ALL; which++) {
		const struct xdp_rx_meta_saved stored =
			rx_meta_test_combination(which);
		struct tight *from = tight_make(test, 16, stored.flags |
							  XDP_FLAGS_HAS_FRAGS);
		struct tight *to = tight_make(test, 40, 0);

		xdp_buff_copy_rx_meta(&to->xdp, &from->xdp);

		KUNIT_EXPECT_EQ(test, to->xdp.flags, stored.flags);
		buff_expect_readers(test, &to->xdp, &stored);
		expect_same_but(test, to, 40 + sizeof(struct xdp_frame));
		expect_same(test, from);
	}
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
