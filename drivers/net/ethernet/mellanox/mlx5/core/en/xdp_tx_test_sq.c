// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of mlx5e: a send queue in memory, packets for it,
 * and the expectations on its WQEs.
 */
#include "en/xdp_tx_test.h"

/* First data segment of a WQE without an inlined header */
#define DS_DATA		MLX5E_TX_WQE_EMPTY_DS_COUNT

/* Release the pages of sent packets, as after their completion. */
void mlx5e_tx_test_free_descs(void *sq)
{
	local_bh_disable();
	mlx5e_free_xdpsq_descs(sq);
	local_bh_enable();
}

static void tx_init_sq(struct kunit *test, struct tx_fixture *fix)
{
	struct mlx5e_xdpsq *sq = fix->sq;
	struct mlx5e_xdp_info_fifo *fifo = &sq->db.xdpi_fifo;

	fix->buf.buf = rx_meta_test_zalloc(test, SQ_SIZE * MLX5_SEND_WQE_BB);
	mlx5_init_fbc(&fix->buf, ilog2(MLX5_SEND_WQE_BB), SQ_LOG_SIZE,
		      &sq->wq.fbc);
	sq->db.wqe_info = rx_meta_test_zalloc(test, SQ_SIZE *
					      sizeof(*sq->db.wqe_info));
	fifo->mask = SQ_SIZE * MLX5E_XDP_FIFO_ENTRIES2DS_MAX_RATIO - 1;
	fifo->xi = rx_meta_test_zalloc(test,
				       (fifo->mask + 1) * sizeof(*fifo->xi));
	fifo->pc = &sq->xdpi_fifo_pc;
	fifo->cc = &sq->xdpi_fifo_cc;

	sq->wq.db = rx_meta_test_zalloc(test, sizeof(*sq->wq.db));
	sq->uar_map = (__force void __iomem *)rx_meta_test_zalloc(test, 64);
	sq->channel = fix->c;
	sq->stats = &fix->stats;
	sq->pdev = fix->pdev;
	sq->sqn = SQN;
	sq->hw_mtu = SQ_MTU;
	sq->max_sq_mpw_wqebbs = 4;
	sq->stop_room = MLX5E_STOP_ROOM(4);
	mlx5e_set_xmit_fp(sq, false);
}

int mlx5e_tx_test_init(struct kunit *test)
{
	struct tx_fixture *fix = rx_meta_test_zalloc(test, sizeof(*fix));

	fix->pdev = rx_meta_test_dma_device(test, "mlx5e_xdp_tx_vlan");
	fix->c = rx_meta_test_zalloc(test, sizeof(*fix->c));
	fix->sq = rx_meta_test_zalloc(test, sizeof(*fix->sq));
	tx_init_sq(test, fix);
	fix->dev = rx_meta_test_netdev(test, sizeof(struct mlx5e_priv));
	rx_meta_test_defer(test, mlx5e_tx_test_free_descs, fix->sq);
	test->priv = fix;
	return 0;
}

/* Write the packet to @va and @frag, if it has one, and store its tag. */
void mlx5e_tx_test_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
			     struct page *frag, const struct tx_case *c)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_tag(c->proto, TCI);
	struct tx_fixture *fix = test->priv;

	fix->sq->min_inline_mode = c->inline_mode;
	rx_meta_test_init_buff(xdp, &fix->rxq, va,
			       c->headroom ?: XDP_PACKET_HEADROOM, c->len);
	if (frag)
		rx_meta_test_add_frag(xdp, page_address(frag), c->len,
				      c->frag);
	rx_meta_test_store(xdp, &stored);
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

/* Expect all bytes of the packet: @inlined ones in the WQE, and the others in
 * its segments @ds to @end. A segment of 0 bytes would mean 2 GiB.
 */
static void tx_expect_packet(struct kunit *test, const struct tx_case *c,
			     u16 i, u32 inlined, u32 ds, u32 end)
{
	const struct xdp_rx_meta stored =
		rx_meta_test_stored_tag(c->proto, TCI).meta;
	const struct xdp_rx_meta *tag = c->proto ? &stored : NULL;
	struct mlx5_wqe_data_seg *seg = (void *)tx_wqe(test, i);
	u32 len;

	len = rx_meta_test_expect_bytes(test,
					tx_wqe(test, i)->eth.inline_hdr.start,
					0, inlined, tag);
	for (; ds < end; ds++) {
		u32 n = be32_to_cpu(seg[ds].byte_count);
		void *va = phys_to_virt(be64_to_cpu(seg[ds].addr));

		KUNIT_ASSERT_NE(test, n, 0);
		KUNIT_ASSERT_LE(test, n, PAGE_SIZE);
		len = rx_meta_test_expect_bytes(test, va, len, n, tag);
	}
	KUNIT_EXPECT_EQ(test, len, c->len + c->frag + (tag ? VLAN_HLEN : 0));
}

/* Expect segment @ds of the multi-packet WQE at @i to hold the packet. */
void mlx5e_tx_test_expect_packet(struct kunit *test, const struct tx_case *c,
				 u16 i, u32 ds)
{
	tx_expect_packet(test, c, i, 0, DS_DATA + ds, DS_DATA + ds + 1);
}

/* Expect a regular WQE at @i that holds the packet and nothing else. */
void mlx5e_tx_test_expect_wqe(struct kunit *test, const struct tx_case *c,
			      u16 i)
{
	u32 inlined = c->inline_mode == NONE ? 0 : MLX5E_XDP_MIN_INLINE;
	struct mlx5e_tx_wqe *wqe = tx_wqe(test, i);

	KUNIT_EXPECT_EQ(test, tx_opcode(test, i), MLX5_OPCODE_SEND);
	KUNIT_EXPECT_EQ(test, be16_to_cpu(wqe->eth.inline_hdr.sz), inlined);
	tx_expect_packet(test, c, i, inlined, DS_DATA + !!inlined,
			 tx_ds_count(test, i));
}

/* Expect a multi-packet WQE at @i with @n packets. */
void mlx5e_tx_test_expect_session(struct kunit *test, u16 i, int n)
{
	struct tx_fixture *fix = test->priv;

	KUNIT_EXPECT_EQ(test, tx_opcode(test, i), MLX5_OPCODE_ENHANCED_MPSW);
	KUNIT_EXPECT_EQ(test, tx_ds_count(test, i), DS_DATA + n);
	KUNIT_EXPECT_EQ(test, fix->sq->db.wqe_info[i].num_pkts, n);
}

/* Expect the buffer of a packet without room for its tag to be unchanged. */
void mlx5e_tx_test_expect_untouched(struct kunit *test, const struct tx_case *c,
				    const struct xdp_buff *xdp)
{
	KUNIT_EXPECT_TRUE(test, xdp->flags & XDP_FLAGS_RX_VLAN_TAG);
	KUNIT_EXPECT_EQ(test, xdp->data_end - xdp->data, c->len);
	rx_meta_test_expect_bytes(test, xdp->data, 0, c->len, NULL);
}
