// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: values stored for zero-copy buffers.
 *
 * A pool made by hand stands in for an AF_XDP socket's, so that no driver is
 * needed that hands its buffers out this way.
 */
#include <kunit/test.h>
#include <linux/mm.h>
#include <net/xdp_rx_meta.h>
#include <net/xdp_sock_drv.h>
#include <net/xsk_buff_pool.h>
#include "xsk_queue.h"

#define CHUNKS		2
#define CHUNK_SHIFT	11
#define CHUNK_SIZE	BIT(CHUNK_SHIFT)

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa123,
};

struct zc_fixture {
	struct xsk_buff_pool *pool;
	struct xdp_rxq_info rxq;
	void *umem;
};

static void zc_put_pages(void *umem)
{
	free_pages((unsigned long)umem, 0);
}

static void zc_put_fq(void *fq)
{
	xskq_destroy(fq);
}

static int zc_init(struct kunit *test)
{
	struct xsk_buff_pool *pool;
	struct zc_fixture *zc;
	int i;

	zc = kunit_kzalloc(test, sizeof(*zc), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, zc);
	pool = kunit_kzalloc(test, struct_size(pool, free_heads, CHUNKS),
			     GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, pool);
	pool->heads = kunit_kcalloc(test, CHUNKS, sizeof(*pool->heads),
				    GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, pool->heads);

	zc->umem = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, zc->umem);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, zc_put_pages,
							   zc->umem));
	pool->fq = xskq_create(CHUNKS, true);
	KUNIT_ASSERT_NOT_NULL(test, pool->fq);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, zc_put_fq,
							   pool->fq));

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

/* A buffer as a driver has it after a program stored everything. */
static struct xdp_buff *zc_stored_buff(struct kunit *test, u32 metasize,
				       u32 len, u32 flags)
{
	struct zc_fixture *zc = test->priv;
	struct xdp_buff *xdp = &zc->pool->heads[0].xdp;
	u32 i;

	xdp->data = xdp->data_hard_start + XDP_PACKET_HEADROOM;
	xdp->data_meta = xdp->data - metasize;
	xdp->data_end = xdp->data + len;
	for (i = 0; i < metasize + len; i++)
		((u8 *)xdp->data_meta)[i] = i;
	*xdp_buff_rx_meta(xdp) = stored;
	xdp->flags = flags;
	return xdp;
}

/* A page that a frame was cloned into; fails the test when it was not. */
static struct xdp_frame *zc_clone(struct kunit *test, struct xdp_buff *xdp)
{
	struct xdp_frame *frame = xdp_convert_zc_to_xdp_frame(xdp);

	KUNIT_ASSERT_NOT_NULL(test, frame);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, zc_put_pages, frame));
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
	{ "hash",	XDP_FLAGS_RX_HASH,	0, sizeof(stored) },
	{ "vlan_tag",	XDP_FLAGS_RX_VLAN_TAG,	0, sizeof(stored) },
	{ "timestamp",	XDP_FLAGS_RX_TIMESTAMP,	0, sizeof(stored) },
	{ "all",	XDP_FLAGS_RX_META,	0, sizeof(stored) },
	{ "all, metadata", XDP_FLAGS_RX_META,	8, sizeof(stored) },
};

static void zc_case_desc(const struct zc_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(zc_clone, zc_cases, zc_case_desc);

static void zc_clone_test(struct kunit *test)
{
	const struct zc_case *c = test->param_value;
	struct xdp_frame *frame;

	frame = zc_clone(test, zc_stored_buff(test, c->metasize, 64, c->flags));

	KUNIT_EXPECT_EQ(test, frame->flags, c->flags);
	KUNIT_EXPECT_EQ(test, frame->headroom, c->gap + c->metasize);
	KUNIT_EXPECT_PTR_EQ(test, frame->data,
			    (void *)(frame + 1) + c->gap + c->metasize);
	if (c->flags)
		KUNIT_EXPECT_MEMEQ(test, frame + 1, &stored, sizeof(stored));
	zc_expect_bytes(test, frame, c->metasize, 64);
}

/* The area counts against the page that the clone has to fit in. */
static void zc_clone_too_long_test(struct kunit *test)
{
	struct zc_fixture *zc = test->priv;
	u32 max = SKB_WITH_OVERHEAD(PAGE_SIZE) - sizeof(struct xdp_frame);
	struct xdp_buff *xdp = zc_stored_buff(test, 0, 64, XDP_FLAGS_RX_HASH);

	xdp->data_end = xdp->data + max - sizeof(stored) + 1;
	KUNIT_EXPECT_NULL(test, xdp_convert_zc_to_xdp_frame(xdp));
	KUNIT_EXPECT_EQ(test, zc->pool->free_list_cnt, 0);
}

static void zc_expect_clean(struct kunit *test, struct xdp_buff **bufs)
{
	int i;

	for (i = 0; i < CHUNKS; i++)
		KUNIT_EXPECT_EQ(test, bufs[i]->flags & XDP_FLAGS_RX_META, 0);
}

/* Buffers that came back without leaving the kernel. */
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

/* Buffers that user space gave back through the fill ring. */
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
	/* As user space does: the entries before their number */
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
