// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: values stored for packets in zero-copy buffers of virtio_net.
 *
 * virtio_net.c includes this file, because the functions under test are static.
 * Not every device gets such buffers, so the tests set up a queue without a
 * device. A C function replaces the BPF program.
 */
#include <linux/unaligned.h>
#include <net/xdp_rx_meta_kunit_nic.h>

#define VNET_TEST_LEN		100
#define VNET_TEST_REPORTED	0x89abcdef

/**
 * struct vnet_test - a device with one receive queue and one buffer
 * @dev: the device
 * @vi: its private part
 * @pool: pool of the buffer
 * @xskb: the buffer
 * @fp: stands for vnet_test_run()
 * @flags: values that the program stores
 * @act: its verdict
 * @target: device that it redirects to
 * @err: result of the hash reader that it called
 * @hash: hash that the reader returned
 * @type: type of @hash
 * @tap: collects what @dev passes to the stack
 * @vdev: virtio device of @vi
 * @vq: virtqueue of the receive queue
 */
struct vnet_test {
	struct net_device *dev;
	struct virtnet_info *vi;
	struct xsk_buff_pool *pool;
	struct xdp_buff_xsk xskb;
	struct bpf_prog *fp;
	u32 flags;
	u32 act;
	struct net_device *target;
	int err;
	u32 hash;
	enum xdp_rss_hash_type type;
	struct rx_meta_test_tap tap;
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

/* Devices that report hashes, so that the driver has a reader for them */
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

/* The program overwrites the header that the device wrote in front of the
 * packet before it reads the hash.
 */
static unsigned int vnet_test_run(const void *ctx, const struct bpf_insn *insn)
{
	struct xdp_buff *xdp = (void *)ctx;
	struct xdp_rx_meta_saved stored;
	struct vnet_test *t;

	t = container_of(xdp, struct vnet_test, xskb.xdp);
	stored = rx_meta_test_stored(t->flags);
	memset(xdp->data - t->vi->hdr_len, 0xff, t->vi->hdr_len);
	rx_meta_test_store(xdp, &stored);
	if (t->vi->has_rss_hash_report)
		t->err = virtnet_xdp_rx_hash(ctx, &t->hash, &t->type);
	if (t->act == XDP_REDIRECT)
		rx_meta_test_redirect(t->target);
	return t->act;
}

static void vnet_test_make_dev(struct kunit *test, struct vnet_test *t)
{
	struct receive_queue *rq = rx_meta_test_zalloc(test, sizeof(*rq));

	t->dev = rx_meta_test_netdev(test, sizeof(*t->vi));
	t->dev->xdp_metadata_ops = &virtnet_xdp_metadata_ops;

	t->vdev.features = BIT_ULL(VIRTIO_F_VERSION_1);
	t->vq.vdev = &t->vdev;
	t->vi = netdev_priv(t->dev);
	t->vi->dev = t->dev;
	t->vi->vdev = &t->vdev;
	t->vi->rq = rq;
	rq->vq = &t->vq;
	rq->xsk_rxq_info.dev = t->dev;
	rx_meta_test_add_napi(test, t->dev, &rq->napi);
	rx_meta_test_add_tap(test, &t->tap, t->dev);
}

static void vnet_test_make_pool(struct kunit *test, struct vnet_test *t)
{
	struct device *dev = rx_meta_test_dma_device(test,
						     "virtio_net_rx_meta");
	struct receive_queue *rq = t->vi->rq;

	t->pool = rx_meta_test_xsk_pool(test, dev);
	t->pool->umem = rx_meta_test_zalloc(test, sizeof(*t->pool->umem));
	rq->xsk_pool = t->pool;
	rx_meta_test_init_xskb(&t->xskb, t->pool, &rq->xsk_rxq_info,
			       rx_meta_test_umem(test, dev, 1), 0);
}

static int vnet_test_init(struct kunit *test)
{
	struct vnet_test *t = rx_meta_test_zalloc(test, sizeof(*t));

	vnet_test_make_dev(test, t);
	vnet_test_make_pool(test, t);

	t->fp = rx_meta_test_zalloc(test, sizeof(*t->fp));
	t->fp->type = BPF_PROG_TYPE_XDP;
	t->fp->bpf_func = vnet_test_run;
	t->fp->aux = rx_meta_test_zalloc(test, sizeof(*t->fp->aux));
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
	t->vi->xdp_reads_hash = virtnet_xdp_reads_hash(t->vi, t->fp);
}

/* The 32 bits behind the other members, little endian */
static void *vnet_test_hash_value(struct virtio_net_hdr_v1_hash *hdr)
{
	return (void *)hdr + sizeof(hdr->hdr);
}

/* Write a packet and its header into the buffer, as the device does. */
static void vnet_test_packet(struct vnet_test *t)
{
	void *data = t->xskb.xdp.data_hard_start + XDP_PACKET_HEADROOM;
	struct virtio_net_common_hdr *hdr = data - t->vi->hdr_len;

	rx_meta_test_fill(data, 0, VNET_TEST_LEN);
	memset(hdr, 0, t->vi->hdr_len);
	hdr->mrg_hdr.num_buffers = cpu_to_virtio16(&t->vdev, 1);
	if (!t->vi->has_rss_hash_report)
		return;
	put_unaligned_le32(VNET_TEST_REPORTED,
			   vnet_test_hash_value(&hdr->hash_v1_hdr));
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
	skb_queue_purge(&t->tap.skbs);

	local_bh_disable();
	ctx = bpf_net_ctx_set(&ctx_on_stack);
	napi_schedule_prep(&t->vi->rq->napi);
	virtnet_receive_xsk_buf(t->vi, t->vi->rq, &t->xskb.xdp,
				t->vi->hdr_len + VNET_TEST_LEN, &xdp_xmit,
				&stats);
	if (xdp_xmit & VIRTIO_XDP_REDIR)
		xdp_do_flush();
	/* GRO may still hold the packet. */
	napi_complete_done(&t->vi->rq->napi, 1);
	bpf_net_ctx_clear(ctx);
	local_bh_enable();
}

static void vnet_test_pass(struct kunit *test, u32 flags)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);
	struct vnet_test *t = test->priv;
	struct sk_buff *skb;

	vnet_test_receive(t, XDP_PASS, flags);
	skb = rx_meta_test_received(test, &t->tap, VNET_TEST_LEN);
	rx_meta_test_expect_skb(test, skb, &stored, NULL);
}

/* The second packet gets the same buffer, with the flags of the first one. */
static void vnet_xsk_pass_test(struct kunit *test)
{
	const struct vnet_test_case *c = test->param_value;
	struct vnet_test *t = test->priv;

	vnet_test_setup(t, c->mergeable, c->hdr_len);
	vnet_test_pass(test, c->flags);
	KUNIT_EXPECT_EQ(test, t->pool->free_list_cnt, 1);

	vnet_test_pass(test, 0);
}

/* The reader returns the stored hash, or else the one that the device reported,
 * although the header of the packet is overwritten.
 */
static void vnet_xsk_hash_test(struct kunit *test)
{
	const struct vnet_test_case *c = test->param_value;
	const struct xdp_rx_meta stored = rx_meta_test_stored(0).meta;
	struct vnet_test *t = test->priv;

	vnet_test_setup(t, c->mergeable, c->hdr_len);
	vnet_test_receive(t, XDP_DROP, c->flags);
	KUNIT_EXPECT_EQ(test, t->err, 0);
	if (c->flags & XDP_FLAGS_RX_HASH) {
		KUNIT_EXPECT_EQ(test, t->hash, stored.hash);
		KUNIT_EXPECT_EQ(test, (u32)t->type, stored.hash_type);
	} else {
		KUNIT_EXPECT_EQ(test, t->hash, VNET_TEST_REPORTED);
		KUNIT_EXPECT_EQ(test, t->type, XDP_RSS_TYPE_L4_IPV6_UDP);
	}
	KUNIT_EXPECT_TRUE(test, skb_queue_empty(&t->tap.skbs));
	KUNIT_EXPECT_EQ(test, t->pool->free_list_cnt, 1);
}

/* The driver saves the header only for programs that can call the reader. */
static void vnet_xsk_unbound_test(struct kunit *test)
{
	struct vnet_test *t = test->priv;
	struct receive_queue *rq = t->vi->rq;

	t->fp->aux->dev_bound = false;
	vnet_test_setup(t, true, sizeof(struct virtio_net_hdr_v1_hash));
	vnet_test_receive(t, XDP_DROP, 0);
	KUNIT_EXPECT_PTR_EQ(test, NULL, memchr_inv(&rq->xdp_hdr, 0,
						   sizeof(rq->xdp_hdr)));

	t->fp->aux->dev_bound = true;
	vnet_test_setup(t, true, sizeof(struct virtio_net_hdr_v1_hash));
	vnet_test_receive(t, XDP_DROP, 0);
	KUNIT_EXPECT_EQ(test, VNET_TEST_REPORTED,
			get_unaligned_le32(vnet_test_hash_value(&rq->xdp_hdr)));
}

static void vnet_xsk_redirect_test(struct kunit *test)
{
	/* The core leaves the tag beside the packet, for a look at the frame */
	static const struct xdp_metadata_ops target_ops = {
		.xmit_vlan_tag	= true,
	};
	const struct vnet_test_case *c = test->param_value;
	const struct xdp_rx_meta stored = rx_meta_test_stored(c->flags).meta;
	struct vnet_test *t = test->priv;
	struct rx_meta_test_sent *sent;

	t->target = rx_meta_test_target(test);
	t->target->xdp_metadata_ops = &target_ops;
	sent = netdev_priv(t->target);
	vnet_test_setup(t, c->mergeable, c->hdr_len);
	vnet_test_receive(t, XDP_REDIRECT, c->flags);

	KUNIT_ASSERT_EQ(test, sent->count, 1);
	KUNIT_EXPECT_EQ(test, sent->frame.flags, c->flags);
	KUNIT_EXPECT_EQ(test, sent->frame.len, VNET_TEST_LEN);
	if (c->flags)
		KUNIT_EXPECT_MEMEQ(test, &sent->meta, &stored,
				   RX_META_TEST_VALUES);
	rx_meta_test_expect_bytes(test, sent->data, 0, VNET_TEST_LEN, NULL);
	KUNIT_EXPECT_EQ(test, t->pool->free_list_cnt, 1);
	KUNIT_EXPECT_TRUE(test, skb_queue_empty(&t->tap.skbs));
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
