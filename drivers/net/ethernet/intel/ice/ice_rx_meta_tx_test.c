// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: how ice transmits a VLAN tag that a program stored, on XDP_TX,
 * on XDP_TX of zero-copy buffers and in ndo_xdp_xmit().
 */
#include <net/xdp_sock_drv.h>
#include "ice_rx_meta_test_tx.h"

static const struct tx_case tx_cases[] = {
	{ "nothing", .proto = CTAG, .tci = 5, .len = LEN },
	{ "nothing, 3 descriptors", .proto = CTAG, .tci = 5, .nr_frags = 2,
	  .len = LEN },
	{ "other values", .flags = ALL & ~TAG, .proto = CTAG, .tci = 5,
	  .len = LEN },
	{ "C-tag", .flags = TAG, .proto = CTAG, .tci = 0xe123, .len = LEN,
	  .result = TX_IN_DESC },
	{ "C-tag and others", .flags = ALL, .proto = CTAG, .tci = 0xe123,
	  .len = LEN, .result = TX_IN_DESC },
	{ "C-tag, all zero", .flags = TAG, .proto = CTAG, .tci = 0, .len = LEN,
	  .result = TX_IN_DESC },
	{ "C-tag, all ones", .flags = TAG, .proto = CTAG, .tci = 0xffff,
	  .len = LEN, .result = TX_IN_DESC },
	{ "C-tag, 2 descriptors", .flags = TAG, .proto = CTAG, .tci = 0xe123,
	  .nr_frags = 1, .len = LEN, .result = TX_IN_DESC },
	{ "C-tag, 3 descriptors", .flags = TAG, .proto = CTAG, .tci = 0xe123,
	  .nr_frags = 2, .len = LEN, .result = TX_IN_DESC },
	{ "C-tag, insertion off", .flags = TAG, .proto = CTAG, .tci = 0xe123,
	  .off = NETIF_F_HW_VLAN_CTAG_TX, .len = LEN, .result = TX_IN_PACKET },
	{ "C-tag, double VLAN mode", .flags = TAG, .proto = CTAG, .tci = 0xe123,
	  .dvm = true, .len = LEN, .result = TX_IN_PACKET },
	{ "C-tag, double VLAN mode, 3 descriptors", .flags = TAG, .proto = CTAG,
	  .tci = 0xe123, .dvm = true, .nr_frags = 2, .len = LEN,
	  .result = TX_IN_PACKET },
	{ "S-tag", .flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
	  .result = TX_IN_PACKET },
	{ "S-tag and others", .flags = ALL, .proto = STAG, .tci = 0xa456,
	  .len = LEN, .result = TX_IN_PACKET },
	{ "S-tag, 3 descriptors", .flags = TAG, .proto = STAG, .tci = 0xa456,
	  .nr_frags = 2, .len = LEN, .result = TX_IN_PACKET },
	{ "S-tag, double VLAN mode", .flags = TAG, .proto = STAG, .tci = 0xa456,
	  .dvm = true, .len = LEN, .result = TX_IN_PACKET },
	{ "S-tag, header only", .flags = TAG, .proto = STAG, .tci = 0xa456,
	  .len = ETH_HLEN, .result = TX_IN_PACKET },
	{ "S-tag, header cut off", .flags = TAG, .proto = STAG, .tci = 0xa456,
	  .len = ETH_HLEN - 1, .result = TX_DROPPED },
};

KUNIT_ARRAY_PARAM_DESC(tx, tx_cases, name);

/* An S-tag that is pushed into the packet, and one whose packet is refused */
static const struct tx_case good = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
	.result = TX_IN_PACKET,
};

static const struct tx_case bad = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .len = 10,
};

/* Receive the packet, with a program that returns XDP_TX. */
static void receive(struct kunit *test, enum ice_test_rx kind, u32 pull)
{
	const struct tx_case *c = test->param_value;
	const struct xdp_rx_meta_saved stored = ice_test_stored(c);
	const struct rx_meta_test_prog prog = {
		.stored = &stored, .pull = pull, .act = XDP_TX,
	};
	struct ice_test *t = test->priv;
	u32 i;

	ice_test_apply_mode(t, c);
	ice_test_rx_ring(test, t, kind);
	ice_test_attach(test, t, &prog);
	ice_test_receive(t, c->len, !c->nr_frags, true);
	for (i = 1; i <= c->nr_frags; i++)
		ice_test_receive(t, LEN + i, i == c->nr_frags, true);
	ice_test_poll(t);
}

static void xdp_tx_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct ice_test *t = test->priv;

	receive(test, ICE_TEST_RX_BUILD_SKB, 0);
	ice_test_expect_descs(test, c);
	if (c->result != TX_DROPPED)
		ice_test_expect_packet(test, c, t->tx->tx_buf[0].raw_buf);
}

static void xdp_tx_zc_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	u32 tag = c->result == TX_IN_PACKET ? VLAN_HLEN : 0;
	struct ice_test *t = test->priv;
	struct xdp_buff *xdp;
	u64 dma;

	receive(test, ICE_TEST_RX_ZC, 0);
	ice_test_expect_descs(test, c);
	if (c->result == TX_DROPPED)
		return;

	xdp = t->tx->tx_buf[0].xdp;
	dma = le64_to_cpu(ICE_TX_DESC(t->tx, 0)->buf_addr);
	KUNIT_EXPECT_EQ(test, dma, xsk_buff_xdp_get_dma(xdp) - tag);
	ice_test_expect_packet(test, c, xdp->data);
}

/* The device sends a packet from where the program moved its start to. */
static void xdp_tx_zc_pull_test(struct kunit *test)
{
	static const struct tx_case pull_case = {
		.len = LEN, .result = TX_NO_TAG,
	};
	struct ice_test *t = test->priv;
	struct xdp_buff *xdp;
	u64 dma;

	test->param_value = &pull_case;
	receive(test, ICE_TEST_RX_ZC, 20);
	xdp = t->tx->tx_buf[0].xdp;
	dma = le64_to_cpu(ICE_TX_DESC(t->tx, 0)->buf_addr);
	ice_test_expect_desc(test, 0, 0, &pull_case, LEN - 20);
	KUNIT_EXPECT_EQ(test, dma, xsk_buff_xdp_get_dma(xdp) + 20);
}

/* The last byte of the header is in the second buffer, and the push moves it to
 * the first one. With zero-copy buffers the packet is dropped, because the pool
 * keeps its own list of its buffers.
 */
static const struct tx_case cut_case = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .nr_frags = 1,
	.len = ETH_HLEN - 1, .result = TX_IN_PACKET,
};

static const struct tx_case cut_dropped_case = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .nr_frags = 1,
	.len = ETH_HLEN - 1, .result = TX_DROPPED,
};

static void expect_cut(struct kunit *test, const u8 *data, u8 last)
{
	static const u8 tag[] = { STAG >> 8, STAG & 0xff, 0xa4, 0x56 };
	struct ice_test *t = test->priv;

	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 2);
	ice_test_expect_desc(test, 0, 0, &cut_case, ETH_HLEN + VLAN_HLEN);
	ice_test_expect_desc(test, 1, 1, &cut_case, LEN);
	KUNIT_EXPECT_MEMEQ(test, data + 2 * ETH_ALEN, tag, sizeof(tag));
	KUNIT_EXPECT_EQ(test, data[ETH_HLEN + VLAN_HLEN - 1], last);
}

static void xdp_tx_cut_test(struct kunit *test)
{
	struct ice_test *t = test->priv;

	test->param_value = &cut_case;
	receive(test, ICE_TEST_RX_BUILD_SKB, 0);
	expect_cut(test, t->tx->tx_buf[0].raw_buf, RX_META_TEST_MARK);
}

static void xdp_tx_zc_cut_test(struct kunit *test)
{
	test->param_value = &cut_dropped_case;
	receive(test, ICE_TEST_RX_ZC, 0);
	ice_test_expect_descs(test, &cut_dropped_case);
}

static int xmit(struct kunit *test, int n, struct xdp_frame **frames)
{
	return ice_test_xmit(test, n, frames, XDP_XMIT_FLUSH);
}

static void xdp_xmit_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;

	ice_test_apply_mode(t, c);
	frame = ice_test_frame(test, c);
	KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), c->result != TX_DROPPED);
	ice_test_expect_descs(test, c);
	if (c->result != TX_DROPPED)
		ice_test_expect_packet(test, c, t->tx->tx_buf[0].xdpf->data);
	else
		xdp_return_frame(frame);
}

static void xdp_xmit_cut_test(struct kunit *test)
{
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;

	frame = ice_test_frame(test, &cut_case);
	KUNIT_ASSERT_EQ(test, xmit(test, 1, &frame), 1);
	expect_cut(test, t->tx->tx_buf[0].xdpf->data,
		   rx_meta_test_byte(ETH_HLEN - 1));
}

/* Refused frames move behind the sent ones, which keep their order. */
static void xdp_xmit_order_test(struct kunit *test)
{
	struct xdp_frame *frames[5], *made[5];
	struct ice_test *t = test->priv;
	int i;

	for (i = 0; i < ARRAY_SIZE(frames); i++)
		made[i] = ice_test_frame(test, i % 2 ? &bad : &good);
	memcpy(frames, made, sizeof(frames));

	KUNIT_ASSERT_EQ(test, xmit(test, ARRAY_SIZE(frames), frames), 3);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 3);
	KUNIT_EXPECT_EQ(test, ice_stats_read(t->tx->ring_stats, tx_busy), 2);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_PTR_EQ(test, t->tx->tx_buf[i].xdpf, made[2 * i]);
		ice_test_expect_packet(test, &good, made[2 * i]->data);
	}
	KUNIT_EXPECT_PTR_EQ(test, frames[3], made[1]);
	KUNIT_EXPECT_PTR_EQ(test, frames[4], made[3]);
	xdp_return_frame(made[1]);
	xdp_return_frame(made[3]);
}

/* A packet whose descriptors wrap around has its tag in each of them. */
static void xdp_xmit_wrap_test(struct kunit *test)
{
	static const struct tx_case c = {
		.flags = TAG, .proto = CTAG, .tci = 0xe123, .nr_frags = 2,
		.len = LEN, .result = TX_IN_DESC,
	};
	const int first = ICE_TEST_COUNT - 2;
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;
	int i;

	t->tx->next_to_use = first;
	t->tx->next_to_clean = first;
	frame = ice_test_frame(test, &c);
	KUNIT_ASSERT_EQ(test, xmit(test, 1, &frame), 1);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 1);
	for (i = 0; i <= c.nr_frags; i++)
		ice_test_expect_desc(test, (first + i) % ICE_TEST_COUNT, i, &c,
				     i ? LEN + i : c.len);
	ice_test_expect_packet(test, &c, t->tx->tx_buf[first].xdpf->data);
}

/* On a full ring nothing is sent, and the caller keeps the frames. */
static void xdp_xmit_busy_test(struct kunit *test)
{
	static const struct tx_case cases[] = {
		{ .flags = TAG, .proto = CTAG, .tci = 0xe123, .len = LEN },
		{ .flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN },
	};
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;
	u64 busy;
	int i;

	t->tx->next_to_use = 5;
	t->tx->next_to_clean = 6;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		frame = ice_test_frame(test, &cases[i]);
		KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), 0);
		KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 5);
		busy = ice_stats_read(t->tx->ring_stats, tx_busy);
		KUNIT_EXPECT_EQ(test, busy, 1 + i);
		xdp_return_frame(frame);
	}
}

static void *copy_of(struct kunit *test, const void *from, size_t size)
{
	void *copy = kunit_kmalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, copy);
	return memcpy(copy, from, size);
}

/* A bulk without a frame that can be sent does not change the ring. */
static void xdp_xmit_refused_test(struct kunit *test)
{
	const size_t bufs = ICE_TEST_COUNT * sizeof(struct ice_tx_buf);
	struct ice_test *t = test->priv;
	struct xdp_frame *frames[2];
	void *desc, *tx_buf;
	int i;

	t->tx->next_to_use = 5;
	t->tx->next_to_clean = 5;
	memset(t->tx->desc, 0x5a, PAGE_SIZE);
	desc = copy_of(test, t->tx->desc, PAGE_SIZE);
	tx_buf = copy_of(test, t->tx->tx_buf, bufs);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		frames[i] = ice_test_frame(test, &bad);

	KUNIT_EXPECT_EQ(test, xmit(test, ARRAY_SIZE(frames), frames), 0);
	KUNIT_EXPECT_MEMEQ(test, t->tx->desc, desc, PAGE_SIZE);
	KUNIT_EXPECT_MEMEQ(test, t->tx->tx_buf, tx_buf, bufs);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 5);
	KUNIT_EXPECT_EQ(test, ice_stats_read(t->tx->ring_stats, tx_busy), 2);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		xdp_return_frame(frames[i]);
}

/* A call with XDP_XMIT_FLUSH writes the tail for frames of earlier calls, even
 * if it sends no frame of its own.
 */
static void xdp_xmit_refused_flush_test(struct kunit *test)
{
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;

	frame = ice_test_frame(test, &good);
	KUNIT_ASSERT_EQ(test, ice_test_xmit(test, 1, &frame, 0), 1);
	KUNIT_EXPECT_EQ(test, readl(t->tx->tail), 0);
	frame = ice_test_frame(test, &bad);
	KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), 0);
	KUNIT_EXPECT_EQ(test, readl(t->tx->tail), 1);
	ice_test_expect_desc(test, 0, 0, &good, LEN + VLAN_HLEN);
	xdp_return_frame(frame);
}

/* The core does not push the tags of frames for this driver. */
static void xmit_vlan_tag_test(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, ice_xdp_md_ops.xmit_vlan_tag);
}

static void unlock_key(void *unused)
{
	static_branch_dec(&ice_xdp_locking_key);
}

/* If CPUs share a ring, a bulk with a refused frame releases its lock. */
static void xdp_xmit_locked_test(struct kunit *test)
{
	struct xdp_frame *frames[2], *refused;
	struct ice_test *t = test->priv;

	static_branch_inc(&ice_xdp_locking_key);
	rx_meta_test_defer(test, unlock_key, NULL);
	t->vsi->num_xdp_txq = 1;
	refused = ice_test_frame(test, &bad);
	frames[0] = refused;
	frames[1] = ice_test_frame(test, &good);

	KUNIT_ASSERT_EQ(test, xmit(test, 2, frames), 1);
	KUNIT_ASSERT_TRUE(test, spin_trylock(&t->tx->tx_lock));
	spin_unlock(&t->tx->tx_lock);
	ice_test_expect_packet(test, &good, t->tx->tx_buf[0].xdpf->data);
	KUNIT_EXPECT_PTR_EQ(test, frames[1], refused);
	xdp_return_frame(refused);
}

static struct kunit_case ice_tx_cases[] = {
	KUNIT_CASE_PARAM(xdp_tx_test, tx_gen_params),
	KUNIT_CASE_PARAM(xdp_tx_zc_test, tx_gen_params),
	KUNIT_CASE(xdp_tx_zc_pull_test),
	KUNIT_CASE(xdp_tx_cut_test),
	KUNIT_CASE(xdp_tx_zc_cut_test),
	KUNIT_CASE_PARAM(xdp_xmit_test, tx_gen_params),
	KUNIT_CASE(xdp_xmit_cut_test),
	KUNIT_CASE(xdp_xmit_order_test),
	KUNIT_CASE(xdp_xmit_wrap_test),
	KUNIT_CASE(xdp_xmit_busy_test),
	KUNIT_CASE(xdp_xmit_refused_test),
	KUNIT_CASE(xdp_xmit_refused_flush_test),
	KUNIT_CASE(xdp_xmit_locked_test),
	KUNIT_CASE(xmit_vlan_tag_test),
	{}
};

static struct kunit_suite ice_tx_suite = {
	.name = "ice_rx_meta_tx",
	.init = ice_test_init,
	.test_cases = ice_tx_cases,
};

kunit_test_suite(ice_tx_suite);
