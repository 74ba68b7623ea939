// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: values stored for packets in zero-copy buffers of virtio_net.
 *
 * Part of virtio_net.c. A NIC made by hand receives them, as the driver binds
 * such buffers to no device yet; a C function stands in for the BPF program.
 */
#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/dma-mapping.h>
#include <linux/if_vlan.h>
#include <net/xdp_rx_meta.h>
#include <net/xsk_buff_pool.h>

#define VNET_TEST_LEN		100
/* Ethertype that the stack has no use for */
#define VNET_TEST_PROTO		0x88b5
#define VNET_TEST_REPORTED	0x89abcdef

static const struct xdp_rx_meta vnet_test_stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa123,
};

/**
 * struct vnet_test - a NIC with one buffer
 * @dev: receives
 * @vi: of @dev
 * @page: the buffer
 * @pool: of the buffer
 * @xskb: the buffer, as its pool knows it
 * @fp: stands for vnet_test_run()
 * @flags: values that the program stores
 * @act: its verdict
 * @target: device that it redirects to
 * @err: what the hash reader returned to it
 * @hash: and said
 * @type: and said
 * @tap: sees what @dev passes on
 * @skb: clone of that
 * @vdev: what @dev thinks is behind it
 * @vq: what @dev thinks it receives from
 */
struct vnet_test {
	struct net_device *dev;
	struct virtnet_info *vi;
	void *page;
	struct xsk_buff_pool *pool;
	struct xdp_buff_xsk xskb;
	struct bpf_prog *fp;
	u32 flags;
	u32 act;
	struct net_device *target;
	int err;
	u32 hash;
	enum xdp_rss_hash_type type;
	struct packet_type tap;
	struct sk_buff *skb;
	struct virtio_device vdev;
	struct virtqueue vq;
};

struct vnet_test_case {
	const char *name;
	bool mergeable;
	u8 hdr_len;
	u32 flags;
};

#define HASH	XDP_FLAGS_RX_HASH
#define TAG	XDP_FLAGS_RX_VLAN_TAG
#define TIME	XDP_FLAGS_RX_TIMESTAMP
#define ALL	XDP_FLAGS_RX_META

static const struct vnet_test_case vnet_test_cases[] = {
	{ "small, nothing", false, 12, 0 },
	{ "small, hash", false, 12, HASH },
	{ "small, vlan_tag", false, 12, TAG },
	{ "small, timestamp", false, 12, TIME },
	{ "small, all", false, 12, ALL },
	{ "small, reports, nothing", false, 20, 0 },
	{ "small, reports, hash", false, 20, HASH },
	{ "small, reports, vlan_tag", false, 20, TAG },
	{ "small, reports, timestamp", false, 20, TIME },
	{ "small, reports, all", false, 20, ALL },
	{ "mergeable, nothing", true, 12, 0 },
	{ "mergeable, hash", true, 12, HASH },
	{ "mergeable, vlan_tag", true, 12, TAG },
	{ "mergeable, timestamp", true, 12, TIME },
	{ "mergeable, all", true, 12, ALL },
	{ "mergeable, reports, nothing", true, 20, 0 },
	{ "mergeable, reports, hash", true, 20, HASH },
	{ "mergeable, reports, vlan_tag", true, 20, TAG },
	{ "mergeable, reports, timestamp", true, 20, TIME },
	{ "mergeable, reports, all", true, 20, ALL },
};

/* Devices that report hashes, and so have a reader for them */
static const struct vnet_test_case vnet_report_cases[] = {
	{ "small, nothing", false, 20, 0 },
	{ "small, hash", false, 20, HASH },
	{ "small, vlan_tag", false, 20, TAG },
	{ "small, all", false, 20, ALL },
	{ "mergeable, nothing", true, 20, 0 },
	{ "mergeable, hash", true, 20, HASH },
	{ "mergeable, vlan_tag", true, 20, TAG },
	{ "mergeable, all", true, 20, ALL },
};

#undef HASH
#undef TAG
#undef TIME
#undef ALL

KUNIT_ARRAY_PARAM_DESC(vnet_test, vnet_test_cases, name);
KUNIT_ARRAY_PARAM_DESC(vnet_report, vnet_report_cases, name);

/* As bpf_redirect() does it */
static void vnet_test_redirect(int ifindex)
{
	struct bpf_redirect_info *ri = bpf_net_ctx_get_ri();

	ri->tgt_index = ifindex;
	ri->map_id = INT_MAX;
	ri->map_type = BPF_MAP_TYPE_UNSPEC;
}

/* The program: stores, and asks for the hash when what the device put in front
 * of the packet is overwritten.
 */
static unsigned int vnet_test_run(const void *ctx, const struct bpf_insn *insn)
{
	struct xdp_buff *xdp = (void *)ctx;
	struct vnet_test *t;

	t = container_of(xdp, struct vnet_test, xskb.xdp);
	memset(xdp->data - t->vi->hdr_len, 0xff, t->vi->hdr_len);
	if (t->flags)
		*xdp_buff_rx_meta(xdp) = vnet_test_stored;
	xdp->flags |= t->flags;
	if (t->vi->has_rss_hash_report)
		t->err = virtnet_xdp_rx_hash(ctx, &t->hash, &t->type);
	if (t->act == XDP_REDIRECT)
		vnet_test_redirect(t->target->ifindex);
	return t->act;
}

/* The stack changes the skb on its way */
static int vnet_test_tap(struct sk_buff *skb, struct net_device *dev,
			 struct packet_type *tap, struct net_device *orig_dev)
{
	struct vnet_test *t = container_of(tap, struct vnet_test, tap);

	kfree_skb(t->skb);
	t->skb = skb_clone(skb, GFP_ATOMIC);
	kfree_skb(skb);
	return NET_RX_SUCCESS;
}

static void vnet_test_free_netdev(void *dev)
{
	free_netdev(dev);
}

static void vnet_test_del_napi(void *napi)
{
	napi_disable(napi);
	netif_napi_del(napi);
}

static void vnet_test_del_tap(void *data)
{
	struct vnet_test *t = data;

	dev_remove_pack(&t->tap);
	kfree_skb(t->skb);
}

static void vnet_test_put_page(void *page)
{
	free_page((unsigned long)page);
}

static void vnet_test_unmap(void *data)
{
	struct vnet_test *t = data;

	dma_unmap_single(t->pool->dev, t->xskb.frame_dma, PAGE_SIZE,
			 DMA_BIDIRECTIONAL);
}

static void vnet_test_defer(struct kunit *test, kunit_action_t *action,
			    void *data)
{
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, action, data));
}

static void *vnet_test_zalloc(struct kunit *test, size_t size)
{
	void *p = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	return p;
}

static int vnet_test_poll(struct napi_struct *napi, int budget)
{
	return 0;
}

static void vnet_test_make_dev(struct kunit *test, struct vnet_test *t)
{
	struct receive_queue *rq = vnet_test_zalloc(test, sizeof(*rq));

	t->dev = alloc_etherdev_mq(sizeof(*t->vi), 1);
	KUNIT_ASSERT_NOT_NULL(test, t->dev);
	vnet_test_defer(test, vnet_test_free_netdev, t->dev);
	t->dev->features = NETIF_F_RXHASH;
	t->dev->xdp_metadata_ops = &virtnet_xdp_metadata_ops;

	t->vdev.features = BIT_ULL(VIRTIO_F_VERSION_1);
	t->vq.vdev = &t->vdev;
	t->vi = netdev_priv(t->dev);
	t->vi->dev = t->dev;
	t->vi->vdev = &t->vdev;
	t->vi->rq = rq;
	rq->vq = &t->vq;
	rq->xsk_rxq_info.dev = t->dev;
	rq->xsk_rxq_info.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	netif_napi_add(t->dev, &rq->napi, vnet_test_poll);
	napi_enable(&rq->napi);
	vnet_test_defer(test, vnet_test_del_napi, &rq->napi);

	t->tap.type = htons(ETH_P_ALL);
	t->tap.dev = t->dev;
	t->tap.func = vnet_test_tap;
	dev_add_pack(&t->tap);
	vnet_test_defer(test, vnet_test_del_tap, t);
}

/* A pool as an AF_XDP socket's is once its buffer is on the queue */
static void vnet_test_make_pool(struct kunit *test, struct vnet_test *t)
{
	struct device *dev = kunit_device_register(test, "virtio_net_rx_meta");
	struct xsk_buff_pool *pool = vnet_test_zalloc(test, sizeof(*pool));

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(dev, DMA_BIT_MASK(64)));
	t->page = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, t->page);
	vnet_test_defer(test, vnet_test_put_page, t->page);

	INIT_LIST_HEAD(&pool->free_list);
	INIT_LIST_HEAD(&pool->xskb_list);
	pool->chunk_size = PAGE_SIZE;
	pool->frame_len = PAGE_SIZE - XDP_PACKET_HEADROOM;
	pool->dev = dev;
	pool->umem = vnet_test_zalloc(test, sizeof(*pool->umem));
	t->pool = pool;
	t->vi->rq->xsk_pool = pool;

	INIT_LIST_HEAD(&t->xskb.list_node);
	t->xskb.pool = pool;
	t->xskb.xdp.data_hard_start = t->page;
	t->xskb.xdp.frame_sz = PAGE_SIZE;
	t->xskb.xdp.rxq = &t->vi->rq->xsk_rxq_info;
	t->xskb.frame_dma = dma_map_single(dev, t->page, PAGE_SIZE,
					   DMA_BIDIRECTIONAL);
	KUNIT_ASSERT_FALSE(test, dma_mapping_error(dev, t->xskb.frame_dma));
	t->xskb.dma = t->xskb.frame_dma + XDP_PACKET_HEADROOM;
	vnet_test_defer(test, vnet_test_unmap, t);
}

static int vnet_test_init(struct kunit *test)
{
	struct vnet_test *t = vnet_test_zalloc(test, sizeof(*t));

	vnet_test_make_dev(test, t);
	vnet_test_make_pool(test, t);

	t->fp = vnet_test_zalloc(test, sizeof(*t->fp));
	t->fp->type = BPF_PROG_TYPE_XDP;
	t->fp->bpf_func = vnet_test_run;
	t->fp->aux = vnet_test_zalloc(test, sizeof(*t->fp->aux));
	t->fp->aux->dev_bound = true;
	RCU_INIT_POINTER(t->vi->rq->xdp_prog, t->fp);
	test->priv = t;
	return 0;
}

static void vnet_test_setup(struct vnet_test *t, bool mergeable, u8 hdr_len)
{
	t->vi->mergeable_rx_bufs = mergeable;
	t->vi->hdr_len = hdr_len;
	t->vi->has_rss_hash_report =
		hdr_len == sizeof(struct virtio_net_hdr_v1_hash);
}

/* A packet as the device puts it, and its header, into the buffer */
static void vnet_test_packet(struct vnet_test *t)
{
	u8 *data = t->page + XDP_PACKET_HEADROOM;
	struct virtio_net_common_hdr *hdr;
	int i;

	for (i = 0; i < VNET_TEST_LEN; i++)
		data[i] = 3 * i;
	put_unaligned_be16(VNET_TEST_PROTO, data + 2 * ETH_ALEN);

	hdr = (void *)data - t->vi->hdr_len;
	memset(hdr, 0, t->vi->hdr_len);
	hdr->mrg_hdr.num_buffers = cpu_to_virtio16(&t->vdev, 1);
	if (!t->vi->has_rss_hash_report)
		return;
	hdr->hash_v1_hdr.hash_value = cpu_to_le32(VNET_TEST_REPORTED);
	hdr->hash_v1_hdr.hash_report =
		cpu_to_le16(VIRTIO_NET_HASH_REPORT_UDPv6);
}

static void vnet_test_receive(struct vnet_test *t, u32 act, u32 flags)
{
	struct bpf_net_context ctx_on_stack, *ctx;
	struct virtnet_rq_stats stats = {};
	unsigned int xdp_xmit = 0;

	t->act = act;
	t->flags = flags;
	vnet_test_packet(t);

	local_bh_disable();
	ctx = bpf_net_ctx_set(&ctx_on_stack);
	napi_schedule_prep(&t->vi->rq->napi);
	virtnet_receive_xsk_buf(t->vi, t->vi->rq, &t->xskb.xdp,
				t->vi->hdr_len + VNET_TEST_LEN, &xdp_xmit,
				&stats);
	if (xdp_xmit & VIRTIO_XDP_REDIR)
		xdp_do_flush();
	/* The stack gets what is still held back for more */
	napi_complete_done(&t->vi->rq->napi, 1);
	bpf_net_ctx_clear(ctx);
	local_bh_enable();
}

static void vnet_test_expect_skb(struct kunit *test, u32 flags)
{
	const struct vnet_test *t = test->priv;
	struct sk_buff *skb = t->skb;

	KUNIT_ASSERT_NOT_NULL(test, skb);
	KUNIT_EXPECT_EQ(test, skb->len, VNET_TEST_LEN - ETH_HLEN);
	KUNIT_EXPECT_EQ(test, ntohs(skb->protocol), VNET_TEST_PROTO);

	KUNIT_EXPECT_EQ(test, skb->hash, flags & XDP_FLAGS_RX_HASH ?
			vnet_test_stored.hash : 0);
	KUNIT_EXPECT_EQ(test, (bool)skb->l4_hash,
			!!(flags & XDP_FLAGS_RX_HASH));
	KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp),
			flags & XDP_FLAGS_RX_TIMESTAMP ?
			vnet_test_stored.timestamp : 0);
	KUNIT_EXPECT_EQ(test, (bool)skb_vlan_tag_present(skb),
			!!(flags & XDP_FLAGS_RX_VLAN_TAG));
	if (!skb_vlan_tag_present(skb))
		return;
	KUNIT_EXPECT_EQ(test, ntohs(skb->vlan_proto), ETH_P_8021AD);
	KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb), vnet_test_stored.vlan_tci);
}

/* The buffer comes back with the flags of its last use. */
static void vnet_xsk_pass_test(struct kunit *test)
{
	const struct vnet_test_case *c = test->param_value;
	struct vnet_test *t = test->priv;

	vnet_test_setup(t, c->mergeable, c->hdr_len);
	vnet_test_receive(t, XDP_PASS, c->flags);
	vnet_test_expect_skb(test, c->flags);
	KUNIT_EXPECT_EQ(test, t->pool->free_list_cnt, 1);

	vnet_test_receive(t, XDP_PASS, 0);
	vnet_test_expect_skb(test, 0);
}

/* What a program asks for is what the device reported, whatever is in front of
 * the packet by then, unless a hash is stored.
 */
static void vnet_xsk_hash_test(struct kunit *test)
{
	const struct vnet_test_case *c = test->param_value;
	struct vnet_test *t = test->priv;

	vnet_test_setup(t, c->mergeable, c->hdr_len);
	vnet_test_receive(t, XDP_DROP, c->flags);
	KUNIT_EXPECT_EQ(test, t->err, 0);
	if (c->flags & XDP_FLAGS_RX_HASH) {
		KUNIT_EXPECT_EQ(test, t->hash, vnet_test_stored.hash);
		KUNIT_EXPECT_EQ(test, t->type, vnet_test_stored.hash_type);
	} else {
		KUNIT_EXPECT_EQ(test, t->hash, VNET_TEST_REPORTED);
		KUNIT_EXPECT_EQ(test, t->type, XDP_RSS_TYPE_L4_IPV6_UDP);
	}
	KUNIT_EXPECT_NULL(test, t->skb);
	KUNIT_EXPECT_EQ(test, t->pool->free_list_cnt, 1);
}

/* Who cannot ask does not pay for the copy. */
static void vnet_xsk_unbound_test(struct kunit *test)
{
	struct vnet_test *t = test->priv;
	struct receive_queue *rq = t->vi->rq;

	vnet_test_setup(t, true, sizeof(struct virtio_net_hdr_v1_hash));
	t->fp->aux->dev_bound = false;
	vnet_test_receive(t, XDP_DROP, 0);
	KUNIT_EXPECT_PTR_EQ(test, NULL, memchr_inv(&rq->xdp_hdr, 0,
						   sizeof(rq->xdp_hdr)));

	t->fp->aux->dev_bound = true;
	vnet_test_receive(t, XDP_DROP, 0);
	KUNIT_EXPECT_EQ(test, VNET_TEST_REPORTED,
			le32_to_cpu(rq->xdp_hdr.hash_value));
}

/* What the other device was to send */
struct vnet_test_sent {
	int count;
	struct xdp_frame frame;
	struct xdp_rx_meta meta;
	u8 data[VNET_TEST_LEN];
};

static int vnet_test_xdp_xmit(struct net_device *dev, int n,
			      struct xdp_frame **frames, u32 flags)
{
	struct vnet_test_sent *sent = netdev_priv(dev);
	int i;

	for (i = 0; i < n; i++) {
		sent->frame = *frames[i];
		sent->meta = *xdp_frame_rx_meta(frames[i]);
		memcpy(sent->data, frames[i]->data,
		       min_t(u32, frames[i]->len, sizeof(sent->data)));
		xdp_return_frame_rx_napi(frames[i]);
	}
	sent->count += n;
	return n;
}

static netdev_tx_t vnet_test_start_xmit(struct sk_buff *skb,
					struct net_device *dev)
{
	kfree_skb(skb);
	return NETDEV_TX_OK;
}

/* A tag is to stay beside the packet, where it can be looked at */
static const struct xdp_metadata_ops vnet_test_target_ops = {
	.xmit_vlan_tag	= true,
};

static const struct net_device_ops vnet_test_ops = {
	.ndo_start_xmit	= vnet_test_start_xmit,
	.ndo_xdp_xmit	= vnet_test_xdp_xmit,
};

static void vnet_test_unregister(void *dev)
{
	unregister_netdev(dev);
}

static struct vnet_test_sent *vnet_test_make_target(struct kunit *test)
{
	struct net_device *dev = alloc_etherdev(sizeof(struct vnet_test_sent));
	struct vnet_test *t = test->priv;

	KUNIT_ASSERT_NOT_NULL(test, dev);
	vnet_test_defer(test, vnet_test_free_netdev, dev);
	eth_hw_addr_random(dev);
	dev->netdev_ops = &vnet_test_ops;
	dev->xdp_metadata_ops = &vnet_test_target_ops;
	dev->xdp_features = NETDEV_XDP_ACT_NDO_XMIT;
	KUNIT_ASSERT_EQ(test, 0, register_netdev(dev));
	vnet_test_defer(test, vnet_test_unregister, dev);
	rtnl_lock();
	KUNIT_EXPECT_EQ(test, 0, dev_open(dev, NULL));
	rtnl_unlock();
	t->target = dev;
	return netdev_priv(dev);
}

static void vnet_xsk_redirect_test(struct kunit *test)
{
	const struct vnet_test_case *c = test->param_value;
	struct vnet_test_sent *sent = vnet_test_make_target(test);
	struct vnet_test *t = test->priv;

	vnet_test_setup(t, c->mergeable, c->hdr_len);
	vnet_test_receive(t, XDP_REDIRECT, c->flags);

	KUNIT_ASSERT_EQ(test, sent->count, 1);
	KUNIT_EXPECT_EQ(test, sent->frame.flags, c->flags);
	KUNIT_EXPECT_EQ(test, sent->frame.len, VNET_TEST_LEN);
	if (c->flags)
		KUNIT_EXPECT_MEMEQ(test, &sent->meta, &vnet_test_stored,
				   offsetof(struct xdp_rx_meta, tag_room));
	KUNIT_EXPECT_MEMEQ(test, sent->data, t->page + XDP_PACKET_HEADROOM,
			   VNET_TEST_LEN);
	KUNIT_EXPECT_EQ(test, t->pool->free_list_cnt, 1);
	KUNIT_EXPECT_NULL(test, t->skb);
}

static struct kunit_case vnet_test_kunit_cases[] = {
	KUNIT_CASE_PARAM(vnet_xsk_pass_test, vnet_test_gen_params),
	KUNIT_CASE_PARAM(vnet_xsk_hash_test, vnet_report_gen_params),
	KUNIT_CASE(vnet_xsk_unbound_test),
	KUNIT_CASE_PARAM(vnet_xsk_redirect_test, vnet_test_gen_params),
	{}
};

static struct kunit_suite vnet_test_suite = {
	.name = "virtio_net_rx_meta",
	.init = vnet_test_init,
	.test_cases = vnet_test_kunit_cases,
};

kunit_test_suite(vnet_test_suite);
