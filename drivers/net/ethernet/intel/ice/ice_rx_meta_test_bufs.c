// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of ice: the buffers of an Rx ring.
 */
#include "ice_rx_meta_test.h"
#include "ice_xsk.h"

static void test_clean_rx(void *rx)
{
	ice_clean_rx_ring(rx);
}

/* Halves of pages */
void ice_test_make_buffers(struct kunit *test, struct ice_test *t,
			   enum ice_test_rx kind)
{
	struct ice_rx_ring *rx = t->rx;

	rx->dev = t->dev;
	rx->rx_buf = rx_meta_test_zalloc(test, ICE_TEST_COUNT *
					 sizeof(*rx->rx_buf));
	rx->xdp_ext.pkt_ctx = &rx->pkt_ctx;
	if (kind == ICE_TEST_RX_BUILD_SKB) {
		ice_set_ring_build_skb_ena(rx);
		rx->rx_offset = ICE_SKB_PAD;
	}
	rx->rx_buf_len = ICE_RXBUF_1536;
	xdp_init_buff(&rx->xdp, ICE_RXBUF_2048, &rx->xdp_rxq);
	KUNIT_ASSERT_FALSE(test, ice_alloc_rx_bufs(rx, ICE_TEST_COUNT - 1));
	rx_meta_test_defer(test, test_clean_rx, rx);
}

/* Returns where the device writes packet data of buffer @i to. */
void *ice_test_buffer(struct ice_test *t, int i)
{
	struct ice_rx_buf *buf = &t->rx->rx_buf[i];

	return page_address(buf->page) + buf->page_offset;
}

/* The driver writes the descriptor to a buffer when it gives it to the ring. */
void ice_test_set_zc_desc(struct ice_test *t, int i)
{
	ice_xdp_meta_set_desc(t->rx->xdp_buf[i], ICE_RX_DESC(t->rx, i));
}

/* Poll the ring. GRO may still hold packets then. */
void ice_test_clean_rx(struct ice_test *t)
{
	if (t->pool)
		ice_clean_rx_irq_zc(t->rx, t->pool, ICE_TEST_COUNT);
	else
		ice_clean_rx_irq(t->rx, ICE_TEST_COUNT);
	napi_complete_done(&t->rx->q_vector->napi, 1);
}

/* The next packet is in the first buffer. */
void ice_test_rewind(struct ice_test *t)
{
	t->rx->next_to_clean = 0;
	t->rx->first_desc = 0;
	t->next = 0;
}

struct reader {
	struct ice_xdp_buff ext;
	struct ice_pkt_ctx ctx;
	struct xdp_rxq_info rxq;
};

void ice_test_make_reader(struct kunit *test, struct ice_test_reader *rd)
{
	struct reader *reader = rx_meta_test_zalloc(test, sizeof(*reader));

	reader->ext.eop_desc = &rd->desc;
	reader->ext.pkt_ctx = &reader->ctx;
	rd->xdp = &reader->ext.xdp_buff;
	rd->ctx = &reader->ctx;
	rd->rxq = &reader->rxq;
}
