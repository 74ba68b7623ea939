// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests of mlx5e: a send queue in memory, frames for it, and their WQEs.
 */
#include <kunit/device.h>
#include <linux/dma-mapping.h>
#include <linux/etherdevice.h>
#include "en/xdp_tx_test.h"

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

const void *mlx5e_tt_gen_params(const void *prev, char *desc)
{
	return tx_gen_params(prev, desc);
}

const struct tx_case mlx5e_tt_plain = {
	.inserts = true, .len = PACKET_LEN, .wire_len = PACKET_LEN,
};

const struct tx_case mlx5e_tt_ctag = {
	.inserts = true, .proto = CTAG, .len = PACKET_LEN, .sent = true,
	.trailer = INSERT_C, .wire_len = PACKET_LEN,
};

KUNIT_DEFINE_ACTION_WRAPPER(tx_free_netdev, free_netdev, struct net_device *);

/* Frames give their pages back the way they do after a completion. */
void mlx5e_tt_free_descs(void *sq)
{
	local_bh_disable();
	mlx5e_free_xdpsq_descs(sq);
	local_bh_enable();
}

void *mlx5e_tt_alloc(struct kunit *test, size_t size)
{
	void *p = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	return p;
}

static void tx_init_sq(struct kunit *test, struct tx_fixture *fix)
{
	struct mlx5e_xdpsq *sq = fix->sq;
	struct mlx5e_xdp_info_fifo *fifo = &sq->db.xdpi_fifo;

	fix->buf.buf = mlx5e_tt_alloc(test, SQ_SIZE * MLX5_SEND_WQE_BB);
	mlx5_init_fbc(&fix->buf, ilog2(MLX5_SEND_WQE_BB), SQ_LOG_SIZE,
		      &sq->wq.fbc);
	sq->db.wqe_info = mlx5e_tt_alloc(test,
					 SQ_SIZE * sizeof(*sq->db.wqe_info));
	fifo->mask = SQ_SIZE * MLX5E_XDP_FIFO_ENTRIES2DS_MAX_RATIO - 1;
	fifo->xi = mlx5e_tt_alloc(test, (fifo->mask + 1) * sizeof(*fifo->xi));
	fifo->pc = &sq->xdpi_fifo_pc;
	fifo->cc = &sq->xdpi_fifo_cc;

	sq->wq.db = mlx5e_tt_alloc(test, sizeof(*sq->wq.db));
	sq->uar_map = (__force void __iomem *)mlx5e_tt_alloc(test, 64);
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
	priv->channels.c = mlx5e_tt_alloc(test, nr_cpu_ids * sizeof(fix->c));
	for (i = 0; i < nr_cpu_ids; i++)
		priv->channels.c[i] = fix->c;
	set_bit(MLX5E_STATE_XDP_TX_ENABLED, &priv->state);
}

int mlx5e_tt_init(struct kunit *test)
{
	struct tx_fixture *fix = mlx5e_tt_alloc(test, sizeof(*fix));

	fix->pdev = kunit_device_register(test, "mlx5e_xdp_tx_vlan");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fix->pdev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(fix->pdev,
						     DMA_BIT_MASK(64)));
	fix->mdev = mlx5e_tt_alloc(test, sizeof(*fix->mdev));
	fix->mdev->caps.hca[MLX5_CAP_ETHERNET_OFFLOADS] =
		mlx5e_tt_alloc(test, sizeof(struct mlx5_hca_cap));
	fix->c = mlx5e_tt_alloc(test, sizeof(*fix->c));
	fix->c->mdev = fix->mdev;
	fix->sq = &fix->c->xdpsq;
	tx_init_sq(test, fix);
	tx_init_netdev(test, fix);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, mlx5e_tt_free_descs,
						  fix->sq));
	test->priv = fix;
	return 0;
}

void mlx5e_tt_set_device(struct tx_fixture *fix, const struct tx_case *c)
{
	struct mlx5_hca_cap *cap =
		fix->mdev->caps.hca[MLX5_CAP_ETHERNET_OFFLOADS];

	MLX5_SET(per_protocol_networking_offload_caps, cap->cur,
		 wqe_vlan_insert, c->inserts);
	fix->sq->min_inline_mode = c->inline_mode;
}

void *mlx5e_tt_page(struct kunit *test)
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
void mlx5e_tt_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
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

struct xdp_frame *mlx5e_tt_frame(struct kunit *test, const struct tx_case *c)
{
	struct page *frag = NULL;
	struct xdp_frame *frame;
	struct xdp_buff xdp;

	if (c->frags)
		frag = virt_to_page(mlx5e_tt_page(test));
	mlx5e_tt_fill_buff(test, &xdp, mlx5e_tt_page(test), frag, c);
	frame = xdp_convert_buff_to_frame(&xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	return frame;
}

int mlx5e_tt_xmit(struct kunit *test, struct xdp_frame **frames, int n)
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

struct mlx5e_tx_wqe *mlx5e_tt_wqe(struct tx_fixture *fix, u16 i)
{
	return mlx5_wq_cyc_get_wqe(&fix->sq->wq, i);
}

static u32 tx_opcode(struct tx_fixture *fix, u16 i)
{
	return be32_to_cpu(mlx5e_tt_wqe(fix, i)->ctrl.opmod_idx_opcode) & 0xff;
}

static u32 tx_ds_count(struct tx_fixture *fix, u16 i)
{
	return be32_to_cpu(mlx5e_tt_wqe(fix, i)->ctrl.qpn_ds) & 0x3f;
}

/* The packet of mlx5e_tt_fill_buff(), its tag between the addresses and the
 * rest when it was put into it
 */
void mlx5e_tt_expect_bytes(struct kunit *test, const struct tx_case *c,
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

u32 mlx5e_tt_want_pc(const struct tx_case *c)
{
	return c->sent ? DIV_ROUND_UP(tx_want_ds(c), MLX5_SEND_WQEBB_NUM_DS) :
			 0;
}

/* One regular WQE for the case's frame, whose data the device finds at @dma. */
void mlx5e_tt_expect_wqe(struct kunit *test, const struct tx_case *c, u16 i,
			 const u8 *data, dma_addr_t dma)
{
	struct tx_fixture *fix = test->priv;
	struct mlx5e_tx_wqe *wqe = mlx5e_tt_wqe(fix, i);
	struct mlx5_wqe_data_seg *dseg = wqe->data;
	u32 inlined = tx_want_inlined(c);

	KUNIT_EXPECT_EQ(test, tx_opcode(fix, i), MLX5_OPCODE_SEND);
	KUNIT_EXPECT_EQ(test, tx_ds_count(fix, i), tx_want_ds(c));
	KUNIT_EXPECT_EQ(test, be32_to_cpu(wqe->eth.trailer), c->trailer);
	if (inlined)
		mlx5e_tt_expect_bytes(test, c, wqe->eth.inline_hdr.start, 0,
				      inlined);
	dseg += !!inlined;
	if (c->wire_len > inlined) {
		KUNIT_EXPECT_EQ(test, be64_to_cpu(dseg->addr), dma + inlined);
		KUNIT_EXPECT_EQ(test, be32_to_cpu(dseg->byte_count),
				c->wire_len - inlined);
		dseg++;
	}
	if (c->frags)
		KUNIT_EXPECT_EQ(test, be32_to_cpu(dseg->byte_count), FRAG_LEN);
	mlx5e_tt_expect_bytes(test, c, data, 0, c->wire_len);
}

/* A multi-packet WQE at @i with @n plain frames */
void mlx5e_tt_expect_session(struct kunit *test, u16 i, int n)
{
	struct tx_fixture *fix = test->priv;

	KUNIT_EXPECT_EQ(test, tx_opcode(fix, i), MLX5_OPCODE_ENHANCED_MPSW);
	KUNIT_EXPECT_EQ(test, tx_ds_count(fix, i), DS_DATA + n);
	KUNIT_EXPECT_EQ(test, 0,
			be32_to_cpu(mlx5e_tt_wqe(fix, i)->eth.trailer));
	KUNIT_EXPECT_EQ(test, fix->sq->db.wqe_info[i].num_pkts, n);
}
