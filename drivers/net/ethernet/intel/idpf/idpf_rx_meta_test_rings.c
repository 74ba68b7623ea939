// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of idpf: queues without a device behind them.
 */
#include <linux/pci.h>
#include <net/libeth/rx.h>
#include <net/netdev_rx_queue.h>
#include <net/xdp_sock_drv.h>
#include "idpf_rx_meta_test.h"
#include "xdp.h"

static const struct net_device_ops test_netdev_ops = {
	.ndo_xdp_xmit	= idpf_xdp_xmit,
};

static int test_intr_reg_init(struct idpf_vport *vport,
			      struct idpf_q_vec_rsrc *rsrc)
{
	struct idpf_test *t = container_of(vport, struct idpf_test, vport);
	struct idpf_intr_reg *reg = &t->q_vector.intr_reg;

	reg->dyn_ctl = (__force void __iomem *)&t->dyn_ctl;
	reg->dyn_ctl_intrvl_s = 1;
	return 0;
}

/* The packet types that a device would tell */
static void test_make_ptypes(struct kunit *test, struct idpf_test *t)
{
	struct libeth_rx_pt *pt;

	t->adapter.splitq_pt_lkup =
		rx_meta_test_zalloc(test, IDPF_RX_MAX_PTYPE * sizeof(*pt));
	pt = &t->adapter.splitq_pt_lkup[IDPF_TEST_PTYPE];
	pt->outer_ip = LIBETH_RX_PT_OUTER_IPV4;
	pt->inner_prot = LIBETH_RX_PT_INNER_UDP;
	pt->payload_layer = LIBETH_RX_PT_PAYLOAD_L4;
	libeth_rx_pt_gen_hash_type(pt);
}

static void test_make_netdev(struct kunit *test, struct idpf_test *t)
{
	struct idpf_netdev_priv *np;

	t->netdev = rx_meta_test_netdev(test, sizeof(*np));
	SET_NETDEV_DEV(t->netdev, t->dev);
	t->netdev->netdev_ops = &test_netdev_ops;
	np = netdev_priv(t->netdev);
	np->adapter = &t->adapter;
	np->vport = &t->vport;
	t->vport.netdev = t->netdev;
	idpf_xdp_set_features(&t->vport);
	rx_meta_test_add_tap(test, &t->tap, t->netdev);
}

/* Set up what all tests need. idpf_test_make_queues() adds the queues. */
int idpf_test_init(struct kunit *test)
{
	struct idpf_test *t = rx_meta_test_zalloc(test, sizeof(*t));
	struct idpf_q_vec_rsrc *rsrc = &t->vport.dflt_qv_rsrc;

	t->dev = rx_meta_test_dma_device(test, "idpf_rx_meta");
	/* Of its PCI device, the driver uses the struct device only. */
	t->adapter.pdev = container_of(t->dev, struct pci_dev, dev);
	t->adapter.msix_entries = &t->msix;
	t->adapter.dev_ops.reg_ops.intr_reg_init = test_intr_reg_init;
	t->adapter.caps.hsplit_caps = cpu_to_le32(IDPF_CAP_HSPLIT);
	t->configs = &t->config;
	t->adapter.vport_config = &t->configs;
	test_make_ptypes(test, t);

	t->vport.adapter = &t->adapter;
	t->vport.link_up = true;
	t->q_vector.vport = &t->vport;
	rsrc->dev = t->dev;
	rsrc->q_vectors = &t->q_vector;
	rsrc->q_vector_idxs = t->q_vector_idxs;
	rsrc->num_q_vectors = 1;
	rsrc->rxq_model = VIRTCHNL2_QUEUE_MODEL_SPLIT;
	rsrc->txq_model = VIRTCHNL2_QUEUE_MODEL_SPLIT;
	test_make_netdev(test, t);
	test->priv = t;
	return 0;
}

/* The driver takes the pool of the netdev's queue, fills its buffer queue from
 * the free buffers, and tells these their Rx queue.
 */
static void test_make_pool(struct kunit *test, struct idpf_test *t)
{
	const u32 count = 2 * IDPF_TEST_COUNT;
	struct xdp_rxq_info rxq = {};
	u32 i;

	t->pool = rx_meta_test_xsk_bufs(test, t->dev, &rxq, count);
	t->pool->umem = rx_meta_test_zalloc(test, sizeof(*t->pool->umem));
	t->pool->umem->flags = XDP_UMEM_SG_FLAG;
	for (i = 0; i < count; i++)
		xsk_buff_free(&t->pool->heads[i].xdp);
	t->netdev->_rx[0].pool = t->pool;
}

/* The driver requests no interrupt for a vector that has no queues yet. */
static void test_make_vector(struct kunit *test, struct idpf_test *t)
{
	int err = idpf_vport_intr_init(&t->vport, &t->vport.dflt_qv_rsrc);

	KUNIT_ASSERT_EQ(test, err, 0);
	napi_enable(&t->q_vector.napi);
}

/* The order is that of idpf_vport_stop(). */
static void test_release(void *data)
{
	struct idpf_test *t = data;
	struct idpf_q_vec_rsrc *rsrc = &t->vport.dflt_qv_rsrc;

	/* The page pool would wait for them, and look at its netdev, which is
	 * freed with the test.
	 */
	rx_meta_test_free_received(&t->tap);
	rtnl_lock();
	rx_meta_test_del_napi(&t->q_vector.napi);
	if (xdp_rxq_info_is_reg(&t->rx->xdp_rxq))
		idpf_xdp_rxq_info_deinit_all(rsrc);
	idpf_vport_queues_rel(&t->vport, rsrc);
	rtnl_unlock();
}

static void test_add_to_vector(struct idpf_test *t)
{
	struct idpf_q_vec_rsrc *rsrc = &t->vport.dflt_qv_rsrc;
	struct idpf_rxq_group *group = &rsrc->rxq_grps[0];
	struct idpf_q_vector *q_vector = &t->q_vector;

	t->rx = &group->splitq.rxq_sets[0]->rxq;
	t->rx->q_vector = q_vector;
	t->rx->napi = &q_vector->napi;
	q_vector->rx = &t->rx;
	q_vector->num_rxq = 1;

	t->bufq = &group->splitq.bufq_sets[0].bufq;
	t->bufq->q_vector = q_vector;
	t->bufq->tail = (__force void __iomem *)&t->tails[0];
	q_vector->bufq = &t->bufq;
	q_vector->num_bufq = 1;

	t->tx = t->vport.txqs[0];
	t->tx->tail = (__force void __iomem *)&t->tails[1];
}

static int test_fill_queues(struct idpf_test *t)
{
	struct idpf_q_vec_rsrc *rsrc = &t->vport.dflt_qv_rsrc;
	int err;

	rtnl_lock();
	err = idpf_rx_bufs_init_all(&t->vport, rsrc) ?:
	      idpf_xdp_rxq_info_init_all(rsrc);
	rtnl_unlock();
	return err;
}

/* One Rx queue and its buffer queue, and one XDP Tx queue for all CPUs */
static void test_alloc_queues(struct kunit *test, struct idpf_test *t)
{
	struct idpf_q_vec_rsrc *rsrc = &t->vport.dflt_qv_rsrc;

	rsrc->num_rxq = 1;
	rsrc->num_rxq_grp = 1;
	rsrc->rxq_desc_count = IDPF_TEST_COUNT;
	rsrc->num_bufqs_per_qgrp = 1;
	rsrc->bufq_desc_count[0] = IDPF_TEST_COUNT;
	rsrc->num_txq = 1;
	rsrc->num_txq_grp = 1;
	rsrc->txq_desc_count = IDPF_TEST_COUNT;
	rsrc->complq_desc_count = IDPF_TEST_COUNT;
	t->vport.num_xdp_txq = 1;
	t->vport.xdpsq_share = libeth_xdpsq_shared(1);
	KUNIT_ASSERT_EQ(test, idpf_vport_queues_alloc(&t->vport, rsrc), 0);
}

/**
 * idpf_test_make_queues - make the queues, with a program attached
 * @test: KUnit test
 * @kind: kind of the Rx queue
 * @prog: program that stores values for marked packets
 */
void idpf_test_make_queues(struct kunit *test, enum idpf_test_rx kind,
			   const struct rx_meta_test_prog *prog)
{
	struct rx_meta_test_prog marked = *prog;
	struct idpf_test *t = test->priv;

	t->kind = kind;
	marked.marked_only = true;
	t->vport.xdp_prog = rx_meta_test_load_prog(test, &marked);
	/* The queues put the reference that they take. */
	bpf_prog_inc(t->vport.xdp_prog);
	if (kind == IDPF_TEST_RX_ZC)
		test_make_pool(test, t);
	else if (kind != IDPF_TEST_RX_PAGES)
		__set_bit(__IDPF_USER_FLAG_HSPLIT,
			  t->config.user_config.user_flags);

	test_make_vector(test, t);
	test_alloc_queues(test, t);
	test_add_to_vector(t);
	rx_meta_test_defer(test, test_release, t);
	KUNIT_ASSERT_EQ(test, test_fill_queues(t), 0);
}

/* Write the next @len bytes of the packet to a buffer. */
static void test_put(struct idpf_test *t, void *data, u32 len, bool mark)
{
	if (!len)
		return;
	rx_meta_test_fill(data, t->from, len);
	if (!mark && !t->from)
		*(u8 *)data = 0;
	t->from += len;
	t->bufs++;
}

static void *test_page_data(const struct libeth_fqe *fqe,
			    const struct page_pool *pp)
{
	return netmem_address(fqe->netmem) + fqe->offset + pp->p.offset;
}

static void *test_rx_data(struct idpf_test *t, int i)
{
	if (t->pool)
		return t->bufq->xsk_buf[i]->base.data_hard_start +
		       XDP_PACKET_HEADROOM;
	return test_page_data(&t->bufq->buf[i], t->bufq->pp);
}

/* Bytes in the header buffer: all headers are in the packet's first part. */
static u32 test_split(struct idpf_test *t, u32 len)
{
	if (t->kind != IDPF_TEST_RX_SPLIT || t->from)
		return 0;
	return min_t(u32, len, IDPF_TEST_HDR);
}

/**
 * idpf_test_receive - write the next part of a packet and its descriptor
 * @t: the queues
 * @len: number of bytes
 * @eop: whether this is the last part of the packet
 * @mark: whether the program stores its values for the packet
 *
 * Return: the descriptor, which the caller may complete before the poll.
 */
struct virtchnl2_rx_flex_desc_adv_nic_3 *
idpf_test_receive(struct idpf_test *t, u32 len, bool eop, bool mark)
{
	struct virtchnl2_rx_flex_desc_adv_nic_3 *desc;
	u32 hdr;

	if (!t->from)
		t->bufs = 0;
	hdr = test_split(t, len);
	if (hdr)
		test_put(t, test_page_data(&t->bufq->hdr_buf[t->next],
					   t->bufq->hdr_pp), hdr, mark);
	test_put(t, test_rx_data(t, t->next), len - hdr, mark);
	if (eop)
		t->from = 0;

	desc = &t->rx->rx[t->next].flex_adv_nic_3_wb;
	memset(desc, 0, sizeof(*desc));
	desc->rxdid_ucast = VIRTCHNL2_RXDID_2_FLEX_SPLITQ;
	desc->pktlen_gen_bufq_id =
		cpu_to_le16((len - hdr) | VIRTCHNL2_RX_FLEX_DESC_ADV_GEN_M);
	desc->hdrlen_flags = cpu_to_le16(hdr);
	desc->status_err0_qw1 =
		eop ? VIRTCHNL2_RX_FLEX_DESC_ADV_STATUS0_EOF_M : 0;
	desc->buf_id = cpu_to_le16(t->next++);
	return desc;
}

/**
 * idpf_test_poll - let the driver poll the Rx queue
 * @t: the queues
 */
void idpf_test_poll(struct idpf_test *t)
{
	struct bpf_net_context context, *bpf_net_ctx;
	struct napi_struct *napi = &t->q_vector.napi;

	bpf_net_ctx = rx_meta_test_begin_poll(&context, napi, NULL);
	napi->poll(napi, NAPI_POLL_WEIGHT);
	rx_meta_test_end_poll(bpf_net_ctx);
}
