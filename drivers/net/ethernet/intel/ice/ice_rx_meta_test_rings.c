// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of ice: rings without a device behind them.
 */
#include <net/xdp_sock_drv.h>
#include "ice_rx_meta_test.h"

/* Packets that wait to be sent go back. */
void ice_test_clean_tx(void *tx)
{
	ice_clean_tx_ring(tx);
}

static void test_make_netdev(struct kunit *test, struct ice_test *t)
{
	struct ice_netdev_priv *np;

	t->netdev = rx_meta_test_netdev(test, sizeof(*np));
	t->netdev->features |= NETIF_F_HW_VLAN_CTAG_TX;
	np = netdev_priv(t->netdev);
	np->vsi = t->vsi;
	t->vsi->netdev = t->netdev;
	rx_meta_test_add_tap(test, &t->tap, t->netdev);
}

static void test_make_tx_ring(struct kunit *test, struct ice_test *t)
{
	struct ice_tx_ring *tx = rx_meta_test_zalloc(test, sizeof(*tx));
	int i;

	tx->desc = rx_meta_test_zalloc(test, PAGE_SIZE);
	tx->tx_buf = rx_meta_test_zalloc(test, ICE_TEST_COUNT *
					 sizeof(*tx->tx_buf));
	tx->ring_stats = rx_meta_test_zalloc(test, sizeof(*tx->ring_stats));
	u64_stats_init(&tx->ring_stats->syncp);
	spin_lock_init(&tx->tx_lock);
	tx->count = ICE_TEST_COUNT;
	tx->tail = (__force u8 __iomem *)&t->tails[1];
	tx->dev = t->dev;
	tx->vsi = t->vsi;
	ice_set_ring_xdp(tx);
	rx_meta_test_defer(test, ice_test_clean_tx, tx);

	/* ndo_xdp_xmit() uses the ring of its CPU. */
	t->vsi->num_xdp_txq = nr_cpu_ids;
	t->vsi->xdp_rings = rx_meta_test_zalloc(test, nr_cpu_ids * sizeof(tx));
	for (i = 0; i < nr_cpu_ids; i++)
		t->vsi->xdp_rings[i] = tx;
	t->tx = tx;
}

/* Set up what all tests need. ice_test_rx_ring() adds an Rx ring. */
int ice_test_init(struct kunit *test)
{
	struct ice_test *t = rx_meta_test_zalloc(test, sizeof(*t));

	t->dev = rx_meta_test_dma_device(test, "ice_rx_meta");
	t->vsi = rx_meta_test_zalloc(test, sizeof(*t->vsi));
	t->vsi->back = rx_meta_test_zalloc(test, sizeof(*t->vsi->back));
	test_make_netdev(test, t);
	test_make_tx_ring(test, t);
	test->priv = t;
	return 0;
}

/* A pool like that of an AF_XDP socket, with all buffers on the ring */
static void test_make_pool(struct kunit *test, struct ice_test *t)
{
	struct xsk_buff_pool *pool;
	int i;

	pool = rx_meta_test_xsk_bufs(test, t->dev, &t->rx->xdp_rxq,
				     ICE_TEST_COUNT);
	t->rx->xdp_buf = rx_meta_test_zalloc(test, ICE_TEST_COUNT *
					     sizeof(*t->rx->xdp_buf));
	for (i = 0; i < ICE_TEST_COUNT; i++) {
		t->rx->xdp_buf[i] = &pool->heads[i].xdp;
		ice_test_set_zc_desc(t, i);
	}

	t->rx->next_to_use = ICE_TEST_COUNT - 1;
	t->rx->xsk_pool = pool;
	t->tx->xsk_pool = pool;
	t->pool = pool;
	/* Buffers on the Tx ring return to the pool before it is freed. */
	rx_meta_test_defer(test, ice_test_clean_tx, t->tx);
}

/**
 * ice_test_rx_ring - set up the Rx ring and its buffers
 * @test: KUnit test
 * @t: the rings
 * @kind: kind of the ring
 */
void ice_test_rx_ring(struct kunit *test, struct ice_test *t,
		      enum ice_test_rx kind)
{
	struct ice_rx_ring *rx = rx_meta_test_zalloc(test, sizeof(*rx));
	struct ice_q_vector *q_vector;

	t->rx = rx;
	rx->desc = rx_meta_test_zalloc(test, PAGE_SIZE);
	rx->ring_stats = rx_meta_test_zalloc(test, sizeof(*rx->ring_stats));
	u64_stats_init(&rx->ring_stats->syncp);
	rx->xdp_rxq.dev = t->netdev;
	rx->netdev = t->netdev;
	rx->count = ICE_TEST_COUNT;
	rx->tail = (__force u8 __iomem *)&t->tails[0];
	rx->vsi = t->vsi;
	rx->xdp_ring = t->tx;

	q_vector = rx_meta_test_zalloc(test, sizeof(*q_vector));
	rx_meta_test_add_napi(test, t->netdev, &q_vector->napi);
	rx->q_vector = q_vector;
	q_vector->vsi = t->vsi;
	q_vector->rx.rx_ring = rx;

	if (kind == ICE_TEST_RX_ZC)
		test_make_pool(test, t);
	else
		ice_test_make_buffers(test, t, kind);
}

/**
 * ice_test_attach - attach a program that stores values for marked packets
 * @test: KUnit test
 * @t: the rings
 * @prog: the program
 */
void ice_test_attach(struct kunit *test, struct ice_test *t,
		     const struct rx_meta_test_prog *prog)
{
	struct rx_meta_test_prog marked = *prog;

	marked.marked_only = true;
	t->vsi->xdp_prog = rx_meta_test_load_prog(test, &marked);
	if (t->rx)
		t->rx->xdp_prog = t->vsi->xdp_prog;
}

static void *test_rx_data(struct ice_test *t, int i)
{
	if (t->pool)
		return t->rx->xdp_buf[i]->data_hard_start + XDP_PACKET_HEADROOM;
	return ice_test_buffer(t, i);
}

/**
 * ice_test_receive - write the next buffer of a packet and its descriptor
 * @t: the rings
 * @len: number of bytes
 * @eop: whether this is the last buffer of the packet
 * @mark: whether the program stores its values for the packet
 *
 * Return: the descriptor, which the caller may complete before the poll.
 */
union ice_32b_rx_flex_desc *ice_test_receive(struct ice_test *t, u32 len,
					     bool eop, bool mark)
{
	union ice_32b_rx_flex_desc *desc = ICE_RX_DESC(t->rx, t->next);
	u8 *data = test_rx_data(t, t->next++);

	rx_meta_test_fill(data, 0, len);
	if (!mark)
		data[0] = 0;
	memset(desc, 0, sizeof(*desc));
	desc->wb.rxdid = ICE_RXDID_FLEX_NIC;
	desc->wb.pkt_len = cpu_to_le16(len);
	desc->wb.status_error0 =
		cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS0_DD_S) |
			    (eop ? BIT(ICE_RX_FLEX_DESC_STATUS0_EOF_S) : 0));
	return desc;
}

/**
 * ice_test_poll - let the driver poll the Rx ring
 * @t: the rings
 */
void ice_test_poll(struct ice_test *t)
{
	struct bpf_net_context context, *bpf_net_ctx;

	bpf_net_ctx = rx_meta_test_begin_poll(&context, &t->rx->q_vector->napi,
					      t->target);
	ice_test_clean_rx(t);
	rx_meta_test_end_poll(bpf_net_ctx);
}
