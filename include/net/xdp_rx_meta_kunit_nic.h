/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture for KUnit tests of stored XDP RX metadata in drivers: the parts of a
 * NIC that need no device, a BPF program that stores values, the stack's end of
 * a receive queue, and a redirect target.
 */
#ifndef __LINUX_NET_XDP_RX_META_KUNIT_NIC_H__
#define __LINUX_NET_XDP_RX_META_KUNIT_NIC_H__

#include <kunit/device.h>
#include <linux/bpf.h>
#include <linux/dma-mapping.h>
#include <linux/filter.h>
#include <linux/rtnetlink.h>
#include <net/page_pool/helpers.h>
#include <net/xdp_rx_meta_kunit.h>
#include <net/xsk_buff_pool.h>

/*
 * Devices
 */

/* A device that DMA can be mapped for */
static inline struct device *rx_meta_test_dma_device(struct kunit *test,
						     const char *name)
{
	struct device *dev = kunit_device_register(test, name);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(dev, DMA_BIT_MASK(64)));
	return dev;
}

static inline void rx_meta_test_free_netdev(void *netdev)
{
	free_netdev(netdev);
}

/* An Ethernet device that is not registered */
static inline struct net_device *rx_meta_test_netdev(struct kunit *test,
						     size_t priv_size)
{
	struct net_device *netdev = alloc_etherdev(priv_size);

	KUNIT_ASSERT_NOT_NULL(test, netdev);
	rx_meta_test_defer(test, rx_meta_test_free_netdev, netdev);
	netdev->features |= NETIF_F_RXHASH;
	return netdev;
}

static inline int rx_meta_test_poll(struct napi_struct *napi, int budget)
{
	return 0;
}

static inline void rx_meta_test_del_napi(void *napi)
{
	napi_disable(napi);
	netif_napi_del(napi);
}

/* An enabled NAPI instance, for a test that polls the ring itself */
static inline void rx_meta_test_add_napi(struct kunit *test,
					 struct net_device *netdev,
					 struct napi_struct *napi)
{
	netif_napi_add(netdev, napi, rx_meta_test_poll);
	napi_enable(napi);
	rx_meta_test_defer(test, rx_meta_test_del_napi, napi);
}

/*
 * Buffers
 */

static inline void rx_meta_test_free_page_pool(void *pool)
{
	page_pool_destroy(pool);
}

/* A pool of mapped pages */
static inline struct page_pool *rx_meta_test_page_pool(struct kunit *test,
						       struct device *dev)
{
	struct page_pool_params params = {
		.flags		= PP_FLAG_DMA_MAP,
		.pool_size	= 16,
		.nid		= NUMA_NO_NODE,
		.dev		= dev,
		.dma_dir	= DMA_BIDIRECTIONAL,
	};
	struct page_pool *pool = page_pool_create(&params);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pool);
	rx_meta_test_defer(test, rx_meta_test_free_page_pool, pool);
	return pool;
}

static inline struct page *rx_meta_test_pool_page(struct kunit *test,
						  struct page_pool *pool)
{
	struct page *page = page_pool_dev_alloc_pages(pool);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

/**
 * struct rx_meta_test_umem - chunks of one page for zero-copy buffers
 * @dev: device that they are mapped for
 * @pages: the chunks
 * @count: number of chunks
 * @dma: address of the first one
 */
struct rx_meta_test_umem {
	struct device *dev;
	void *pages;
	u32 count;
	dma_addr_t dma;
};

static inline void rx_meta_test_free_umem(void *data)
{
	struct rx_meta_test_umem *umem = data;

	free_pages((unsigned long)umem->pages,
		   get_order(umem->count * PAGE_SIZE));
}

static inline void rx_meta_test_unmap_umem(void *data)
{
	struct rx_meta_test_umem *umem = data;

	dma_unmap_single(umem->dev, umem->dma, umem->count * PAGE_SIZE,
			 DMA_BIDIRECTIONAL);
}

static inline struct rx_meta_test_umem *
rx_meta_test_umem(struct kunit *test, struct device *dev, u32 count)
{
	struct rx_meta_test_umem *umem = rx_meta_test_zalloc(test,
							     sizeof(*umem));

	umem->dev = dev;
	umem->count = count;
	umem->pages = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO,
					       get_order(count * PAGE_SIZE));
	KUNIT_ASSERT_NOT_NULL(test, umem->pages);
	rx_meta_test_defer(test, rx_meta_test_free_umem, umem);
	umem->dma = dma_map_single(dev, umem->pages, count * PAGE_SIZE,
				   DMA_BIDIRECTIONAL);
	KUNIT_ASSERT_FALSE(test, dma_mapping_error(dev, umem->dma));
	rx_meta_test_defer(test, rx_meta_test_unmap_umem, umem);
	return umem;
}

/* A pool like that of an AF_XDP socket whose buffers are all on the ring */
static inline struct xsk_buff_pool *rx_meta_test_xsk_pool(struct kunit *test,
							  struct device *dev)
{
	struct xsk_buff_pool *pool = rx_meta_test_zalloc(test, sizeof(*pool));

	INIT_LIST_HEAD(&pool->free_list);
	INIT_LIST_HEAD(&pool->xskb_list);
	pool->chunk_size = PAGE_SIZE;
	pool->frame_len = PAGE_SIZE - XDP_PACKET_HEADROOM;
	pool->dev = dev;
	return pool;
}

/* Set up @xskb as the buffer of chunk @i. */
static inline void rx_meta_test_init_xskb(struct xdp_buff_xsk *xskb,
					  struct xsk_buff_pool *pool,
					  struct xdp_rxq_info *rxq,
					  const struct rx_meta_test_umem *umem,
					  u32 i)
{
	INIT_LIST_HEAD(&xskb->list_node);
	xskb->pool = pool;
	xskb->xdp.data_hard_start = umem->pages + i * PAGE_SIZE;
	xskb->xdp.frame_sz = PAGE_SIZE;
	xskb->xdp.rxq = rxq;
	xskb->frame_dma = umem->dma + i * PAGE_SIZE;
	xskb->dma = xskb->frame_dma + XDP_PACKET_HEADROOM;
	rxq->mem.type = MEM_TYPE_XSK_BUFF_POOL;
}

/* Initial value of each byte of a zero-copy buffer */
#define RX_META_TEST_FILL	0xa5

/* Such a pool with @count buffers. The heads are in the order of the chunks. */
static inline struct xsk_buff_pool *
rx_meta_test_xsk_bufs(struct kunit *test, struct device *dev,
		      struct xdp_rxq_info *rxq, u32 count)
{
	struct xsk_buff_pool *pool = rx_meta_test_xsk_pool(test, dev);
	struct rx_meta_test_umem *umem = rx_meta_test_umem(test, dev, count);
	u32 i;

	memset(umem->pages, RX_META_TEST_FILL, count * PAGE_SIZE);
	pool->heads = rx_meta_test_zalloc(test, count * sizeof(*pool->heads));
	pool->heads_cnt = count;
	for (i = 0; i < count; i++)
		rx_meta_test_init_xskb(&pool->heads[i], pool, rxq, umem, i);
	return pool;
}

/*
 * BPF programs
 */

static inline void rx_meta_test_free_prog(void *prog)
{
	bpf_prog_free(prog);
}

/* Load instructions that nothing verifies. */
static inline struct bpf_prog *rx_meta_test_load(struct kunit *test,
						 const struct bpf_insn *insns,
						 u32 len)
{
	struct bpf_prog *prog = bpf_prog_alloc(bpf_prog_size(len), 0);
	int err;

	KUNIT_ASSERT_NOT_NULL(test, prog);
	prog->len = len;
	memcpy(prog->insnsi, insns, len * sizeof(*insns));
	prog->type = BPF_PROG_TYPE_XDP;
	prog = bpf_prog_select_runtime(prog, &err);
	rx_meta_test_defer(test, rx_meta_test_free_prog, prog);
	KUNIT_ASSERT_EQ(test, 0, err);
	return prog;
}

/**
 * struct rx_meta_test_prog - an XDP program that stores values
 * @stored: the values
 * @marked_only: store them only for packets whose first byte is
 *		 RX_META_TEST_MARK. The packet may not be in fragments only.
 * @pull: bytes to remove from the front of these packets before
 * @act: verdict
 */
struct rx_meta_test_prog {
	const struct xdp_rx_meta_saved *stored;
	bool marked_only;
	int pull;
	u32 act;
};

/* Load @prog. It writes the values itself, without the checks of the kfuncs. */
static inline struct bpf_prog *
rx_meta_test_load_prog(struct kunit *test, const struct rx_meta_test_prog *prog)
{
	const struct xdp_rx_meta *m = &prog->stored->meta;
#define AT(member)	(sizeof(struct xdp_frame) + \
			 offsetof(struct xdp_rx_meta, member))
#define PTR		BPF_FIELD_SIZEOF(struct xdp_buff, data)
	const struct bpf_insn insns[] = {
		BPF_LDX_MEM(PTR, BPF_REG_2, BPF_REG_1,
			    offsetof(struct xdp_buff, data)),
		BPF_LDX_MEM(BPF_B, BPF_REG_3, BPF_REG_2, 0),
		BPF_JMP_IMM(BPF_JNE, BPF_REG_3, RX_META_TEST_MARK,
			    prog->marked_only ? 13 : 0),
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
		BPF_ALU32_IMM(BPF_OR, BPF_REG_3, prog->stored->flags),
		BPF_STX_MEM(BPF_W, BPF_REG_1, BPF_REG_3,
			    offsetof(struct xdp_buff, flags)),
		BPF_MOV32_IMM(BPF_REG_0, prog->act),
		BPF_EXIT_INSN(),
	};
#undef PTR
#undef AT

	return rx_meta_test_load(test, insns, ARRAY_SIZE(insns));
}

/*
 * The stack's end of a receive queue
 */

/**
 * struct rx_meta_test_tap - collects what a device passes to the stack
 * @type: its hook
 * @skbs: clones of the skbs, as the stack changes the originals later
 */
struct rx_meta_test_tap {
	struct packet_type type;
	struct sk_buff_head skbs;
};

static inline int rx_meta_test_tap_receive(struct sk_buff *skb,
					   struct net_device *dev,
					   struct packet_type *type,
					   struct net_device *orig_dev)
{
	struct sk_buff *clone = skb_clone(skb, GFP_ATOMIC);
	struct rx_meta_test_tap *tap;

	tap = container_of(type, struct rx_meta_test_tap, type);
	if (clone)
		skb_queue_tail(&tap->skbs, clone);
	kfree_skb(skb);
	return NET_RX_SUCCESS;
}

static inline void rx_meta_test_del_tap(void *data)
{
	struct rx_meta_test_tap *tap = data;

	dev_remove_pack(&tap->type);
	skb_queue_purge(&tap->skbs);
}

/* Free the skbs. Their pages return to the pool of the ring. */
static inline void rx_meta_test_free_received(void *data)
{
	struct rx_meta_test_tap *tap = data;

	skb_queue_purge(&tap->skbs);
}

static inline void rx_meta_test_add_tap(struct kunit *test,
					struct rx_meta_test_tap *tap,
					struct net_device *netdev)
{
	skb_queue_head_init(&tap->skbs);
	tap->type.type = htons(ETH_P_ALL);
	tap->type.dev = netdev;
	tap->type.func = rx_meta_test_tap_receive;
	dev_add_pack(&tap->type);
	rx_meta_test_defer(test, rx_meta_test_del_tap, tap);
}

/* The skb of a packet of @len bytes. GRO may have changed the order. */
static inline struct sk_buff *
rx_meta_test_received(struct kunit *test, struct rx_meta_test_tap *tap, u32 len)
{
	struct sk_buff *skb;

	skb_queue_walk(&tap->skbs, skb) {
		if (skb->len != len - ETH_HLEN)
			continue;
		/* A stored tag does not change the protocol. */
		KUNIT_EXPECT_EQ(test, be16_to_cpu(skb->protocol),
				ETH_P_802_EX1);
		return skb;
	}

	KUNIT_FAIL_AND_ABORT(test, "no skb of a packet of %u bytes", len);
	return NULL;
}

/**
 * struct rx_meta_test_packet - a packet of one buffer that a program passes
 * @name: of the case
 * @flags: values that the program stores
 * @desc: whether the descriptor reports values
 * @off: features that are off
 */
struct rx_meta_test_packet {
	const char *name;
	u32 flags;
	bool desc;
	netdev_features_t off;
};

static const __maybe_unused struct rx_meta_test_packet
rx_meta_test_packets[] = {
	{ "nothing", 0, false, 0 },
	{ "descriptor", 0, true, 0 },
	{ "descriptor, rxhash off", 0, true, NETIF_F_RXHASH },
	{ "stored", XDP_FLAGS_RX_META, false, 0 },
	{ "stored and descriptor", XDP_FLAGS_RX_META, true, 0 },
	{ "stored and descriptor, rxhash off", XDP_FLAGS_RX_META, true,
	  NETIF_F_RXHASH },
	{ "stored hash", XDP_FLAGS_RX_HASH, true, 0 },
	{ "stored vlan_tag", XDP_FLAGS_RX_VLAN_TAG, true, 0 },
	{ "stored timestamp", XDP_FLAGS_RX_TIMESTAMP, true, 0 },
};

/* Values with an L3 hash, for packets whose descriptor reports an L4 hash */
static inline struct xdp_rx_meta_saved rx_meta_test_stored_l3(u32 flags)
{
	struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);

	stored.meta.hash_type = XDP_RSS_TYPE_L3_IPV6;
	return stored;
}

/*
 * A redirect target
 */

/* Do what bpf_redirect() does in a program that returns XDP_REDIRECT. */
static inline void rx_meta_test_redirect(const struct net_device *target)
{
	struct bpf_redirect_info *ri = bpf_net_ctx_get_ri();

	ri->tgt_index = target->ifindex;
	ri->map_type = BPF_MAP_TYPE_UNSPEC;
	ri->map_id = INT_MAX;
}

/**
 * struct rx_meta_test_sent - what a redirect target was given to send
 * @count: number of frames
 * @frame: the last one
 * @meta: its stored values
 * @data: first bytes of its packet
 */
struct rx_meta_test_sent {
	int count;
	struct xdp_frame frame;
	struct xdp_rx_meta meta;
	u8 data[128];
};

static inline int rx_meta_test_xdp_xmit(struct net_device *dev, int n,
					struct xdp_frame **frames, u32 flags)
{
	struct rx_meta_test_sent *sent = netdev_priv(dev);
	int i;

	for (i = 0; i < n; i++) {
		sent->frame = *frames[i];
		sent->meta = *xdp_frame_rx_meta(frames[i]);
		memcpy(sent->data, frames[i]->data,
		       min_t(u32, frames[i]->len, sizeof(sent->data)));
		xdp_return_frame(frames[i]);
	}
	sent->count += n;
	return n;
}

static inline netdev_tx_t rx_meta_test_start_xmit(struct sk_buff *skb,
						  struct net_device *dev)
{
	consume_skb(skb);
	return NETDEV_TX_OK;
}

static inline void rx_meta_test_unregister(void *netdev)
{
	unregister_netdev(netdev);
}

/* A registered device that takes what is redirected to it */
static inline struct net_device *rx_meta_test_target(struct kunit *test)
{
	static const struct net_device_ops ops = {
		.ndo_start_xmit	= rx_meta_test_start_xmit,
		.ndo_xdp_xmit	= rx_meta_test_xdp_xmit,
	};
	struct net_device *dev;
	int err;

	dev = rx_meta_test_netdev(test, sizeof(struct rx_meta_test_sent));
	eth_hw_addr_random(dev);
	dev->netdev_ops = &ops;
	dev->xdp_features = NETDEV_XDP_ACT_NDO_XMIT;
	KUNIT_ASSERT_EQ(test, 0, register_netdev(dev));
	rx_meta_test_defer(test, rx_meta_test_unregister, dev);
	rtnl_lock();
	err = dev_open(dev, NULL);
	rtnl_unlock();
	KUNIT_ASSERT_EQ(test, 0, err);
	return dev;
}

/*
 * Polls
 */

/**
 * rx_meta_test_begin_poll - set up what a driver needs to poll its ring
 * @context: kept until rx_meta_test_end_poll()
 * @napi: of the ring
 * @target: device that XDP_REDIRECT redirects to, or NULL
 *
 * Return: argument of rx_meta_test_end_poll().
 */
static inline struct bpf_net_context *
rx_meta_test_begin_poll(struct bpf_net_context *context,
			struct napi_struct *napi,
			const struct net_device *target)
{
	struct bpf_net_context *set;

	local_bh_disable();
	set = bpf_net_ctx_set(context);
	if (target)
		rx_meta_test_redirect(target);
	napi_schedule_prep(napi);
	return set;
}

static inline void rx_meta_test_end_poll(struct bpf_net_context *set)
{
	bpf_net_ctx_clear(set);
	local_bh_enable();
}

/*
 * Frames
 */

/**
 * rx_meta_test_frame - a frame that another device redirects
 * @test: KUnit test
 * @dev: device that received it
 * @stored: its stored values
 * @len: bytes in the linear part
 * @nr_frags: number of fragments
 * @frag_len: fragment i, from 1, has this many bytes and i more
 *
 * Return: the frame, which the caller returns.
 */
static inline struct xdp_frame *
rx_meta_test_frame(struct kunit *test, struct net_device *dev,
		   const struct xdp_rx_meta_saved *stored, u32 len,
		   u32 nr_frags, u32 frag_len)
{
	struct xdp_rxq_info rxq = { .dev = dev };
	struct xdp_frame *frame;
	struct xdp_buff xdp;
	u32 i, from = len;

	rx_meta_test_init_buff(&xdp, &rxq, rx_meta_test_get_page(test),
			       XDP_PACKET_HEADROOM, len);
	for (i = 1; i <= nr_frags; i++) {
		rx_meta_test_add_frag(&xdp, rx_meta_test_get_page(test), from,
				      frag_len + i);
		from += frag_len + i;
	}
	rx_meta_test_store(&xdp, stored);

	frame = xdp_convert_buff_to_frame(&xdp);
	KUNIT_ASSERT_NOT_NULL(test, frame);
	return frame;
}

#endif /* __LINUX_NET_XDP_RX_META_KUNIT_NIC_H__ */
