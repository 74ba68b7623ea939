// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of ice: the buffers of an Rx ring.
 */
#include <net/libeth/xdp.h>
#include "ice_rx_meta_test.h"
#include "ice_lib.h"

/* The page pool may be destroyed only while its NAPI instance is disabled. */
static void test_clean_rx(void *rx)
{
	struct ice_rx_ring *ring = rx;
	struct napi_struct *napi = &ring->q_vector->napi;

	napi_disable(napi);
	ice_clean_rx_ring(ring);
	napi_enable(napi);
}

/* Pages of a pool, as for a ring with a program */
void ice_test_make_buffers(struct kunit *test, struct ice_test *t,
			   enum ice_test_rx kind)
{
	struct ice_rx_ring *rx = t->rx;
	struct libeth_fq fq = {
		.count		= ICE_TEST_COUNT,
		.nid		= NUMA_NO_NODE,
		.xdp		= true,
		.buf_len	= ICE_RXBUF_1536,
	};

	SET_NETDEV_DEV(t->netdev, t->dev);
	KUNIT_ASSERT_EQ(test, 0, libeth_rx_fq_create(&fq, &rx->q_vector->napi));
	rx->pp = fq.pp;
	rx->rx_fqes = fq.fqes;
	rx->truesize = fq.truesize;
	rx->rx_buf_len = fq.buf_len;
	rx->xdp_rxq.mem.type = MEM_TYPE_PAGE_POOL;
	rx_meta_test_defer(test, test_clean_rx, rx);
	/* All pages return before the pool is destroyed. It would wait for the
	 * others, and look at its netdev, which is freed with the test.
	 */
	rx_meta_test_defer(test, rx_meta_test_free_received, &t->tap);
	rx_meta_test_defer(test, ice_test_clean_tx, t->tx);
	KUNIT_ASSERT_FALSE(test, ice_alloc_rx_bufs(rx, ICE_TEST_COUNT - 1));
}

/* Returns where the device writes packet data of buffer @i to. */
void *ice_test_buffer(struct ice_test *t, int i)
{
	struct libeth_fqe *fqe = &t->rx->rx_fqes[i];

	return netmem_address(fqe->netmem) + fqe->offset + t->rx->pp->p.offset;
}

/* The driver writes the descriptor to a buffer when it receives the packet. */
void ice_test_set_zc_desc(struct ice_test *t, int i)
{
}

/* Poll the ring by its NAPI instance. A VSI that is down keeps the driver from
 * the registers of interrupts.
 */
void ice_test_clean_rx(struct ice_test *t)
{
	struct ice_q_vector *q_vector = t->rx->q_vector;

	set_bit(ICE_DOWN, t->vsi->state);
	q_vector->wb_on_itr = true;
	ice_napi_poll(&q_vector->napi, ICE_TEST_COUNT + 1);
	clear_bit(ICE_DOWN, t->vsi->state);
}

/* The next packet is in the first buffer. */
void ice_test_rewind(struct ice_test *t)
{
	t->rx->next_to_clean = 0;
	t->next = 0;
}

struct reader {
	struct libeth_xdp_buff ext;
	struct ice_rx_ring ring;
};

void ice_test_make_reader(struct kunit *test, struct ice_test_reader *rd)
{
	struct reader *reader = rx_meta_test_zalloc(test, sizeof(*reader));

	reader->ext.desc = &rd->desc;
	rd->xdp = &reader->ext.base;
	rd->ctx = &reader->ring.pkt_ctx;
	rd->rxq = &reader->ring.xdp_rxq;
}
