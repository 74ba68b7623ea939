// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests of ice: rings without a device behind them.
 */
#include <kunit/device.h>
#include <linux/bpf.h>
#include <linux/dma-mapping.h>
#include <linux/filter.h>
#include <net/xdp_sock_drv.h>
#include <net/xsk_buff_pool.h>
#include "ice_rx_meta_test.h"
#include "ice_xsk.h"

static void test_free_netdev(void *netdev)
{
	free_netdev(netdev);
}

static void test_free_prog(void *prog)
{
	bpf_prog_free(prog);
}

static void test_del_napi(void *napi)
{
	napi_disable(napi);
	netif_napi_del(napi);
}

static void test_del_tap(void *data)
{
	struct ice_test *t = data;

	dev_remove_pack(&t->tap);
	skb_queue_purge(&t->skbs);
}

static void test_clean_tx(void *tx)
{
	ice_clean_tx_ring(tx);
}

static void test_clean_rx(void *rx)
{
	ice_clean_rx_ring(rx);
}

static void test_put_pages(void *pages)
{
	free_pages((unsigned long)pages, get_order(ICE_TEST_COUNT * PAGE_SIZE));
}

static void test_defer(struct kunit *test, kunit_action_t *action, void *data)
{
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, action, data));
}

static void *test_zalloc(struct kunit *test, size_t size)
{
	void *p = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	return p;
}

static int test_napi_poll(struct napi_struct *napi, int budget)
{
	return 0;
}

/* The skb is looked at later, and the stack changes it on its way */
static int test_tap(struct sk_buff *skb, struct net_device *dev,
		    struct packet_type *tap, struct net_device *orig_dev)
{
	struct ice_test *t = container_of(tap, struct ice_test, tap);
	struct sk_buff *clone = skb_clone(skb, GFP_ATOMIC);

	if (clone)
		skb_queue_tail(&t->skbs, clone);
	kfree_skb(skb);
	return NET_RX_SUCCESS;
}

static void test_make_netdev(struct kunit *test, struct ice_test *t)
{
	struct ice_netdev_priv *np;

	t->netdev = alloc_etherdev(sizeof(*np));
	KUNIT_ASSERT_NOT_NULL(test, t->netdev);
	test_defer(test, test_free_netdev, t->netdev);
	t->netdev->features = NETIF_F_RXHASH | NETIF_F_HW_VLAN_CTAG_TX;

	np = netdev_priv(t->netdev);
	np->vsi = t->vsi;
	t->vsi->netdev = t->netdev;

	skb_queue_head_init(&t->skbs);
	t->tap.type = htons(ETH_P_ALL);
	t->tap.dev = t->netdev;
	t->tap.func = test_tap;
	dev_add_pack(&t->tap);
	test_defer(test, test_del_tap, t);
}

static void test_make_tx_ring(struct kunit *test, struct ice_test *t)
{
	struct ice_tx_ring *tx = test_zalloc(test, sizeof(*tx));
	int i;

	tx->desc = test_zalloc(test, PAGE_SIZE);
	tx->tx_buf = test_zalloc(test, ICE_TEST_COUNT * sizeof(*tx->tx_buf));
	tx->ring_stats = test_zalloc(test, sizeof(*tx->ring_stats));
	u64_stats_init(&tx->ring_stats->syncp);
	spin_lock_init(&tx->tx_lock);
	tx->count = ICE_TEST_COUNT;
	tx->tail = (__force u8 __iomem *)&t->tails[1];
	tx->dev = t->dev;
	tx->vsi = t->vsi;
	ice_set_ring_xdp(tx);
	test_defer(test, test_clean_tx, tx);

	/* ndo_xdp_xmit() takes the one of its CPU */
	t->vsi->num_xdp_txq = nr_cpu_ids;
	t->vsi->xdp_rings = test_zalloc(test, nr_cpu_ids * sizeof(tx));
	for (i = 0; i < nr_cpu_ids; i++)
		t->vsi->xdp_rings[i] = tx;
	t->tx = tx;
}

/* What all tests need; an Rx ring is added by ice_test_rx_ring(). */
struct ice_test *ice_test_make(struct kunit *test)
{
	struct ice_test *t = test_zalloc(test, sizeof(*t));

	t->dev = kunit_device_register(test, "ice_rx_meta");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t->dev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(t->dev, DMA_BIT_MASK(64)));

	t->vsi = test_zalloc(test, sizeof(*t->vsi));
	t->vsi->back = test_zalloc(test, sizeof(*t->vsi->back));
	test_make_netdev(test, t);
	test_make_tx_ring(test, t);
	return t;
}

static void test_unmap_pages(void *data)
{
	struct ice_test *t = data;

	dma_unmap_single(t->dev, t->pool_dma, ICE_TEST_COUNT * PAGE_SIZE,
			 DMA_BIDIRECTIONAL);
}

/* A pool as an AF_XDP socket's is once its buffers are on the ring */
static void test_make_pool(struct kunit *test, struct ice_test *t)
{
	struct xsk_buff_pool *pool = test_zalloc(test, sizeof(*pool));
	void *pages;
	int i;

	pages = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO,
					 get_order(ICE_TEST_COUNT * PAGE_SIZE));
	KUNIT_ASSERT_NOT_NULL(test, pages);
	test_defer(test, test_put_pages, pages);
	memset(pages, ICE_TEST_FILL, ICE_TEST_COUNT * PAGE_SIZE);
	t->pool_dma = dma_map_single(t->dev, pages, ICE_TEST_COUNT * PAGE_SIZE,
				     DMA_BIDIRECTIONAL);
	KUNIT_ASSERT_FALSE(test, dma_mapping_error(t->dev, t->pool_dma));
	test_defer(test, test_unmap_pages, t);

	pool->heads = test_zalloc(test, ICE_TEST_COUNT * sizeof(*pool->heads));
	INIT_LIST_HEAD(&pool->free_list);
	INIT_LIST_HEAD(&pool->xskb_list);
	pool->chunk_size = PAGE_SIZE;
	pool->frame_len = PAGE_SIZE - XDP_PACKET_HEADROOM;
	pool->dev = t->dev;

	for (i = 0; i < ICE_TEST_COUNT; i++) {
		struct xdp_buff_xsk *xskb = &pool->heads[i];

		INIT_LIST_HEAD(&xskb->list_node);
		xskb->pool = pool;
		xskb->xdp.data_hard_start = pages + i * PAGE_SIZE;
		xskb->xdp.frame_sz = PAGE_SIZE;
		xskb->xdp.rxq = &t->rx->xdp_rxq;
		xskb->frame_dma = t->pool_dma + i * PAGE_SIZE;
		xskb->dma = xskb->frame_dma + XDP_PACKET_HEADROOM;
		t->rx->xdp_buf[i] = &xskb->xdp;
		ice_xdp_meta_set_desc(&xskb->xdp, ICE_RX_DESC(t->rx, i));
	}

	t->rx->xdp_rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	t->rx->next_to_use = ICE_TEST_COUNT - 1;
	t->rx->xsk_pool = pool;
	t->tx->xsk_pool = pool;
	t->pool = pool;
	/* What is on its way out goes back to the pool while that is there */
	test_defer(test, test_clean_tx, t->tx);
}

static void test_make_buffers(struct kunit *test, struct ice_test *t,
			      bool build_skb)
{
	struct ice_rx_ring *rx = t->rx;

	if (build_skb) {
		ice_set_ring_build_skb_ena(rx);
		rx->rx_offset = ICE_SKB_PAD;
	}
	rx->rx_buf_len = ICE_RXBUF_1536;
	xdp_init_buff(&rx->xdp, ICE_RXBUF_2048, &rx->xdp_rxq);
	KUNIT_ASSERT_FALSE(test, ice_alloc_rx_bufs(rx, ICE_TEST_COUNT - 1));
	test_defer(test, test_clean_rx, rx);
}

/**
 * ice_test_rx_ring - make the Rx ring, with buffers that wait for packets
 * @test: KUnit test
 * @t: the rings
 * @how: which kind
 */
void ice_test_rx_ring(struct kunit *test, struct ice_test *t,
		      enum ice_test_rx how)
{
	struct ice_rx_ring *rx = test_zalloc(test, sizeof(*rx));
	struct ice_q_vector *q_vector;

	t->rx = rx;
	rx->desc = test_zalloc(test, PAGE_SIZE);
	rx->rx_buf = test_zalloc(test, ICE_TEST_COUNT * sizeof(*rx->rx_buf));
	rx->ring_stats = test_zalloc(test, sizeof(*rx->ring_stats));
	u64_stats_init(&rx->ring_stats->syncp);
	rx->xdp_ext.pkt_ctx = &rx->pkt_ctx;
	rx->xdp_rxq.dev = t->netdev;
	rx->netdev = t->netdev;
	rx->count = ICE_TEST_COUNT;
	rx->tail = (__force u8 __iomem *)&t->tails[0];
	rx->dev = t->dev;
	rx->vsi = t->vsi;
	rx->xdp_ring = t->tx;

	q_vector = test_zalloc(test, sizeof(*q_vector));
	netif_napi_add(t->netdev, &q_vector->napi, test_napi_poll);
	napi_enable(&q_vector->napi);
	test_defer(test, test_del_napi, &q_vector->napi);
	rx->q_vector = q_vector;

	if (how == ICE_TEST_RX_ZC)
		test_make_pool(test, t);
	else
		test_make_buffers(test, t, how == ICE_TEST_RX_BUILD_SKB);
}

/* The kfuncs, as far as a program that is not verified can stand in for them */
static int test_prog_insns(const struct ice_test_prog *prog,
			   struct bpf_insn *insns)
{
	const struct xdp_rx_meta *m = prog->meta;
	const int base = sizeof(struct xdp_frame);
#define AT(member)	(base + offsetof(struct xdp_rx_meta, member))
#define PTR		BPF_FIELD_SIZEOF(struct xdp_buff, data)
	struct bpf_insn code[] = {
		BPF_LDX_MEM(PTR, BPF_REG_2, BPF_REG_1,
			    offsetof(struct xdp_buff, data)),
		BPF_LDX_MEM(BPF_B, BPF_REG_3, BPF_REG_2, 0),
		BPF_JMP_IMM(BPF_JNE, BPF_REG_3, ICE_TEST_MARK, 13),
		BPF_ALU64_IMM(BPF_ADD, BPF_REG_2, prog->pull),
		BPF_STX_MEM(PTR, BPF_REG_1, BPF_REG_2,
			    offsetof(struct xdp_buff, data)),
		BPF_LDX_MEM(PTR, BPF_REG_2, BPF_REG_1,
			    offsetof(struct xdp_buff, data_hard_start)),
		BPF_LD_IMM64(BPF_REG_3, m->timestamp),
		BPF_STX_MEM(BPF_DW, BPF_REG_2, BPF_REG_3, AT(timestamp)),
		BPF_ST_MEM(BPF_W, BPF_REG_2, AT(hash), m->hash),
		BPF_ST_MEM(BPF_W, BPF_REG_2, AT(hash_type), m->hash_type),
		BPF_ST_MEM(BPF_H, BPF_REG_2, AT(vlan_proto),
			   (__force u16)m->vlan_proto),
		BPF_ST_MEM(BPF_H, BPF_REG_2, AT(vlan_tci), m->vlan_tci),
		BPF_LDX_MEM(BPF_W, BPF_REG_3, BPF_REG_1,
			    offsetof(struct xdp_buff, flags)),
		BPF_ALU32_IMM(BPF_OR, BPF_REG_3, prog->flags),
		BPF_STX_MEM(BPF_W, BPF_REG_1, BPF_REG_3,
			    offsetof(struct xdp_buff, flags)),
		BPF_MOV32_IMM(BPF_REG_0, prog->act),
		BPF_EXIT_INSN(),
	};
#undef PTR
#undef AT

	if (insns)
		memcpy(insns, code, sizeof(code));
	return ARRAY_SIZE(code);
}

/**
 * ice_test_attach - attach a program that stores values for marked packets
 * @test: KUnit test
 * @t: the rings
 * @prog: what it does
 */
void ice_test_attach(struct kunit *test, struct ice_test *t,
		     const struct ice_test_prog *prog)
{
	int len = test_prog_insns(prog, NULL), err;
	struct bpf_prog *fp;

	fp = bpf_prog_alloc(bpf_prog_size(len), 0);
	KUNIT_ASSERT_NOT_NULL(test, fp);
	fp->len = test_prog_insns(prog, fp->insnsi);
	fp->type = BPF_PROG_TYPE_XDP;
	fp = bpf_prog_select_runtime(fp, &err);
	test_defer(test, test_free_prog, fp);
	KUNIT_ASSERT_EQ(test, err, 0);

	t->vsi->xdp_prog = fp;
	if (t->rx)
		t->rx->xdp_prog = fp;
}

static void *test_rx_data(struct ice_test *t, int i)
{
	struct ice_rx_buf *buf;

	if (t->pool)
		return t->rx->xdp_buf[i]->data_hard_start + XDP_PACKET_HEADROOM;

	buf = &t->rx->rx_buf[i];
	return page_address(buf->page) + buf->page_offset;
}

/**
 * ice_test_receive - write a packet, or a part of one, and its descriptor
 * @t: the rings
 * @len: bytes
 * @eop: whether this is the last part
 * @mark: whether the program is to store its values
 *
 * Return: the descriptor, to be filled in further before the ring is polled.
 */
union ice_32b_rx_flex_desc *ice_test_receive(struct ice_test *t, u32 len,
					     bool eop, bool mark)
{
	union ice_32b_rx_flex_desc *desc = ICE_RX_DESC(t->rx, t->next);
	u8 *data = test_rx_data(t, t->next++);
	u32 i;

	for (i = 0; i < len; i++)
		data[i] = 3 * i;
	data[0] = mark ? ICE_TEST_MARK : 0;
	if (len >= ETH_HLEN)
		put_unaligned_be16(ICE_TEST_PROTO, data + 2 * ETH_ALEN);

	memset(desc, 0, sizeof(*desc));
	desc->wb.rxdid = ICE_RXDID_FLEX_NIC;
	desc->wb.pkt_len = cpu_to_le16(len);
	desc->wb.status_error0 =
		cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS0_DD_S) |
			    (eop ? BIT(ICE_RX_FLEX_DESC_STATUS0_EOF_S) : 0));
	return desc;
}

/* What bpf_redirect() leaves for a program's verdict to come true */
static void test_redirect_to(const struct net_device *sink)
{
	struct bpf_redirect_info *ri = bpf_net_ctx_get_ri();

	if (!sink)
		return;
	ri->tgt_index = sink->ifindex;
	ri->map_type = BPF_MAP_TYPE_UNSPEC;
	ri->map_id = INT_MAX;
}

/**
 * ice_test_poll - let the driver see what was received
 * @t: the rings
 */
void ice_test_poll(struct ice_test *t)
{
	struct bpf_net_context context, *bpf_net_ctx;
	struct napi_struct *napi = &t->rx->q_vector->napi;

	local_bh_disable();
	bpf_net_ctx = bpf_net_ctx_set(&context);
	test_redirect_to(t->sink);
	napi_schedule_prep(napi);
	if (t->pool)
		ice_clean_rx_irq_zc(t->rx, t->pool, ICE_TEST_COUNT);
	else
		ice_clean_rx_irq(t->rx, ICE_TEST_COUNT);
	/* The stack gets what is still held back for more */
	napi_complete_done(napi, 1);
	bpf_net_ctx_clear(bpf_net_ctx);
	local_bh_enable();
}
