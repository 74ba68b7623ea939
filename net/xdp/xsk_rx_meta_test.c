// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: values stored for zero-copy buffers.
 *
 * The tests set up a pool without an AF_XDP socket and without a driver.
 */
#include <net/xdp_rx_meta_kunit.h>
#include <net/xdp_sock_drv.h>
#include <net/xsk_buff_pool.h>
#include "xsk_queue.h"

#define CHUNKS		2
#define CHUNK_SHIFT	11
#define CHUNK_SIZE	BIT(CHUNK_SHIFT)
#define META_SIZE	sizeof(struct xdp_rx_meta)

struct zc_fixture {
	struct xsk_buff_pool *pool;
	struct xdp_rxq_info rxq;
	void *umem;
};

static void zc_free_fq(void *fq)
{
	xskq_destroy(fq);
}

static int zc_init(struct kunit *test)
{
	struct zc_fixture *zc = rx_meta_test_zalloc(test, sizeof(*zc));
	struct xsk_buff_pool *pool;
	int i;

	pool = rx_meta_test_zalloc(test, struct_size(pool, free_heads, CHUNKS));
	pool->heads = rx_meta_test_zalloc(test, CHUNKS * sizeof(*pool->heads));
	zc->umem = rx_meta_test_page(test);
	pool->fq = xskq_create(CHUNKS, true);
	KUNIT_ASSERT_NOT_NULL(test, pool->fq);
	rx_meta_test_defer(test, zc_free_fq, pool->fq);

	zc->rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	zc->pool = pool;
	INIT_LIST_HEAD(&pool->free_list);
	INIT_LIST_HEAD(&pool->xskb_list);
	pool->addrs = zc->umem;
	pool->addrs_cnt = CHUNKS * CHUNK_SIZE;
	pool->chunk_size = CHUNK_SIZE;
	pool->chunk_shift = CHUNK_SHIFT;
	pool->chunk_mask = ~((u64)CHUNK_SIZE - 1);
	pool->free_heads_cnt = CHUNKS;

	for (i = 0; i < CHUNKS; i++) {
		struct xdp_buff_xsk *xskb = &pool->heads[i];

		INIT_LIST_HEAD(&xskb->list_node);
		xskb->pool = pool;
		xskb->xdp.rxq = &zc->rxq;
		xskb->xdp.frame_sz = CHUNK_SIZE;
		xp_init_xskb_addr(xskb, pool, i * CHUNK_SIZE);
	}

	test->priv = zc;
	return 0;
}

/* A buffer after a program stored values, with metadata and a packet whose
 * bytes count up from 0
 */
static struct xdp_buff *zc_stored_buff(struct kunit *test, u32 metasize,
				       u32 len, u32 flags)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);
	struct zc_fixture *zc = test->priv;
	struct xdp_buff *xdp = &zc->pool->heads[0].xdp;
	u32 i;

	xdp->data = xdp->data_hard_start + XDP_PACKET_HEADROOM;
	xdp->data_meta = xdp->data - metasize;
	xdp->data_end = xdp->data + len;
	for (i = 0; i < metasize + len; i++)
		((u8 *)xdp->data_meta)[i] = i;
	xdp->flags = 0;
	rx_meta_test_store(xdp, &stored);
	return xdp;
}

/* The clone lies in a page of its own. */
static struct xdp_frame *zc_clone(struct kunit *test, struct xdp_buff *xdp)
{
	struct xdp_frame *frame = xdp_convert_zc_to_xdp_frame(xdp);

	KUNIT_ASSERT_NOT_NULL(test, frame);
	rx_meta_test_defer(test, rx_meta_test_free_page, frame);
	return frame;
}

static void zc_expect_bytes(struct kunit *test, const struct xdp_frame *frame,
			    u32 metasize, u32 len)
{
	const u8 *bytes = frame->data - metasize;
	u32 i;

	KUNIT_ASSERT_EQ(test, frame->len, len);
	KUNIT_ASSERT_EQ(test, frame->metasize, metasize);
	for (i = 0; i < metasize + len; i++)
		KUNIT_ASSERT_EQ(test, bytes[i], (u8)i);
}

struct zc_case {
	const char *name;
	u32 flags;
	u32 metasize;
	/* expected: bytes between the frame and the metadata */
	u32 gap;
};

static const struct zc_case zc_cases[] = {
	{ "nothing",	0,			0, 0 },
	{ "nothing, metadata", 0,		8, 0 },
	{ "hash",	XDP_FLAGS_RX_HASH,	0, META_SIZE },
	{ "vlan_tag",	XDP_FLAGS_RX_VLAN_TAG,	0, META_SIZE },
	{ "timestamp",	XDP_FLAGS_RX_TIMESTAMP,	0, META_SIZE },
	{ "all",	XDP_FLAGS_RX_META,	0, META_SIZE },
	{ "all, metadata", XDP_FLAGS_RX_META,	8, META_SIZE },
};

KUNIT_ARRAY_PARAM_DESC(zc_clone, zc_cases, name);

static void zc_clone_test(struct kunit *test)
{
	const struct zc_case *c = test->param_value;
	struct xdp_rx_meta_saved stored = rx_meta_test_stored(c->flags);
	struct xdp_frame *frame;

	frame = zc_clone(test, zc_stored_buff(test, c->metasize, 64, c->flags));

	KUNIT_EXPECT_EQ(test, frame->flags, c->flags);
	KUNIT_EXPECT_EQ(test, frame->headroom, c->gap + c->metasize);
	KUNIT_EXPECT_PTR_EQ(test, frame->data,
			    (void *)(frame + 1) + c->gap + c->metasize);
	if (c->flags)
		KUNIT_EXPECT_MEMEQ(test, frame + 1, &stored.meta,
				   RX_META_TEST_VALUES);
	zc_expect_bytes(test, frame, c->metasize, 64);
}

/* The clone has to fit into a page together with the values. */
static void zc_clone_too_long_test(struct kunit *test)
{
	struct zc_fixture *zc = test->priv;
	u32 max = SKB_WITH_OVERHEAD(PAGE_SIZE) - sizeof(struct xdp_frame);
	struct xdp_buff *xdp = zc_stored_buff(test, 0, 64, XDP_FLAGS_RX_HASH);

	xdp->data_end = xdp->data + max - META_SIZE + 1;
	KUNIT_EXPECT_NULL(test, xdp_convert_zc_to_xdp_frame(xdp));
	KUNIT_EXPECT_EQ(test, zc->pool->free_list_cnt, 0);
}

static void zc_expect_clean(struct kunit *test, struct xdp_buff **bufs)
{
	int i;

	for (i = 0; i < CHUNKS; i++)
		KUNIT_EXPECT_EQ(test, bufs[i]->flags & XDP_FLAGS_RX_META, 0);
}

/* The kernel returned the buffers to the pool. */
static void zc_alloc_reused_test(struct kunit *test)
{
	struct zc_fixture *zc = test->priv;
	struct xdp_buff *bufs[CHUNKS];
	int i;

	for (i = 0; i < CHUNKS; i++) {
		zc->pool->heads[i].xdp.flags = XDP_FLAGS_RX_META;
		xp_free(&zc->pool->heads[i]);
	}
	KUNIT_ASSERT_EQ(test, CHUNKS, xp_alloc_batch(zc->pool, bufs, CHUNKS));
	zc_expect_clean(test, bufs);
}

/* User space returned the buffers through the fill ring. */
static void zc_alloc_filled_test(struct kunit *test)
{
	struct zc_fixture *zc = test->priv;
	struct xdp_umem_ring *ring = (struct xdp_umem_ring *)zc->pool->fq->ring;
	struct xdp_buff *bufs[CHUNKS];
	int i;

	for (i = 0; i < CHUNKS; i++) {
		zc->pool->heads[i].xdp.flags = XDP_FLAGS_RX_META;
		ring->desc[i] = i * CHUNK_SIZE;
	}
	/* User space writes the entries before the producer index. */
	smp_store_release(&ring->ptrs.producer, CHUNKS);
	KUNIT_ASSERT_EQ(test, CHUNKS, xp_alloc_batch(zc->pool, bufs, CHUNKS));
	zc_expect_clean(test, bufs);
}

static struct kunit_case xsk_rx_meta_cases[] = {
	KUNIT_CASE_PARAM(zc_clone_test, zc_clone_gen_params),
	KUNIT_CASE(zc_clone_too_long_test),
	KUNIT_CASE(zc_alloc_reused_test),
	KUNIT_CASE(zc_alloc_filled_test),
	{}
};

static struct kunit_suite xsk_rx_meta_suite = {
	.name = "xsk_rx_meta",
	.init = zc_init,
	.test_cases = xsk_rx_meta_cases,
};

kunit_test_suite(xsk_rx_meta_suite);

MODULE_DESCRIPTION("KUnit tests of stored RX metadata of zero-copy buffers");
MODULE_LICENSE("GPL");
