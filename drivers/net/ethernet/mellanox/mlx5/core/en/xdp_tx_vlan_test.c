// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the WQEs of frames that are sent with a stored VLAN tag.
 *
 * Frames go through mlx5e_xdp_xmit(), and XDP_TX through mlx5e_xdp_handle(), to
 * a send queue in memory without a device behind it.
 */
#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/dma-mapping.h>
#include <linux/etherdevice.h>
#include <linux/filter.h>
#include <linux/if_vlan.h>
#include <net/page_pool/helpers.h>
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"

#define SQ_LOG_SIZE	6
#define SQ_SIZE		BIT(SQ_LOG_SIZE)
#define SQN		0x123
#define SQ_MTU		(ETH_DATA_LEN + ETH_HLEN + VLAN_HLEN)
#define PACKET_LEN	100
#define FRAG_LEN	200
#define TCI		0xa123

/* Where a WQE without an inlined header has its data */
#define DS_DATA		MLX5E_TX_WQE_EMPTY_DS_COUNT

struct tx_fixture {
	struct device *pdev;
	struct net_device *dev;
	struct mlx5_core_dev *mdev;
	struct mlx5e_channel *c;
	struct mlx5e_xdpsq *sq;
	struct mlx5e_xdpsq_stats stats;
	struct mlx5_buf_list buf;
	struct xdp_rxq_info rxq;
};

/* What the device can do, what the queue inlines, what the program stored, and
 * what the frame is made of.
 */
struct tx_case {
	const char *name;
	bool inserts;
	u8 inline_mode;
	u16 proto;
	bool frags;
	u32 len;
	/* expected */
	bool sent;
	u32 trailer;
	u32 wire_len;
};

#define INSERT_C	((MLX5_ETH_WQE_INSERT_VLAN << 16) | TCI)
#define INSERT_S	(((MLX5_ETH_WQE_INSERT_VLAN | MLX5_ETH_WQE_SVLAN) \
			  << 16) | TCI)
/* The first two bytes of an inlined header follow its size */
#define INLINED		((MLX5E_XDP_MIN_INLINE << 16) | 0x0001)
#define NONE		MLX5_INLINE_MODE_NONE
#define L2		MLX5_INLINE_MODE_L2
#define CTAG		ETH_P_8021Q
#define STAG		ETH_P_8021AD

static const struct tx_case tx_cases[] = {
	{ "none", true, NONE, 0, false, PACKET_LEN,
	  true, 0, PACKET_LEN },
	{ "none, inlined", true, L2, 0, false, PACKET_LEN,
	  true, INLINED, PACKET_LEN },
	{ "none, frags", true, NONE, 0, true, PACKET_LEN,
	  true, 0, PACKET_LEN },
	{ "ctag", true, NONE, CTAG, false, PACKET_LEN,
	  true, INSERT_C, PACKET_LEN },
	{ "stag", true, NONE, STAG, false, PACKET_LEN,
	  true, INSERT_S, PACKET_LEN },
	{ "ctag, frags", true, NONE, CTAG, true, PACKET_LEN,
	  true, INSERT_C, PACKET_LEN },
	{ "ctag, all in frags", true, NONE, CTAG, true, 0,
	  true, INSERT_C, 0 },
	{ "stag, all in frags", true, NONE, STAG, true, 0,
	  true, INSERT_S, 0 },
	{ "ctag, no insertion", false, NONE, CTAG, false, PACKET_LEN,
	  true, 0, PACKET_LEN + VLAN_HLEN },
	{ "stag, no insertion", false, NONE, STAG, false, PACKET_LEN,
	  true, 0, PACKET_LEN + VLAN_HLEN },
	{ "ctag, no insertion, frags", false, NONE, CTAG, true, PACKET_LEN,
	  true, 0, PACKET_LEN + VLAN_HLEN },
	{ "ctag, no insertion, all in frags", false, NONE, CTAG, true, 0,
	  false },
	{ "ctag, inlined", true, L2, CTAG, false, PACKET_LEN,
	  true, INLINED, PACKET_LEN + VLAN_HLEN },
	{ "stag, inlined", true, L2, STAG, false, PACKET_LEN,
	  true, INLINED, PACKET_LEN + VLAN_HLEN },
	{ "ctag, inlined, frags", true, L2, CTAG, true, PACKET_LEN,
	  true, INLINED, PACKET_LEN + VLAN_HLEN },
	{ "ctag, inlined, all in frags", true, L2, CTAG, true, 0,
	  false },
	{ "ctag, inlined, nothing else linear", true, L2, CTAG, true, ETH_HLEN,
	  true, INLINED, ETH_HLEN + VLAN_HLEN },
	{ "none, full length", true, NONE, 0, false, SQ_MTU,
	  true, 0, SQ_MTU },
	{ "ctag, just short enough", true, NONE, CTAG, false,
	  SQ_MTU - VLAN_HLEN, true, INSERT_C, SQ_MTU - VLAN_HLEN },
	{ "ctag, too long", true, NONE, CTAG, false, SQ_MTU - VLAN_HLEN + 1,
	  false },
	{ "ctag, no insertion, too long", false, NONE, CTAG, false,
	  SQ_MTU - VLAN_HLEN + 1, false },
	{ "ctag, too long by its frags", true, NONE, CTAG, true,
	  SQ_MTU - VLAN_HLEN - FRAG_LEN + 1, false },
};

static void tx_desc(const struct tx_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(tx, tx_cases, tx_desc);

KUNIT_DEFINE_ACTION_WRAPPER(tx_free_netdev, free_netdev, struct net_device *);
KUNIT_DEFINE_ACTION_WRAPPER(tx_free_prog, bpf_prog_free, struct bpf_prog *);
KUNIT_DEFINE_ACTION_WRAPPER(tx_free_pool, page_pool_destroy,
			    struct page_pool *);

/* Frames give their pages back the way they do after a completion. */
static void tx_free_descs(void *sq)
{
	local_bh_disable();
	mlx5e_free_xdpsq_descs(sq);
	local_bh_enable();
}

static void *tx_alloc(struct kunit *test, size_t size)
{
	void *p = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	return p;
}

static void tx_init_sq(struct kunit *test, struct tx_fixture *fix)
{
	struct mlx5e_xdpsq *sq = fix->sq;
	struct mlx5e_xdp_info_fifo *fifo = &sq->db.xdpi_fifo;

	fix->buf.buf = tx_alloc(test, SQ_SIZE * MLX5_SEND_WQE_BB);
	mlx5_init_fbc(&fix->buf, ilog2(MLX5_SEND_WQE_BB), SQ_LOG_SIZE,
		      &sq->wq.fbc);
	sq->db.wqe_info = tx_alloc(test,
				   SQ_SIZE * sizeof(*sq->db.wqe_info));
	fifo->mask = SQ_SIZE * MLX5E_XDP_FIFO_ENTRIES2DS_MAX_RATIO - 1;
	fifo->xi = tx_alloc(test, (fifo->mask + 1) * sizeof(*fifo->xi));
	fifo->pc = &sq->xdpi_fifo_pc;
	fifo->cc = &sq->xdpi_fifo_cc;

	sq->channel = fix->c;
	sq->stats = &fix->stats;
	sq->pdev = fix->pdev;
	sq->sqn = SQN;
	sq->hw_mtu = SQ_MTU;
	sq->max_sq_mpw_wqebbs = 4;
	sq->stop_room = MLX5E_STOP_ROOM(4);
	mlx5e_set_xmit_fp(sq, false);
}

/* Every CPU sends on the one channel. */
static void tx_init_netdev(struct kunit *test, struct tx_fixture *fix)
{
	struct mlx5e_priv *priv;
	int i;

	fix->dev = alloc_etherdev(sizeof(*priv));
	KUNIT_ASSERT_NOT_NULL(test, fix->dev);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_netdev,
							   fix->dev));
	fix->dev->features = NETIF_F_HW_VLAN_CTAG_TX | NETIF_F_HW_VLAN_STAG_TX;
	fix->c->netdev = fix->dev;
	priv = netdev_priv(fix->dev);
	priv->channels.num = nr_cpu_ids;
	priv->channels.c = tx_alloc(test, nr_cpu_ids * sizeof(fix->c));
	for (i = 0; i < nr_cpu_ids; i++)
		priv->channels.c[i] = fix->c;
	set_bit(MLX5E_STATE_XDP_TX_ENABLED, &priv->state);
}

static int tx_init(struct kunit *test)
{
	struct tx_fixture *fix = tx_alloc(test, sizeof(*fix));

	fix->pdev = kunit_device_register(test, "mlx5e_xdp_tx_vlan");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fix->pdev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(fix->pdev,
						     DMA_BIT_MASK(64)));
	fix->mdev = tx_alloc(test, sizeof(*fix->mdev));
	fix->mdev->caps.hca[MLX5_CAP_ETHERNET_OFFLOADS] =
		tx_alloc(test, sizeof(struct mlx5_hca_cap));
	fix->c = tx_alloc(test, sizeof(*fix->c));
	fix->c->mdev = fix->mdev;
	fix->sq = &fix->c->xdpsq;
	tx_init_sq(test, fix);
	tx_init_netdev(test, fix);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_descs,
							   fix->sq));
	test->priv = fix;
	return 0;
}

static void tx_set_device(struct tx_fixture *fix, const struct tx_case *c)
{
	struct mlx5_hca_cap *cap =
		fix->mdev->caps.hca[MLX5_CAP_ETHERNET_OFFLOADS];

	MLX5_SET(per_protocol_networking_offload_caps, cap->cur,
		 wqe_vlan_insert, c->inserts);
	fix->sq->min_inline_mode = c->inline_mode;
}

static void *tx_page(struct kunit *test)
{
	void *page = (void *)get_zeroed_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

static void tx_add_frag(struct xdp_buff *xdp, struct page *page)
{
	struct skb_shared_info *sinfo = xdp_get_shared_info_from_buff(xdp);

	skb_frag_fill_page_desc(&sinfo->frags[0], page, 0, FRAG_LEN);
	sinfo->nr_frags = 1;
	sinfo->xdp_frags_size = FRAG_LEN;
	xdp_buff_set_frags_flag(xdp);
}

/* A packet of the bytes 0, 1, 2, ... at @va, and of @frag where there is one. A
 * tag is stored beside it.
 */
static void tx_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
			 struct page *frag, const struct tx_case *c)
{
	struct tx_fixture *fix = test->priv;
	u32 i;

	xdp_init_buff(xdp, PAGE_SIZE, &fix->rxq);
	xdp_prepare_buff(xdp, va, XDP_PACKET_HEADROOM, c->len, true);
	for (i = 0; i < c->len; i++)
		((u8 *)xdp->data)[i] = i;
	if (frag)
		tx_add_frag(xdp, frag);
	if (c->proto) {
		xdp_buff_rx_meta(xdp)->vlan_proto = cpu_to_be16(c->proto);
		xdp_buff_rx_meta(xdp)->vlan_tci = TCI;
		xdp->flags |= XDP_FLAGS_RX_VLAN_TAG;
	}
}

static struct xdp_frame *tx_frame(struct kunit *test, const struct tx_case *c)
{
	struct page *frag = NULL;
	struct xdp_frame *frame;
	struct xdp_buff xdp;

	if (c->frags)
		frag = virt_to_page(tx_page(test));
	tx_fill_buff(test, &xdp, tx_page(test), frag, c);
	frame = xdp_convert_buff_to_frame(&xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	return frame;
}

static int tx_xmit(struct kunit *test, struct xdp_frame **frames, int n)
{
	struct tx_fixture *fix = test->priv;
	int sent, i;

	local_bh_disable();
	sent = mlx5e_xdp_xmit(fix->dev, n, frames, 0);
	local_bh_enable();
	for (i = max(sent, 0); i < n; i++)
		xdp_return_frame(frames[i]);
	return sent;
}

static struct mlx5e_tx_wqe *tx_wqe(struct tx_fixture *fix, u16 i)
{
	return mlx5_wq_cyc_get_wqe(&fix->sq->wq, i);
}

static struct mlx5_wqe_data_seg *tx_dseg(struct tx_fixture *fix, u16 i,
					 int ds)
{
	return (struct mlx5_wqe_data_seg *)tx_wqe(fix, i) + ds;
}

static u32 tx_opcode(struct tx_fixture *fix, u16 i)
{
	return be32_to_cpu(tx_wqe(fix, i)->ctrl.opmod_idx_opcode) & 0xff;
}

static u32 tx_ds_count(struct tx_fixture *fix, u16 i)
{
	return be32_to_cpu(tx_wqe(fix, i)->ctrl.qpn_ds) & 0x3f;
}

/* The packet of tx_fill_buff(), its tag between the addresses and the rest when
 * it was put into it
 */
static void tx_expect_bytes(struct kunit *test, const struct tx_case *c,
			    const u8 *bytes, u32 from, u32 to)
{
	const u8 tag[VLAN_HLEN] = { c->proto >> 8, c->proto & 0xff,
				    TCI >> 8, TCI & 0xff };
	bool tagged = c->wire_len != c->len;
	u32 i;

	for (i = from; i < to; i++) {
		u8 want = i;

		if (tagged && i >= 2 * ETH_ALEN)
			want = i < 2 * ETH_ALEN + VLAN_HLEN ?
			       tag[i - 2 * ETH_ALEN] : i - VLAN_HLEN;
		KUNIT_ASSERT_EQ_MSG(test, bytes[i - from], want, "byte %u", i);
	}
}

static u32 tx_want_inlined(const struct tx_case *c)
{
	return c->inline_mode == NONE ? 0 : MLX5E_XDP_MIN_INLINE;
}

/* Segments of the case's WQE; four of them make a basic block. */
static u32 tx_want_ds(const struct tx_case *c)
{
	u32 inlined = tx_want_inlined(c);

	return DS_DATA + !!inlined + (c->wire_len > inlined) + c->frags;
}

static u32 tx_want_pc(const struct tx_case *c)
{
	return c->sent ? DIV_ROUND_UP(tx_want_ds(c), MLX5_SEND_WQEBB_NUM_DS) :
			 0;
}

/* One regular WQE for the case's frame, whose data the device finds at @dma. */
static void tx_expect_wqe(struct kunit *test, const struct tx_case *c, u16 i,
			  const u8 *data, dma_addr_t dma)
{
	struct tx_fixture *fix = test->priv;
	struct mlx5e_tx_wqe *wqe = tx_wqe(fix, i);
	struct mlx5_wqe_data_seg *dseg = wqe->data;
	u32 inlined = tx_want_inlined(c);

	KUNIT_EXPECT_EQ(test, tx_opcode(fix, i), MLX5_OPCODE_SEND);
	KUNIT_EXPECT_EQ(test, tx_ds_count(fix, i), tx_want_ds(c));
	KUNIT_EXPECT_EQ(test, be32_to_cpu(wqe->eth.trailer), c->trailer);
	if (inlined)
		tx_expect_bytes(test, c, wqe->eth.inline_hdr.start, 0, inlined);
	dseg += !!inlined;
	if (c->wire_len > inlined) {
		KUNIT_EXPECT_EQ(test, be64_to_cpu(dseg->addr), dma + inlined);
		KUNIT_EXPECT_EQ(test, be32_to_cpu(dseg->byte_count),
				c->wire_len - inlined);
		dseg++;
	}
	if (c->frags)
		KUNIT_EXPECT_EQ(test, be32_to_cpu(dseg->byte_count), FRAG_LEN);
	tx_expect_bytes(test, c, data, 0, c->wire_len);
}

/* ndo_xdp_xmit() without multi-packet WQEs */
static void xmit_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frame;

	tx_set_device(fix, c);
	frame = tx_frame(test, c);
	KUNIT_EXPECT_EQ(test, c->sent, tx_xmit(test, &frame, 1));
	KUNIT_EXPECT_EQ(test, fix->sq->pc, tx_want_pc(c));
	KUNIT_EXPECT_EQ(test, fix->stats.err, !c->sent);
	if (c->sent)
		tx_expect_wqe(test, c, 0, frame->data,
			      virt_to_phys(frame->data));
}

/* XDP_TX of a page that is mapped already */
static struct page_pool *tx_pool(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct page_pool_params params = {
		.flags		= PP_FLAG_DMA_MAP,
		.pool_size	= 8,
		.nid		= NUMA_NO_NODE,
		.dev		= fix->pdev,
		.dma_dir	= DMA_BIDIRECTIONAL,
	};
	struct page_pool *pool = page_pool_create(&params);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pool);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_pool,
							   pool));
	return pool;
}

static struct bpf_prog *tx_prog(struct kunit *test)
{
	const struct bpf_insn insns[] = {
		BPF_MOV64_IMM(BPF_REG_0, XDP_TX),
		BPF_EXIT_INSN(),
	};
	struct bpf_prog *prog;
	int err;

	prog = bpf_prog_alloc(bpf_prog_size(ARRAY_SIZE(insns)), 0);
	KUNIT_ASSERT_NOT_NULL(test, prog);
	prog->len = ARRAY_SIZE(insns);
	memcpy(prog->insnsi, insns, sizeof(insns));
	prog->type = BPF_PROG_TYPE_XDP;
	prog = bpf_prog_select_runtime(prog, &err);
	KUNIT_ASSERT_EQ(test, 0, err);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_prog,
							   prog));
	return prog;
}

static struct page *tx_pool_page(struct kunit *test, struct page_pool *pool)
{
	struct page *page = page_pool_dev_alloc_pages(pool);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

/* A regular RQ as far as XDP_TX looks at it */
static struct mlx5e_rq *tx_rq(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct mlx5e_rq *rq = &fix->c->rq;

	fix->rxq.mem.type = MEM_TYPE_PAGE_POOL;
	rq->netdev = fix->dev;
	rq->stats = tx_alloc(test, sizeof(*rq->stats));
	rq->xdpsq = fix->sq;
	return rq;
}

static void xdp_tx_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct page_pool *pool = tx_pool(test);
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct page *page, *frag = NULL;
	struct mlx5e_rq *rq = tx_rq(test);
	struct mlx5e_xdp_buff mxbuf = {};
	struct xdp_frame *frame;

	tx_set_device(fix, c);
	page = tx_pool_page(test, pool);
	if (c->frags)
		frag = tx_pool_page(test, pool);
	tx_fill_buff(test, &mxbuf.xdp, page_address(page), frag, c);

	local_bh_disable();
	KUNIT_EXPECT_TRUE(test, mlx5e_xdp_handle(rq, prog, &mxbuf));
	local_bh_enable();

	frame = page_address(page);
	KUNIT_EXPECT_EQ(test, c->sent,
			test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !c->sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !c->sent);
	if (c->sent) {
		tx_expect_wqe(test, c, 0, frame->data,
			      page_pool_get_dma_addr(page) +
			      (frame->data - (void *)frame));
	} else {
		page_pool_put_full_page(pool, page, false);
		if (frag)
			page_pool_put_full_page(pool, frag, false);
	}

	/* The pool outlives what is sent from it */
	tx_free_descs(fix->sq);
}

static const struct tx_case plain = {
	.inserts = true, .len = PACKET_LEN, .wire_len = PACKET_LEN,
};

static const struct tx_case ctag = {
	.inserts = true, .proto = CTAG, .len = PACKET_LEN, .sent = true,
	.trailer = INSERT_C, .wire_len = PACKET_LEN,
};

/* A multi-packet WQE at @i with @n plain frames */
static void tx_expect_session(struct kunit *test, u16 i, int n)
{
	struct tx_fixture *fix = test->priv;

	KUNIT_EXPECT_EQ(test, tx_opcode(fix, i), MLX5_OPCODE_ENHANCED_MPSW);
	KUNIT_EXPECT_EQ(test, tx_ds_count(fix, i), DS_DATA + n);
	KUNIT_EXPECT_EQ(test, be32_to_cpu(tx_wqe(fix, i)->eth.trailer), 0);
	KUNIT_EXPECT_EQ(test, fix->sq->db.wqe_info[i].num_pkts, n);
}

/* A tagged frame ends the session before it and does not start the next. */
static void xmit_mpwqe_test(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frames[5];
	int i;

	mlx5e_set_xmit_fp(fix->sq, true);
	tx_set_device(fix, &ctag);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		frames[i] = tx_frame(test, i == 2 ? &ctag : &plain);

	KUNIT_ASSERT_EQ(test, ARRAY_SIZE(frames),
			tx_xmit(test, frames, ARRAY_SIZE(frames)));
	KUNIT_EXPECT_PTR_EQ(test, fix->sq->mpwqe.wqe, NULL);
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 3);
	tx_expect_session(test, 0, 2);
	tx_expect_wqe(test, &ctag, 1, frames[2]->data,
		      virt_to_phys(frames[2]->data));
	tx_expect_session(test, 2, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.xmit, ARRAY_SIZE(frames));
}

/* A frame with its tag inside is one like any other. */
static void xmit_mpwqe_pushed_test(struct kunit *test)
{
	static const struct tx_case pushed = {
		.proto = CTAG, .len = PACKET_LEN,
		.wire_len = PACKET_LEN + VLAN_HLEN,
	};
	struct tx_fixture *fix = test->priv;
	struct mlx5_wqe_data_seg *dseg;
	struct xdp_frame *frames[2];

	mlx5e_set_xmit_fp(fix->sq, true);
	tx_set_device(fix, &pushed);
	frames[0] = tx_frame(test, &plain);
	frames[1] = tx_frame(test, &pushed);

	KUNIT_ASSERT_EQ(test, 2, tx_xmit(test, frames, 2));
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 1);
	tx_expect_session(test, 0, 2);
	dseg = tx_dseg(fix, 0, DS_DATA + 1);
	KUNIT_EXPECT_EQ(test, be32_to_cpu(dseg->byte_count), pushed.wire_len);
	KUNIT_EXPECT_EQ(test, be64_to_cpu(dseg->addr),
			virt_to_phys(frames[1]->data));
	tx_expect_bytes(test, &pushed, frames[1]->data, 0, pushed.wire_len);
}

/* A refused frame does not cost those behind it; it is behind them now. */
static void xmit_refused_test(struct kunit *test)
{
	static const struct tx_case refused = {
		.proto = CTAG, .frags = true,
	};
	struct xdp_frame *frames[3], *made[3];
	struct tx_fixture *fix = test->priv;

	tx_set_device(fix, &refused);
	made[0] = frames[0] = tx_frame(test, &plain);
	made[1] = frames[1] = tx_frame(test, &refused);
	made[2] = frames[2] = tx_frame(test, &plain);

	KUNIT_ASSERT_EQ(test, 2, tx_xmit(test, frames, 3));
	KUNIT_EXPECT_PTR_EQ(test, frames[2], made[1]);
	KUNIT_EXPECT_EQ(test, fix->sq->pc, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.err, 1);
	tx_expect_wqe(test, &plain, 0, made[0]->data,
		      virt_to_phys(made[0]->data));
	tx_expect_wqe(test, &plain, 1, made[2]->data,
		      virt_to_phys(made[2]->data));
}

static struct kunit_case mlx5e_xdp_tx_vlan_cases[] = {
	KUNIT_CASE_PARAM(xmit_test, tx_gen_params),
	KUNIT_CASE_PARAM(xdp_tx_test, tx_gen_params),
	KUNIT_CASE(xmit_mpwqe_test),
	KUNIT_CASE(xmit_mpwqe_pushed_test),
	KUNIT_CASE(xmit_refused_test),
	{}
};

static struct kunit_suite mlx5e_xdp_tx_vlan_suite = {
	.name = "mlx5e_xdp_tx_vlan",
	.init = tx_init,
	.test_cases = mlx5e_xdp_tx_vlan_cases,
};

kunit_test_suite(mlx5e_xdp_tx_vlan_suite);
