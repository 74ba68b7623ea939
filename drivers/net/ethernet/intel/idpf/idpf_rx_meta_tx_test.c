// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: how idpf transmits a VLAN tag that a program stored, on XDP_TX,
 * on XDP_TX of zero-copy buffers and in ndo_xdp_xmit().
 *
 * No device of this driver inserts a tag, so each tag is in the packet.
 */
#include <linux/io.h>
#include <net/xdp_sock_drv.h>
#include "idpf_rx_meta_test.h"
#include "xdp.h"

#define TAG	XDP_FLAGS_RX_VLAN_TAG
#define ALL	XDP_FLAGS_RX_META
#define CTAG	ETH_P_8021Q
#define STAG	ETH_P_8021AD
#define LEN	IDPF_TEST_LEN

/**
 * struct tx_case - a packet to be sent
 * @name: of the case
 * @flags: stored values
 * @proto: TPID of the stored tag
 * @tci: TCI of the stored tag
 * @nr_frags: number of buffers behind the first one; number i has LEN + i bytes
 * @len: bytes in the first buffer
 * @dropped: whether the packet does not leave
 */
struct tx_case {
	const char *name;
	u32 flags;
	u16 proto;
	u16 tci;
	u32 nr_frags;
	u32 len;
	bool dropped;
};

static const struct tx_case tx_cases[] = {
	{ "nothing", 0, CTAG, 5, 0, LEN },
	{ "nothing, 3 buffers", 0, CTAG, 5, 2, LEN },
	{ "other values", ALL & ~TAG, CTAG, 5, 0, LEN },
	{ "other values, 3 buffers", ALL & ~TAG, CTAG, 5, 2, LEN },
	{ "C-tag", TAG, CTAG, 0xe123, 0, LEN },
	{ "C-tag and others", ALL, CTAG, 0xe123, 0, LEN },
	{ "C-tag, all zero", TAG, CTAG, 0, 0, LEN },
	{ "C-tag, all ones", TAG, CTAG, 0xffff, 0, LEN },
	{ "C-tag, 3 buffers", TAG, CTAG, 0xe123, 2, LEN },
	{ "S-tag", TAG, STAG, 0xa456, 0, LEN },
	{ "S-tag and others, 2 buffers", ALL, STAG, 0xa456, 1, LEN },
	{ "S-tag, header only", TAG, STAG, 0xa456, 0, ETH_HLEN },
	{ "S-tag, header cut off", TAG, STAG, 0xa456, 0, ETH_HLEN - 1,
	  .dropped = true },
};

KUNIT_ARRAY_PARAM_DESC(tx, tx_cases, name);

/* The last byte of the header is in the second buffer, and the push moves it to
 * the first one. With zero-copy buffers the packet is dropped, because the pool
 * keeps its own list of its buffers.
 */
static const struct tx_case cut_case = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .nr_frags = 1,
	.len = ETH_HLEN - 1,
};

static const struct tx_case cut_dropped_case = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .nr_frags = 1,
	.len = ETH_HLEN - 1, .dropped = true,
};

/* A tag that is pushed, and one whose packet is refused */
static const struct tx_case good = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
};

static const struct tx_case bad = {
	.flags = TAG, .proto = STAG, .tci = 0xa456, .len = 10,
};

/* What the program of a case stores */
static struct xdp_rx_meta_saved tx_stored(const struct tx_case *c)
{
	struct xdp_rx_meta_saved stored = rx_meta_test_stored_tag(c->proto,
								  c->tci);

	stored.flags = c->flags;
	return stored;
}

/* Bytes of the packet, without a tag */
static u32 tx_len(const struct tx_case *c)
{
	u32 i, len = c->len;

	for (i = 1; i <= c->nr_frags; i++)
		len += LEN + i;
	return len;
}

/* Expect a descriptor of a packet, and return its bytes. RS marks the end of a
 * bulk.
 */
static void *expect_desc(struct kunit *test, int at, bool eop, u32 *len)
{
	struct idpf_test *t = test->priv;
	const struct idpf_flex_tx_desc *desc = &t->tx->flex_tx[at].q;
	u16 want = FIELD_PREP(IDPF_FLEX_TXD_QW1_DTYPE_M,
			      IDPF_TX_DESC_DTYPE_FLEX_L2TAG1_L2TAG2);
	u16 rs = FIELD_PREP(IDPF_FLEX_TXD_QW1_CMD_M, IDPF_TX_DESC_CMD_RS);

	if (eop)
		want |= FIELD_PREP(IDPF_FLEX_TXD_QW1_CMD_M,
				   IDPF_TX_DESC_CMD_EOP);
	KUNIT_EXPECT_EQ(test, le16_to_cpu(desc->qw1.cmd_dtype) & ~rs, want);
	KUNIT_EXPECT_EQ(test, le16_to_cpu(desc->qw1.l2tags.l2tag1), 0);
	KUNIT_EXPECT_EQ(test, le16_to_cpu(desc->qw1.l2tags.l2tag2), 0);

	*len = le16_to_cpu(desc->qw1.buf_size);
	KUNIT_ASSERT_LE(test, *len, PAGE_SIZE);
	return phys_to_virt(le64_to_cpu(desc->buf_addr));
}

/* Expect the bytes that the device finds by @count descriptors from @at on. */
static void expect_packet(struct kunit *test, const struct tx_case *c, int at,
			  u32 count)
{
	const struct xdp_rx_meta stored = tx_stored(c).meta;
	const struct xdp_rx_meta *tag = c->flags & TAG ? &stored : NULL;
	u32 i, n, len = 0;
	void *data;

	for (i = 0; i < count; i++) {
		data = expect_desc(test, at + i, i == count - 1, &n);
		len = rx_meta_test_expect_bytes(test, data, len, n, tag);
	}
	KUNIT_EXPECT_EQ(test, len, tx_len(c) + (tag ? VLAN_HLEN : 0));
}

/* Expect the packet and nothing else on the Tx queue, or a drop. */
static void expect_sent(struct kunit *test, const struct tx_case *c, u32 count)
{
	struct idpf_test *t = test->priv;

	if (c->dropped) {
		KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 0);
		KUNIT_EXPECT_EQ(test, t->tx->pending, 0);
		return;
	}
	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, count);
	KUNIT_EXPECT_EQ(test, readl(t->tx->tail), count);
	expect_packet(test, c, 0, count);
}

/* Receive the packet, with a program that returns XDP_TX. */
static void receive(struct kunit *test, const struct tx_case *c,
		    enum idpf_test_rx kind, u32 pull)
{
	const struct xdp_rx_meta_saved stored = tx_stored(c);
	const struct rx_meta_test_prog prog = {
		.stored = &stored, .pull = pull, .act = XDP_TX,
	};
	struct idpf_test *t = test->priv;
	u32 i;

	idpf_test_make_queues(test, kind, &prog);
	idpf_test_receive(t, c->len, !c->nr_frags, true);
	for (i = 1; i <= c->nr_frags; i++)
		idpf_test_receive(t, LEN + i, i == c->nr_frags, true);
	idpf_test_poll(t);
}

static void run_case(struct kunit *test, const struct tx_case *c,
		     enum idpf_test_rx kind)
{
	struct idpf_test *t = test->priv;

	receive(test, c, kind, 0);
	expect_sent(test, c, t->bufs);
}

static void xdp_tx_test(struct kunit *test)
{
	run_case(test, test->param_value, IDPF_TEST_RX_PAGES);
}

static void xdp_tx_split_test(struct kunit *test)
{
	run_case(test, test->param_value, IDPF_TEST_RX_SPLIT);
}

static void xdp_tx_zc_test(struct kunit *test)
{
	run_case(test, test->param_value, IDPF_TEST_RX_ZC);
}

static void xdp_tx_cut_test(struct kunit *test)
{
	run_case(test, &cut_case, IDPF_TEST_RX_PAGES);
}

static void xdp_tx_zc_cut_test(struct kunit *test)
{
	run_case(test, &cut_dropped_case, IDPF_TEST_RX_ZC);
}

/* The device sends a packet from where the program moved its start to. */
static void xdp_tx_zc_pull_test(struct kunit *test)
{
	static const struct tx_case pull_case = { .len = LEN };
	struct idpf_test *t = test->priv;
	void *data;
	u32 len;

	receive(test, &pull_case, IDPF_TEST_RX_ZC, 20);
	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 1);
	data = expect_desc(test, 0, true, &len);
	KUNIT_EXPECT_EQ(test, len, LEN - 20);
	rx_meta_test_expect_bytes(test, data, 20, len, NULL);
}

/* Packets of one poll leave in order, without those that are dropped. */
static void xdp_tx_order(struct kunit *test, enum idpf_test_rx kind)
{
	const struct xdp_rx_meta_saved stored = tx_stored(&good);
	const struct rx_meta_test_prog prog = {
		.stored = &stored, .act = XDP_TX,
	};
	struct idpf_test *t = test->priv;
	int i;

	idpf_test_make_queues(test, kind, &prog);
	for (i = 0; i < 4; i++)
		idpf_test_receive(t, i % 2 ? bad.len : good.len, true, true);
	idpf_test_poll(t);
	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 2);
	for (i = 0; i < 2; i++)
		expect_packet(test, &good, i, 1);
}

static void xdp_tx_order_test(struct kunit *test)
{
	xdp_tx_order(test, IDPF_TEST_RX_PAGES);
}

static void xdp_tx_zc_order_test(struct kunit *test)
{
	xdp_tx_order(test, IDPF_TEST_RX_ZC);
}

/* Queues for ndo_xdp_xmit(), which needs a program */
static void make_queues(struct kunit *test)
{
	const struct rx_meta_test_prog prog = {
		.stored = &(struct xdp_rx_meta_saved){}, .act = XDP_PASS,
	};

	idpf_test_make_queues(test, IDPF_TEST_RX_PAGES, &prog);
}

static struct xdp_frame *make_frame(struct kunit *test, const struct tx_case *c)
{
	const struct xdp_rx_meta_saved stored = tx_stored(c);
	struct idpf_test *t = test->priv;

	return rx_meta_test_frame(test, t->netdev, &stored, c->len,
				  c->nr_frags, LEN);
}

/* The core pushes the tags, and calls the driver. */
static int xmit(struct kunit *test, int n, struct xdp_frame **frames)
{
	struct idpf_test *t = test->priv;
	int sent;

	local_bh_disable();
	sent = xdp_dev_xmit(t->netdev, n, frames, XDP_XMIT_FLUSH);
	local_bh_enable();
	return sent;
}

static void run_xmit(struct kunit *test, const struct tx_case *c)
{
	struct xdp_frame *frame;

	make_queues(test);
	frame = make_frame(test, c);
	KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), !c->dropped);
	expect_sent(test, c, 1 + c->nr_frags);
	if (c->dropped)
		xdp_return_frame(frame);
}

static void xdp_xmit_test(struct kunit *test)
{
	run_xmit(test, test->param_value);
}

static void xdp_xmit_cut_test(struct kunit *test)
{
	run_xmit(test, &cut_case);
}

/* Refused frames move behind the sent ones, which keep their order. */
static void xdp_xmit_order_test(struct kunit *test)
{
	struct xdp_frame *frames[5], *made[5];
	struct idpf_test *t = test->priv;
	int i;

	make_queues(test);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		made[i] = make_frame(test, i % 2 ? &bad : &good);
	memcpy(frames, made, sizeof(frames));

	KUNIT_ASSERT_EQ(test, xmit(test, ARRAY_SIZE(frames), frames), 3);
	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 3);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_PTR_EQ(test, t->tx->tx_buf[i].xdpf, made[2 * i]);
		expect_packet(test, &good, i, 1);
	}
	KUNIT_EXPECT_PTR_EQ(test, frames[3], made[1]);
	KUNIT_EXPECT_PTR_EQ(test, frames[4], made[3]);
	xdp_return_frame(made[1]);
	xdp_return_frame(made[3]);
}

/* A bulk without a frame that can be sent does not change the queue. */
static void xdp_xmit_refused_test(struct kunit *test)
{
	struct idpf_test *t = test->priv;
	struct xdp_frame *frames[2];
	int i;

	make_queues(test);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		frames[i] = make_frame(test, &bad);

	KUNIT_EXPECT_EQ(test, xmit(test, ARRAY_SIZE(frames), frames), 0);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 0);
	KUNIT_EXPECT_EQ(test, t->tx->pending, 0);
	KUNIT_EXPECT_EQ(test, (u32)t->tx->tx_buf[0].type, LIBETH_SQE_EMPTY);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		xdp_return_frame(frames[i]);
}

/* On a full queue nothing is sent, and the caller keeps the frame. The address
 * that libeth writes behind it is where the timestamp was: the other values are
 * still there.
 */
static void xdp_xmit_full_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored(ALL & ~TAG);
	struct idpf_test *t = test->priv;
	struct xdp_frame *frame;

	make_queues(test);
	t->tx->pending = IDPF_TEST_COUNT;
	frame = rx_meta_test_frame(test, t->netdev, &stored, LEN, 0, LEN);

	KUNIT_EXPECT_EQ(test, xmit(test, 1, &frame), 0);
	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 0);
	KUNIT_EXPECT_MEMEQ(test, &xdp_frame_rx_meta(frame)->hash,
			   &stored.meta.hash,
			   RX_META_TEST_VALUES -
			   offsetof(struct xdp_rx_meta, hash));
	xdp_return_frame(frame);
}

/* The core pushes the tags of frames for this driver. */
static void xmit_vlan_tag_test(struct kunit *test)
{
	struct idpf_test *t = test->priv;

	KUNIT_EXPECT_FALSE(test, t->netdev->xdp_metadata_ops->xmit_vlan_tag);
}

static struct kunit_case idpf_tx_cases[] = {
	KUNIT_CASE_PARAM(xdp_tx_test, tx_gen_params),
	KUNIT_CASE_PARAM(xdp_tx_split_test, tx_gen_params),
	KUNIT_CASE_PARAM(xdp_tx_zc_test, tx_gen_params),
	KUNIT_CASE(xdp_tx_cut_test),
	KUNIT_CASE(xdp_tx_zc_cut_test),
	KUNIT_CASE(xdp_tx_zc_pull_test),
	KUNIT_CASE(xdp_tx_order_test),
	KUNIT_CASE(xdp_tx_zc_order_test),
	KUNIT_CASE_PARAM(xdp_xmit_test, tx_gen_params),
	KUNIT_CASE(xdp_xmit_cut_test),
	KUNIT_CASE(xdp_xmit_order_test),
	KUNIT_CASE(xdp_xmit_refused_test),
	KUNIT_CASE(xdp_xmit_full_test),
	KUNIT_CASE(xmit_vlan_tag_test),
	{}
};

static struct kunit_suite idpf_tx_suite = {
	.name = "idpf_rx_meta_tx",
	.init = idpf_test_init,
	.test_cases = idpf_tx_cases,
};

kunit_test_suite(idpf_tx_suite);
