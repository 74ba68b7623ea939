// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the skb of a packet that an XDP program stored values for.
 *
 * Packets go through the handler of each kind of RQ that runs XDP, from the CQE
 * to the stack. The RQ has its buffers in memory and no device behind it.
 */
#include <net/xdp_sock_drv.h>
#include "en/params.h"
#include "en/xdp_rx_test.h"

#define PACKET_LEN	300
#define FRAG0_LEN	128

/* What the CQE reports of each packet */
static const struct xdp_rx_meta_saved reported = {
	.meta = {
		.timestamp	= 3 * (u64)NSEC_PER_SEC + 4,
		.hash		= 0x8badf00d,
		.hash_type	= XDP_RSS_TYPE_L3_IPV4,
		.vlan_proto	= cpu_to_be16(ETH_P_8021Q),
		.vlan_tci	= 0x0456,
	},
	.flags = XDP_FLAGS_RX_META,
};

/**
 * struct pass_fixture - an RQ and what it needs
 * @pdev: device that buffers are mapped for
 * @dev: network device that receives
 * @napi: of the RQ
 * @mdev: device of the RQ
 * @priv: private part of @dev
 * @rq: the RQ
 * @frags: fragments of a WQE of a legacy RQ
 * @pages: pages of @frags
 * @mpw: WQE of a striding RQ
 * @xskb: zero-copy buffer
 * @xsk_xdp: its &struct xdp_buff
 * @cqe: CQE of the packet
 * @bare: whether the CQE reports no metadata
 * @tap: collects what @dev passes to the stack
 */
struct pass_fixture {
	struct device *pdev;
	struct net_device *dev;
	struct napi_struct *napi;
	struct mlx5_core_dev *mdev;
	struct mlx5e_priv *priv;
	struct mlx5e_rq *rq;
	struct mlx5e_wqe_frag_info frags[2];
	struct mlx5e_frag_page pages[2];
	struct mlx5e_mpw_info *mpw;
	struct xdp_buff_xsk xskb;
	struct xdp_buff *xsk_xdp;
	struct mlx5_cqe64 cqe;
	bool bare;
	struct rx_meta_test_tap tap;
};

struct pass_case {
	const char *name;
	u8 wq_type;
	u32 mtu;
	bool xsk;
};

#define CYCLIC		MLX5_WQ_TYPE_CYCLIC
#define STRIDING	MLX5_WQ_TYPE_LINKED_LIST_STRIDING_RQ

static const struct pass_case pass_cases[] = {
	{ "legacy, linear",	 CYCLIC,   ETH_DATA_LEN,	false },
	{ "legacy, frags",	 CYCLIC,   9000,		false },
	{ "legacy, zero-copy",	 CYCLIC,   ETH_DATA_LEN,	true },
	{ "striding, linear",	 STRIDING, ETH_DATA_LEN,	false },
	{ "striding, frags",	 STRIDING, 9000,		false },
	{ "striding, zero-copy", STRIDING, ETH_DATA_LEN,	true },
};

KUNIT_ARRAY_PARAM_DESC(pass, pass_cases, name);

static void pass_init_netdev(struct kunit *test, struct pass_fixture *fix)
{
	fix->dev = rx_meta_test_netdev(test, sizeof(struct mlx5e_priv));
	fix->priv = netdev_priv(fix->dev);
	fix->napi = rx_meta_test_zalloc(test, sizeof(*fix->napi));
	rx_meta_test_add_napi(test, fix->dev, fix->napi);
	rx_meta_test_add_tap(test, &fix->tap, fix->dev);
}

/* The capabilities decide which handler serves an RQ. */
static void pass_init_mdev(struct kunit *test, struct pass_fixture *fix)
{
	struct mlx5_hca_cap *cap;

	fix->mdev = rx_meta_test_zalloc(test, sizeof(*fix->mdev));
	cap = rx_meta_test_zalloc(test, sizeof(*cap));
	MLX5_SET(cmd_hca_cap, cap->cur, ext_stride_num_range, 1);
	MLX5_SET(cmd_hca_cap, cap->cur, max_wqe_sz_sq, 1024);
	fix->mdev->caps.hca[MLX5_CAP_GENERAL] = cap;
	fix->mdev->caps.hca[MLX5_CAP_GENERAL_2] =
		rx_meta_test_zalloc(test, sizeof(*cap));
}

static void pass_init_legacy(struct pass_fixture *fix)
{
	struct mlx5e_rq_frags_info *info = &fix->rq->wqe.info;

	info->arr[0].frag_size = FRAG0_LEN;
	info->arr[0].frag_stride = PAGE_SIZE;
	info->arr[1].frag_size = PAGE_SIZE;
	info->arr[1].frag_stride = PAGE_SIZE;
	info->num_frags = 2;
	info->log_num_frags = 1;
	fix->rq->wqe.frags = fix->frags;
}

/* The WQE has so many strides that no test consumes it. */
static void pass_init_striding(struct kunit *test, struct pass_fixture *fix)
{
	struct mlx5e_rq *rq = fix->rq;

	rq->mpwqe.page_shift = PAGE_SHIFT;
	rq->mpwqe.log_stride_sz = PAGE_SHIFT;
	rq->mpwqe.num_strides = U16_MAX;
	rq->mpwqe.pages_per_wqe = 1;
	fix->mpw = rx_meta_test_zalloc(test,
				       struct_size(fix->mpw,
						   alloc_units.frag_pages, 1));
	rq->mpwqe.info = fix->mpw;
}

static void pass_init_rq(struct kunit *test, struct pass_fixture *fix)
{
	static const struct mlx5e_profile profile = {
		.rx_handlers = &mlx5e_rx_handlers_nic,
	};
	struct mlx5e_rq *rq = fix->rq;

	fix->priv->profile = &profile;
	rq->priv = fix->priv;
	rq->mdev = fix->mdev;
	rq->pdev = fix->pdev;
	rq->netdev = fix->dev;
	rq->stats = rx_meta_test_zalloc(test, sizeof(*rq->stats));
	mlx5e_rx_test_set_filter(test, rq, HWTSTAMP_FILTER_ALL);
	rq->clock = mlx5e_rx_test_clock(test, 0);
	rq->ptp_cyc2time = mlx5_real_time_cyc2time;
	rq->cq.napi = fix->napi;
	rq->hw_mtu = PAGE_SIZE;
	rq->xdp_rxq.dev = fix->dev;
	rq->xdp_rxq.mem.type = MEM_TYPE_PAGE_POOL;
	rq->buff.headroom = XDP_PACKET_HEADROOM;
	rq->buff.frame0_sz = PAGE_SIZE;
	rq->buff.map_dir = DMA_BIDIRECTIONAL;
	rq->page_pool = rx_meta_test_page_pool(test, fix->pdev);
}

static void pass_init_xsk(struct kunit *test, struct pass_fixture *fix)
{
	fix->rq->xsk_pool = rx_meta_test_xsk_pool(test, fix->pdev);
	rx_meta_test_init_xskb(&fix->xskb, fix->rq->xsk_pool,
			       &fix->rq->xdp_rxq,
			       rx_meta_test_umem(test, fix->pdev, 1), 0);
	fix->xsk_xdp = &fix->xskb.xdp;
}

static int pass_init(struct kunit *test)
{
	struct pass_fixture *fix = rx_meta_test_zalloc(test, sizeof(*fix));

	fix->pdev = rx_meta_test_dma_device(test, "mlx5e_xdp_pass");
	fix->rq = rx_meta_test_zalloc(test, sizeof(*fix->rq));
	pass_init_mdev(test, fix);
	pass_init_netdev(test, fix);
	pass_init_rq(test, fix);
	test->priv = fix;
	return 0;
}

static void pass_open_rq(struct kunit *test, const struct pass_case *c)
{
	struct mlx5e_params params = { .sw_mtu = c->mtu };
	struct pass_fixture *fix = test->priv;
	struct mlx5e_rq *rq = fix->rq;

	rq->wq_type = c->wq_type;
	if (c->wq_type == CYCLIC)
		pass_init_legacy(fix);
	else
		pass_init_striding(test, fix);
	if (c->xsk)
		pass_init_xsk(test, fix);

	KUNIT_ASSERT_EQ(test, 0, mlx5e_rq_set_handlers(rq, &params, c->xsk));
}

static void *pass_page(struct kunit *test, struct mlx5e_frag_page *frag)
{
	struct pass_fixture *fix = test->priv;
	struct page *page = rx_meta_test_pool_page(test, fix->rq->page_pool);

	return mlx5e_rx_test_set_page(frag, page);
}

static void pass_fill_legacy(struct kunit *test, const struct pass_case *c)
{
	struct pass_fixture *fix = test->priv;
	void *va;

	fix->cqe.byte_cnt = cpu_to_be32(PACKET_LEN);
	if (c->xsk) {
		fix->frags[0].xskp = &fix->xsk_xdp;
		return;
	}
	fix->frags[0].frag_page = &fix->pages[0];
	va = pass_page(test, &fix->pages[0]);
	rx_meta_test_fill(va + XDP_PACKET_HEADROOM, 0, FRAG0_LEN);
	if (c->mtu > ETH_DATA_LEN) {
		fix->frags[1].frag_page = &fix->pages[1];
		pass_page(test, &fix->pages[1]);
	}
}

static void pass_fill_striding(struct kunit *test, const struct pass_case *c,
			       bool with_prog)
{
	struct pass_fixture *fix = test->priv;
	struct mpwrq_cqe_bc *bc = (struct mpwrq_cqe_bc *)&fix->cqe.byte_cnt;
	void *va;

	bc->filler_consumed_strides = cpu_to_be16(1);
	bc->byte_cnt = cpu_to_be16(PACKET_LEN);
	if (c->xsk) {
		fix->mpw->alloc_units.xsk_buffs[0] = fix->xsk_xdp;
		return;
	}
	va = pass_page(test, &fix->mpw->alloc_units.frag_pages[0]);
	if (c->mtu <= ETH_DATA_LEN)
		va += XDP_PACKET_HEADROOM;
	else if (with_prog)
		mlx5e_rx_test_set_linear_page(test, fix->rq);
	rx_meta_test_fill(va, 0, FRAG0_LEN);
}

static void pass_fill_cqe(struct pass_fixture *fix)
{
	const struct xdp_rx_meta *meta = &reported.meta;
	struct mlx5_cqe64 *cqe = &fix->cqe;
	u32 seconds, ns;

	seconds = div_u64_rem(meta->timestamp, NSEC_PER_SEC, &ns);
	cqe->op_own = MLX5_CQE_RESP_SEND << 4;
	cqe->l4_l3_hdr_type = !fix->bare;
	cqe->rss_hash_result = cpu_to_be32(meta->hash);
	cqe->rss_hash_type = FIELD_PREP(CQE_RSS_HTYPE_IP, CQE_RSS_IPV4);
	cqe->vlan_info = cpu_to_be16(meta->vlan_tci);
	cqe->timestamp_h = cpu_to_be32(seconds);
	cqe->timestamp_l = cpu_to_be32(ns);
}

/* Let the RQ receive one packet and return its skb. */
static struct sk_buff *pass_receive(struct kunit *test, struct bpf_prog *prog)
{
	const struct pass_case *c = test->param_value;
	struct pass_fixture *fix = test->priv;

	pass_fill_cqe(fix);
	if (c->wq_type == CYCLIC)
		pass_fill_legacy(test, c);
	else
		pass_fill_striding(test, c, prog);
	if (c->xsk)
		rx_meta_test_fill(fix->xsk_xdp->data_hard_start +
				  XDP_PACKET_HEADROOM, 0, PACKET_LEN);

	skb_queue_purge(&fix->tap.skbs);
	rcu_assign_pointer(fix->rq->xdp_prog, prog);
	local_bh_disable();
	rcu_read_lock();
	KUNIT_EXPECT_TRUE(test, napi_schedule_prep(fix->napi));
	fix->rq->handle_rx_cqe(fix->rq, &fix->cqe);
	napi_complete_done(fix->napi, 1);
	rcu_read_unlock();
	local_bh_enable();
	return rx_meta_test_received(test, &fix->tap, PACKET_LEN);
}

static struct sk_buff *
pass_receive_stored(struct kunit *test, const struct xdp_rx_meta_saved *stored)
{
	const struct rx_meta_test_prog prog = {
		.stored = stored, .act = XDP_PASS,
	};

	return pass_receive(test, rx_meta_test_load_prog(test, &prog));
}

/* Pass a packet with each combination of stored values. From one packet to the
 * next each value is stored and then not.
 */
static void pass_combinations(struct kunit *test,
			      const struct xdp_rx_meta_saved *want)
{
	u32 which = XDP_RX_META_ALL + 1;

	while (which--) {
		const struct xdp_rx_meta_saved stored =
			rx_meta_test_combination(which);

		rx_meta_test_expect_skb(test,
					pass_receive_stored(test, &stored),
					&stored, want);
	}
}

/* Stored values override those of the CQE, and do not appear on the next
 * packet.
 */
static void pass_stored_test(struct kunit *test)
{
	pass_open_rq(test, test->param_value);
	pass_combinations(test, &reported);
}

/* Without a program, the driver does not use the values in the buffer of the
 * RQ. A packet that a program dropped leaves its flags there.
 */
static void pass_detached_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved all =
		rx_meta_test_stored(XDP_FLAGS_RX_META);
	const struct xdp_rx_meta_saved none = {};
	struct pass_fixture *fix = test->priv;

	pass_open_rq(test, test->param_value);
	pass_receive_stored(test, &all);
	fix->rq->mxbuf.xdp.flags |= XDP_FLAGS_RX_META;
	rx_meta_test_expect_skb(test, pass_receive(test, NULL), &none,
				&reported);
}

/* The flags of a packet that got no skb are not those of the next one. */
static void pass_stale_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved none = {};
	struct pass_fixture *fix = test->priv;

	pass_open_rq(test, test->param_value);
	fix->rq->mxbuf.xdp.flags |= XDP_FLAGS_RX_META;
	rx_meta_test_expect_skb(test, pass_receive_stored(test, &none), &none,
				&reported);
}

/* Zero is a valid value. */
static void pass_stored_zero_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved zero = rx_meta_test_stored_zero();

	pass_open_rq(test, test->param_value);
	rx_meta_test_expect_skb(test, pass_receive_stored(test, &zero), &zero,
				&reported);
}

/* The driver applies stored values if the CQE reports none. */
static void pass_bare_cqe_test(struct kunit *test)
{
	struct pass_fixture *fix = test->priv;

	pass_open_rq(test, test->param_value);
	fix->bare = true;
	fix->dev->features &= ~NETIF_F_RXHASH;
	mlx5e_rx_test_set_filter(test, fix->rq, HWTSTAMP_FILTER_NONE);
	pass_combinations(test, NULL);
}

static struct kunit_case mlx5e_xdp_pass_cases[] = {
	KUNIT_CASE_PARAM(pass_stored_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_detached_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_stale_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_stored_zero_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_bare_cqe_test, pass_gen_params),
	{}
};

static struct kunit_suite mlx5e_xdp_pass_suite = {
	.name = "mlx5e_xdp_pass",
	.init = pass_init,
	.test_cases = mlx5e_xdp_pass_cases,
};

kunit_test_suite(mlx5e_xdp_pass_suite);
