// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests of mlx5e: a send queue in memory, packets for it, and what the
 * device would send of their WQEs.
 */
#include <kunit/device.h>
#include <linux/dma-mapping.h>
#include <linux/etherdevice.h>
#include "en/xdp_tx_test.h"

#define FRAG_OFF	64	/* of a fragment in its page */
/* Where a WQE without an inlined header has its data */
#define DS_DATA		MLX5E_TX_WQE_EMPTY_DS_COUNT

KUNIT_DEFINE_ACTION_WRAPPER(tx_free_netdev, free_netdev, struct net_device *);

/* Packets give their pages back the way they do after a completion. */
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

int mlx5e_tt_init(struct kunit *test)
{
	struct tx_fixture *fix = mlx5e_tt_alloc(test, sizeof(*fix));

	fix->pdev = kunit_device_register(test, "mlx5e_xdp_tx_vlan");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fix->pdev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(fix->pdev,
						     DMA_BIT_MASK(64)));
	fix->c = mlx5e_tt_alloc(test, sizeof(*fix->c));
	fix->sq = &fix->c->xdpsq;
	tx_init_sq(test, fix);
	fix->dev = alloc_etherdev(sizeof(struct mlx5e_priv));
	KUNIT_ASSERT_NOT_NULL(test, fix->dev);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_netdev,
							   fix->dev));
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, mlx5e_tt_free_descs,
						  fix->sq));
	test->priv = fix;
	return 0;
}

static void tx_add_frag(struct xdp_buff *xdp, struct page *page,
			const struct tx_case *c)
{
	struct skb_shared_info *sinfo = xdp_get_shared_info_from_buff(xdp);
	u8 *data = page_address(page) + FRAG_OFF;
	u32 i;

	for (i = 0; i < c->frag; i++)
		data[i] = c->len + i;
	skb_frag_fill_page_desc(&sinfo->frags[0], page, FRAG_OFF, c->frag);
	sinfo->nr_frags = 1;
	sinfo->xdp_frags_size = c->frag;
	xdp_buff_set_frags_flag(xdp);
}

/* A packet of the bytes 0, 1, 2, ... at @va, and in @frag where there is one. A
 * tag is stored beside it.
 */
void mlx5e_tt_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
			struct page *frag, const struct tx_case *c)
{
	struct tx_fixture *fix = test->priv;
	u32 i;

	fix->sq->min_inline_mode = c->inline_mode;
	xdp_init_buff(xdp, PAGE_SIZE, &fix->rxq);
	xdp_prepare_buff(xdp, va, c->headroom ?: XDP_PACKET_HEADROOM, c->len,
			 true);
	for (i = 0; i < c->len; i++)
		((u8 *)xdp->data)[i] = i;
	if (frag)
		tx_add_frag(xdp, frag, c);
	if (c->proto) {
		xdp_buff_rx_meta(xdp)->vlan_proto = cpu_to_be16(c->proto);
		xdp_buff_rx_meta(xdp)->vlan_tci = TCI;
		xdp->flags |= XDP_FLAGS_RX_VLAN_TAG;
	}
}

static struct mlx5e_tx_wqe *tx_wqe(struct kunit *test, u16 i)
{
	struct tx_fixture *fix = test->priv;

	return mlx5_wq_cyc_get_wqe(&fix->sq->wq, i);
}

static u32 tx_opcode(struct kunit *test, u16 i)
{
	return be32_to_cpu(tx_wqe(test, i)->ctrl.opmod_idx_opcode) & 0xff;
}

static u32 tx_ds_count(struct kunit *test, u16 i)
{
	return be32_to_cpu(tx_wqe(test, i)->ctrl.qpn_ds) & 0x3f;
}

/* Byte @i of a packet as it has to leave, with its tag behind the addresses */
static u8 tx_want(const struct tx_case *c, u32 i)
{
	const u8 tag[VLAN_HLEN] = { c->proto >> 8, c->proto & 0xff,
				    TCI >> 8, TCI & 0xff };

	if (!c->proto || i < 2 * ETH_ALEN)
		return i;
	if (i < 2 * ETH_ALEN + VLAN_HLEN)
		return tag[i - 2 * ETH_ALEN];
	return i - VLAN_HLEN;
}

/* Returns where the packet goes on. */
static u32 tx_expect_bytes(struct kunit *test, const struct tx_case *c,
			   const u8 *bytes, u32 from, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		KUNIT_ASSERT_EQ_MSG(test, bytes[i], tx_want(c, from + i),
				    "byte %u", from + i);
	return from + len;
}

/* All of the packet, in the WQE itself up to @inlined, and where its segments
 * from @ds to @end say. A segment of no bytes would be one of 2 GiB.
 */
static void tx_expect_packet(struct kunit *test, const struct tx_case *c,
			     u16 i, u32 inlined, u32 ds, u32 end)
{
	struct mlx5_wqe_data_seg *seg = (void *)tx_wqe(test, i);
	u32 len = tx_expect_bytes(test, c,
				  tx_wqe(test, i)->eth.inline_hdr.start, 0,
				  inlined);

	for (; ds < end; ds++) {
		u32 n = be32_to_cpu(seg[ds].byte_count);

		KUNIT_ASSERT_NE(test, n, 0);
		KUNIT_ASSERT_LE(test, n, PAGE_SIZE);
		len = tx_expect_bytes(test, c,
				      phys_to_virt(be64_to_cpu(seg[ds].addr)),
				      len, n);
	}
	KUNIT_EXPECT_EQ(test, len,
			c->len + c->frag + (c->proto ? VLAN_HLEN : 0));
}

/* The packet of a session at @i whose segment is the one at @ds */
void mlx5e_tt_expect_packet(struct kunit *test, const struct tx_case *c,
			    u16 i, u32 ds)
{
	tx_expect_packet(test, c, i, 0, DS_DATA + ds, DS_DATA + ds + 1);
}

/* A regular WQE for the case's packet, and nothing else of it */
void mlx5e_tt_expect_wqe(struct kunit *test, const struct tx_case *c, u16 i)
{
	u32 inlined = c->inline_mode == NONE ? 0 : MLX5E_XDP_MIN_INLINE;
	struct mlx5e_tx_wqe *wqe = tx_wqe(test, i);

	KUNIT_EXPECT_EQ(test, tx_opcode(test, i), MLX5_OPCODE_SEND);
	KUNIT_EXPECT_EQ(test, be16_to_cpu(wqe->eth.inline_hdr.sz), inlined);
	tx_expect_packet(test, c, i, inlined, DS_DATA + !!inlined,
			 tx_ds_count(test, i));
}

/* A multi-packet WQE at @i with @n packets */
void mlx5e_tt_expect_session(struct kunit *test, u16 i, int n)
{
	struct tx_fixture *fix = test->priv;

	KUNIT_EXPECT_EQ(test, tx_opcode(test, i), MLX5_OPCODE_ENHANCED_MPSW);
	KUNIT_EXPECT_EQ(test, tx_ds_count(test, i), DS_DATA + n);
	KUNIT_EXPECT_EQ(test, fix->sq->db.wqe_info[i].num_pkts, n);
}

/* A buffer whose tag found no place is as it was. */
void mlx5e_tt_expect_untouched(struct kunit *test, const struct tx_case *c,
			       const struct xdp_buff *xdp)
{
	struct tx_case plain = *c;

	plain.proto = 0;
	KUNIT_EXPECT_TRUE(test, xdp->flags & XDP_FLAGS_RX_VLAN_TAG);
	KUNIT_EXPECT_EQ(test, xdp->data_end - xdp->data, c->len);
	tx_expect_bytes(test, &plain, xdp->data, 0, c->len);
}
