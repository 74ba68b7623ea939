// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: how ice transmits a VLAN tag that a program stored.
 *
 * The descriptors are those the driver wrote for XDP_TX, for zero-copy XDP_TX
 * and for ndo_xdp_xmit().
 */
#include <net/xdp_sock_drv.h>
#include "ice_rx_meta_test.h"

enum tx_how {
	TX_NO_TAG,
	TX_IN_DESC,
	TX_IN_PACKET,
	TX_DROPPED,
};

struct tx_case {
	const char *name;
	u32 flags;
	u16 proto;
	u16 tci;
	bool dvm;
	netdev_features_t off;
	u32 nr_frags;
	/* of the linear part */
	u32 len;
	/* expected */
	enum tx_how how;
};

#define TAG	XDP_FLAGS_RX_VLAN_TAG
#define ALL	XDP_FLAGS_RX_META
#define CTAG	ETH_P_8021Q
#define STAG	ETH_P_8021AD
#define OFF	NETIF_F_HW_VLAN_CTAG_TX
#define LEN	ICE_TEST_LEN

static const struct tx_case tx_cases[] = {
	{ "nothing", 0, CTAG, 5, false, 0, 0, LEN, TX_NO_TAG },
	{ "nothing, 3 descriptors", 0, CTAG, 5, false, 0, 2, LEN, TX_NO_TAG },
	{ "other values", ALL & ~TAG, CTAG, 5, false, 0, 0, LEN, TX_NO_TAG },
	{ "C-tag", TAG, CTAG, 0xe123, false, 0, 0, LEN, TX_IN_DESC },
	{ "C-tag and others", ALL, CTAG, 0xe123, false, 0, 0, LEN, TX_IN_DESC },
	{ "C-tag, all zero", TAG, CTAG, 0, false, 0, 0, LEN, TX_IN_DESC },
	{ "C-tag, all ones", TAG, CTAG, 0xffff, false, 0, 0, LEN, TX_IN_DESC },
	{ "C-tag, 2 descriptors", TAG, CTAG, 0xe123, false, 0, 1, LEN,
	  TX_IN_DESC },
	{ "C-tag, 3 descriptors", TAG, CTAG, 0xe123, false, 0, 2, LEN,
	  TX_IN_DESC },
	{ "C-tag, insertion off", TAG, CTAG, 0xe123, false, OFF, 0, LEN,
	  TX_IN_PACKET },
	{ "C-tag, double VLAN mode", TAG, CTAG, 0xe123, true, 0, 0, LEN,
	  TX_IN_PACKET },
	{ "C-tag, double VLAN mode, 3 descriptors", TAG, CTAG, 0xe123, true, 0,
	  2, LEN, TX_IN_PACKET },
	{ "S-tag", TAG, STAG, 0xa456, false, 0, 0, LEN, TX_IN_PACKET },
	{ "S-tag and others", ALL, STAG, 0xa456, false, 0, 0, LEN,
	  TX_IN_PACKET },
	{ "S-tag, 3 descriptors", TAG, STAG, 0xa456, false, 0, 2, LEN,
	  TX_IN_PACKET },
	{ "S-tag, double VLAN mode", TAG, STAG, 0xa456, true, 0, 0, LEN,
	  TX_IN_PACKET },
	{ "S-tag, header only", TAG, STAG, 0xa456, false, 0, 0, ETH_HLEN,
	  TX_IN_PACKET },
	{ "S-tag, header cut off", TAG, STAG, 0xa456, false, 0, 0,
	  ETH_HLEN - 1, TX_DROPPED },
};

KUNIT_ARRAY_PARAM_DESC(tx, tx_cases, name);

static int tx_init(struct kunit *test)
{
	test->priv = ice_test_make(test);
	return 0;
}

static void apply_mode(struct ice_test *t, const struct tx_case *c)
{
	t->vsi->back->hw.dvm_ena = c->dvm;
	t->netdev->features &= ~c->off;
}

/* RS says where a batch ends, not a packet. All descriptors of a packet have
 * its tag, the last one has EOP.
 */
static void expect_desc_at(struct kunit *test, int at, int i,
			   const struct tx_case *c, u32 size)
{
	struct ice_test *t = test->priv;
	u64 qw1 = le64_to_cpu(ICE_TX_DESC(t->tx, at)->cmd_type_offset_bsz);
	u64 want = ICE_TX_DESC_DTYPE_DATA;

	if (i == c->nr_frags)
		want |= ICE_TX_DESC_CMD_EOP << ICE_TXD_QW1_CMD_S;
	if (c->how == TX_IN_DESC)
		want |= ICE_TX_DESC_CMD_IL2TAG1 << ICE_TXD_QW1_CMD_S |
			(u64)c->tci << ICE_TXD_QW1_L2TAG1_S;
	want |= (u64)size << ICE_TXD_QW1_TX_BUF_SZ_S;

	KUNIT_EXPECT_EQ(test, want,
			qw1 & ~((u64)ICE_TX_DESC_CMD_RS << ICE_TXD_QW1_CMD_S));
}

static void expect_desc(struct kunit *test, int i, const struct tx_case *c,
			u32 size)
{
	expect_desc_at(test, i, i, c, size);
}

static void expect_descs(struct kunit *test, const struct tx_case *c)
{
	struct ice_test *t = test->priv;
	u32 tag = c->how == TX_IN_PACKET ? VLAN_HLEN : 0;
	int i;

	if (c->how == TX_DROPPED) {
		KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 0);
		KUNIT_EXPECT_EQ(test, t->tx->ring_stats->tx_stats.tx_busy, 1);
		return;
	}
	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 1 + c->nr_frags);
	KUNIT_EXPECT_EQ(test, t->tx->ring_stats->tx_stats.tx_busy, 0);
	expect_desc(test, 0, c, c->len + tag);
	for (i = 1; i <= c->nr_frags; i++)
		expect_desc(test, i, c, LEN + i);
}

/* The addresses, the tag where it is in the packet, and what was behind them */
static void expect_packet(struct kunit *test, const struct tx_case *c,
			  const u8 *data)
{
	static const u8 proto[] = {
		ICE_TEST_PROTO >> 8, ICE_TEST_PROTO & 0xff,
	};
	const u8 tag[VLAN_HLEN] = {
		c->proto >> 8, c->proto & 0xff, c->tci >> 8, c->tci & 0xff,
	};
	u32 i;

	KUNIT_EXPECT_EQ(test, data[0], ICE_TEST_MARK);
	for (i = 1; i < 2 * ETH_ALEN; i++)
		KUNIT_EXPECT_EQ(test, data[i], (u8)(3 * i));
	if (c->how == TX_IN_PACKET) {
		KUNIT_EXPECT_MEMEQ(test, data + i, tag, VLAN_HLEN);
		data += VLAN_HLEN;
	}
	KUNIT_EXPECT_MEMEQ(test, data + i, proto, sizeof(proto));
	for (i = ETH_HLEN; i < c->len; i++)
		KUNIT_EXPECT_EQ(test, data[i], (u8)(3 * i));
}

/* Receive the packet on the Rx ring, for a program that says XDP_TX. */
static void receive(struct kunit *test, enum ice_test_rx way, u32 pull)
{
	const struct tx_case *c = test->param_value;
	const struct xdp_rx_meta meta = {
		.vlan_proto = htons(c->proto), .vlan_tci = c->tci,
	};
	const struct ice_test_prog prog = {
		.meta = &meta, .flags = c->flags, .pull = pull, .act = XDP_TX,
	};
	struct ice_test *t = test->priv;
	u32 i;

	apply_mode(t, c);
	ice_test_rx_ring(test, t, way);
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
	expect_descs(test, c);
	if (c->how != TX_DROPPED)
		expect_packet(test, c, t->tx->tx_buf[0].raw_buf);
}

static void xdp_tx_zc_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	u32 tag = c->how == TX_IN_PACKET ? VLAN_HLEN : 0;
	struct ice_test *t = test->priv;
	struct xdp_buff *xdp;
	u64 dma;

	receive(test, ICE_TEST_RX_ZC, 0);
	expect_descs(test, c);
	if (c->how == TX_DROPPED)
		return;

	xdp = t->tx->tx_buf[0].xdp;
	dma = le64_to_cpu(ICE_TX_DESC(t->tx, 0)->buf_addr);
	KUNIT_EXPECT_EQ(test, dma, xsk_buff_xdp_get_dma(xdp) - tag);
	expect_packet(test, c, xdp->data);
}

/* Where the program moved the start of the packet to is where it starts. */
static void xdp_tx_zc_pull_test(struct kunit *test)
{
	static const struct tx_case pull_case = {
		.flags = 0, .len = LEN, .how = TX_NO_TAG,
	};
	struct ice_test *t = test->priv;
	struct xdp_buff *xdp;
	u64 dma;

	test->param_value = &pull_case;
	receive(test, ICE_TEST_RX_ZC, 20);
	xdp = t->tx->tx_buf[0].xdp;
	dma = le64_to_cpu(ICE_TX_DESC(t->tx, 0)->buf_addr);
	expect_desc(test, 0, &pull_case, LEN - 20);
	KUNIT_EXPECT_EQ(test, dma, xsk_buff_xdp_get_dma(xdp) + 20);
}

/* A ring without headroom: the program takes some off the packet, and what it
 * stores is in what it took.
 */
static void run_legacy(struct kunit *test, const struct tx_case *c)
{
	const struct xdp_rx_meta meta = {
		.vlan_proto = htons(c->proto), .vlan_tci = c->tci,
	};
	const u32 pull = XDP_PACKET_HEADROOM;
	const struct ice_test_prog prog = {
		.meta = &meta, .flags = c->flags, .pull = pull, .act = XDP_TX,
	};
	struct ice_test *t = test->priv;
	void *data;

	ice_test_rx_ring(test, t, ICE_TEST_RX_LEGACY);
	ice_test_attach(test, t, &prog);
	data = page_address(t->rx->rx_buf[0].page);
	ice_test_receive(t, c->len + pull, true, true);
	memcpy(data + pull, data, ETH_HLEN);
	ice_test_poll(t);

	expect_descs(test, c);
	expect_packet(test, c, t->tx->tx_buf[0].raw_buf);
}

static void xdp_tx_legacy_ctag_test(struct kunit *test)
{
	static const struct tx_case c = {
		.flags = TAG, .proto = CTAG, .tci = 0xe123, .len = LEN,
		.how = TX_IN_DESC,
	};

	run_legacy(test, &c);
}

static void xdp_tx_legacy_stag_test(struct kunit *test)
{
	static const struct tx_case c = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
		.how = TX_IN_PACKET,
	};

	run_legacy(test, &c);
}

/* The header's last byte is in the next buffer, and comes back from there. Of
 * zero-copy buffers the pool keeps a list of its own, so that is left alone.
 */
static const struct tx_case cut_case = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .nr_frags = 1,
	.len = ETH_HLEN - 1, .how = TX_IN_PACKET,
};

static const struct tx_case cut_dropped_case = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .nr_frags = 1,
	.len = ETH_HLEN - 1, .how = TX_DROPPED,
};

static void expect_cut(struct kunit *test, const u8 *data, u8 last)
{
	static const u8 tag[] = { STAG >> 8, STAG & 0xff, 0xa4, 0x56 };
	struct ice_test *t = test->priv;

	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 2);
	expect_desc(test, 0, &cut_case, ETH_HLEN + VLAN_HLEN);
	expect_desc(test, 1, &cut_case, LEN);
	KUNIT_EXPECT_MEMEQ(test, data + 2 * ETH_ALEN, tag, sizeof(tag));
	KUNIT_EXPECT_EQ(test, data[ETH_HLEN + VLAN_HLEN - 1], last);
}

static void xdp_tx_cut_test(struct kunit *test)
{
	struct ice_test *t = test->priv;

	test->param_value = &cut_case;
	receive(test, ICE_TEST_RX_BUILD_SKB, 0);
	expect_cut(test, t->tx->tx_buf[0].raw_buf, ICE_TEST_MARK);
}

static void xdp_tx_zc_cut_test(struct kunit *test)
{
	test->param_value = &cut_dropped_case;
	receive(test, ICE_TEST_RX_ZC, 0);
	expect_descs(test, &cut_dropped_case);
}

static void free_frame(void *frame)
{
	xdp_return_frame(frame);
}

static void *new_page(struct kunit *test)
{
	void *page = (void *)get_zeroed_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

static void add_frags(struct kunit *test, struct xdp_buff *xdp, u32 nr_frags)
{
	struct skb_shared_info *sinfo = xdp_get_shared_info_from_buff(xdp);
	u32 i;

	sinfo->nr_frags = nr_frags;
	for (i = 0; i < nr_frags; i++) {
		skb_frag_fill_page_desc(&sinfo->frags[i],
					virt_to_page(new_page(test)), 0,
					LEN + 1 + i);
		sinfo->xdp_frags_size += LEN + 1 + i;
	}
	if (nr_frags)
		xdp_buff_set_frags_flag(xdp);
}

/* A frame as another device redirects it */
static struct xdp_frame *new_frame(struct kunit *test, const struct tx_case *c)
{
	struct ice_test *t = test->priv;
	struct xdp_rxq_info rxq = { .dev = t->netdev };
	struct xdp_frame *frame;
	struct xdp_buff xdp;
	u32 i;

	xdp_init_buff(&xdp, PAGE_SIZE, &rxq);
	xdp_prepare_buff(&xdp, new_page(test), XDP_PACKET_HEADROOM, c->len,
			 true);
	for (i = 0; i < c->len; i++)
		((u8 *)xdp.data)[i] = 3 * i;
	((u8 *)xdp.data)[0] = ICE_TEST_MARK;
	if (c->len >= ETH_HLEN)
		put_unaligned_be16(ICE_TEST_PROTO, xdp.data + 2 * ETH_ALEN);
	add_frags(test, &xdp, c->nr_frags);
	xdp_buff_rx_meta(&xdp)->vlan_proto = htons(c->proto);
	xdp_buff_rx_meta(&xdp)->vlan_tci = c->tci;
	xdp.flags |= c->flags;

	frame = xdp_convert_buff_to_frame(&xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	return frame;
}

static int xmit_flags(struct kunit *test, int n, struct xdp_frame **frames,
		      u32 flags)
{
	const struct ice_test_prog prog = {
		.meta = &(struct xdp_rx_meta){}, .act = XDP_PASS,
	};
	struct ice_test *t = test->priv;
	int sent;

	/* The driver sends only where a program is attached */
	ice_test_attach(test, t, &prog);
	local_bh_disable();
	sent = ice_xdp_xmit(t->netdev, n, frames, flags);
	local_bh_enable();
	return sent;
}

static int xmit(struct kunit *test, int n, struct xdp_frame **frames)
{
	return xmit_flags(test, n, frames, XDP_XMIT_FLUSH);
}

static void xdp_xmit_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;

	apply_mode(t, c);
	frame = new_frame(test, c);
	KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), c->how != TX_DROPPED);
	expect_descs(test, c);
	if (c->how != TX_DROPPED)
		expect_packet(test, c, t->tx->tx_buf[0].xdpf->data);
	else
		free_frame(frame);
}

static void xdp_xmit_cut_test(struct kunit *test)
{
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;

	frame = new_frame(test, &cut_case);
	KUNIT_ASSERT_EQ(test, xmit(test, 1, &frame), 1);
	expect_cut(test, t->tx->tx_buf[0].xdpf->data, 0);
}

/* One that cannot be sent does not cost the others, which keep their order, and
 * what was not sent is behind what was.
 */
static void xdp_xmit_order_test(struct kunit *test)
{
	static const struct tx_case good = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
		.how = TX_IN_PACKET,
	};
	static const struct tx_case bad = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = 10,
	};
	struct xdp_frame *frames[5], *made[5];
	struct ice_test *t = test->priv;
	int i;

	for (i = 0; i < ARRAY_SIZE(frames); i++)
		made[i] = new_frame(test, i % 2 ? &bad : &good);
	memcpy(frames, made, sizeof(frames));

	KUNIT_ASSERT_EQ(test, xmit(test, ARRAY_SIZE(frames), frames), 3);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 3);
	KUNIT_EXPECT_EQ(test, t->tx->ring_stats->tx_stats.tx_busy, 2);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_PTR_EQ(test, t->tx->tx_buf[i].xdpf, made[2 * i]);
		expect_packet(test, &good, made[2 * i]->data);
	}
	KUNIT_EXPECT_PTR_EQ(test, frames[3], made[1]);
	KUNIT_EXPECT_PTR_EQ(test, frames[4], made[3]);
	free_frame(made[1]);
	free_frame(made[3]);
}

/* All descriptors have the tag, also those behind the end of the ring. */
static void xdp_xmit_wrap_test(struct kunit *test)
{
	static const struct tx_case c = {
		.flags = TAG, .proto = CTAG, .tci = 0xe123, .nr_frags = 2,
		.len = LEN, .how = TX_IN_DESC,
	};
	const int first = ICE_TEST_COUNT - 2;
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;
	int i;

	t->tx->next_to_use = first;
	t->tx->next_to_clean = first;
	frame = new_frame(test, &c);
	KUNIT_ASSERT_EQ(test, xmit(test, 1, &frame), 1);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 1);
	for (i = 0; i <= c.nr_frags; i++)
		expect_desc_at(test, (first + i) % ICE_TEST_COUNT, i, &c,
			       i ? LEN + i : c.len);
	expect_packet(test, &c, t->tx->tx_buf[first].xdpf->data);
}

/* Without a free descriptor nothing is sent, and all is left to the caller. */
static void xdp_xmit_busy_test(struct kunit *test)
{
	static const struct tx_case cases[] = {
		{ .flags = TAG, .proto = CTAG, .tci = 0xe123, .len = LEN },
		{ .flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN },
	};
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;
	int i;

	t->tx->next_to_use = 5;
	t->tx->next_to_clean = 6;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		frame = new_frame(test, &cases[i]);
		KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), 0);
		KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 5);
		KUNIT_EXPECT_EQ(test, t->tx->ring_stats->tx_stats.tx_busy,
				1 + i);
		free_frame(frame);
	}
}

static void *copy_of(struct kunit *test, const void *from, size_t size)
{
	void *copy = kunit_kmalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, copy);
	return memcpy(copy, from, size);
}

/* A bulk of which nothing can be sent leaves what is on the ring alone. */
static void xdp_xmit_refused_test(struct kunit *test)
{
	static const struct tx_case bad = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = 10,
	};
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
		frames[i] = new_frame(test, &bad);

	KUNIT_EXPECT_EQ(test, xmit(test, ARRAY_SIZE(frames), frames), 0);
	KUNIT_EXPECT_MEMEQ(test, t->tx->desc, desc, PAGE_SIZE);
	KUNIT_EXPECT_MEMEQ(test, t->tx->tx_buf, tx_buf, bufs);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 5);
	KUNIT_EXPECT_EQ(test, t->tx->ring_stats->tx_stats.tx_busy, 2);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		free_frame(frames[i]);
}

/* The call that is to flush sends what earlier calls left, even when there is
 * nothing to be sent of its own.
 */
static void xdp_xmit_refused_flush_test(struct kunit *test)
{
	static const struct tx_case good = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
		.how = TX_IN_PACKET,
	};
	static const struct tx_case bad = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = 10,
	};
	struct ice_test *t = test->priv;
	struct xdp_frame *frame;

	frame = new_frame(test, &good);
	KUNIT_ASSERT_EQ(test, xmit_flags(test, 1, &frame, 0), 1);
	KUNIT_EXPECT_EQ(test, readl(t->tx->tail), 0);
	frame = new_frame(test, &bad);
	KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), 0);
	KUNIT_EXPECT_EQ(test, readl(t->tx->tail), 1);
	expect_desc(test, 0, &good, LEN + VLAN_HLEN);
	free_frame(frame);
}

/* The core leaves tags beside the frames. */
static void xmit_vlan_tag_test(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, ice_xdp_md_ops.xmit_vlan_tag);
}

static void unlock_key(void *unused)
{
	static_branch_dec(&ice_xdp_locking_key);
}

/* Where CPUs share a ring, it is free after a bulk with a refused frame. */
static void xdp_xmit_locked_test(struct kunit *test)
{
	static const struct tx_case good = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
		.how = TX_IN_PACKET,
	};
	static const struct tx_case bad = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = 10,
	};
	struct xdp_frame *frames[2], *refused;
	struct ice_test *t = test->priv;

	static_branch_inc(&ice_xdp_locking_key);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, unlock_key,
							   NULL));
	t->vsi->num_xdp_txq = 1;
	refused = new_frame(test, &bad);
	frames[0] = refused;
	frames[1] = new_frame(test, &good);

	KUNIT_ASSERT_EQ(test, xmit(test, 2, frames), 1);
	KUNIT_ASSERT_TRUE(test, spin_trylock(&t->tx->tx_lock));
	spin_unlock(&t->tx->tx_lock);
	expect_packet(test, &good, t->tx->tx_buf[0].xdpf->data);
	KUNIT_EXPECT_PTR_EQ(test, frames[1], refused);
	free_frame(refused);
}

static struct kunit_case ice_tx_cases[] = {
	KUNIT_CASE_PARAM(xdp_tx_test, tx_gen_params),
	KUNIT_CASE_PARAM(xdp_tx_zc_test, tx_gen_params),
	KUNIT_CASE(xdp_tx_zc_pull_test),
	KUNIT_CASE(xdp_tx_cut_test),
	KUNIT_CASE(xdp_tx_zc_cut_test),
	KUNIT_CASE(xdp_tx_legacy_ctag_test),
	KUNIT_CASE(xdp_tx_legacy_stag_test),
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
	.init = tx_init,
	.test_cases = ice_tx_cases,
};

kunit_test_suite(ice_tx_suite);
