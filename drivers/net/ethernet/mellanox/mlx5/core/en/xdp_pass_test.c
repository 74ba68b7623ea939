// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the skb of a packet that an XDP program stored values for.
 *
 * Packets go through the handler of each kind of RQ that runs XDP, from the CQE
 * to the stack. The RQ has its buffers in memory and no device behind it.
 */
#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/dma-mapping.h>
#include <linux/etherdevice.h>
#include <linux/filter.h>
#include <linux/if_vlan.h>
#include <linux/rtnetlink.h>
#include <net/page_pool/helpers.h>
#include <net/xdp_sock_drv.h>
#include <net/xsk_buff_pool.h>
#include "en/params.h"
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"
#include "lib/clock.h"

#define PACKET_LEN	300
#define FRAG0_LEN	128
#define CQE_HASH	0x8badf00d
#define CQE_TCI		0x0456
#define CQE_SECONDS	3
#define CQE_NS		(CQE_SECONDS * (u64)NSEC_PER_SEC + 4)

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0x1afef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV6_UDP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0x7123,
};

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
	struct xsk_buff_pool *pool;
	struct xdp_buff_xsk xskb;
	struct xdp_buff *xsk_xdp;
	struct mlx5_cqe64 cqe;
	/* The CQE says nothing but where the packet is */
	bool bare;
	struct sk_buff *skb;
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

static void pass_desc(const struct pass_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(pass, pass_cases, pass_desc);

KUNIT_DEFINE_ACTION_WRAPPER(pass_free_netdev, free_netdev,
			    struct net_device *);
KUNIT_DEFINE_ACTION_WRAPPER(pass_free_prog, bpf_prog_free, struct bpf_prog *);
KUNIT_DEFINE_ACTION_WRAPPER(pass_free_pool, page_pool_destroy,
			    struct page_pool *);

static void *pass_alloc(struct kunit *test, size_t size)
{
	void *p = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	return p;
}

static void pass_defer(struct kunit *test, kunit_action_t *action, void *data)
{
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, action, data));
}

/* The stack's end of it */
static rx_handler_result_t pass_rx_handler(struct sk_buff **pskb)
{
	struct pass_fixture *fix =
		rcu_dereference((*pskb)->dev->rx_handler_data);

	kfree_skb(fix->skb);
	fix->skb = *pskb;
	return RX_HANDLER_CONSUMED;
}

static void pass_unregister(void *dev)
{
	rtnl_lock();
	netdev_rx_handler_unregister(dev);
	rtnl_unlock();
}

static int pass_poll(struct napi_struct *napi, int budget)
{
	return 0;
}

static void pass_del_napi(void *napi)
{
	napi_disable(napi);
	netif_napi_del(napi);
}

static void pass_free_skb(void *data)
{
	struct pass_fixture *fix = data;

	kfree_skb(fix->skb);
	fix->skb = NULL;
}

static void pass_init_netdev(struct kunit *test, struct pass_fixture *fix)
{
	int err;

	fix->dev = alloc_etherdev(sizeof(struct mlx5e_priv));
	KUNIT_ASSERT_NOT_NULL(test, fix->dev);
	pass_defer(test, pass_free_netdev, fix->dev);
	fix->dev->features |= NETIF_F_RXHASH;
	fix->priv = netdev_priv(fix->dev);

	rtnl_lock();
	err = netdev_rx_handler_register(fix->dev, pass_rx_handler, fix);
	rtnl_unlock();
	KUNIT_ASSERT_EQ(test, 0, err);
	pass_defer(test, pass_unregister, fix->dev);

	fix->napi = pass_alloc(test, sizeof(*fix->napi));
	netif_napi_add(fix->dev, fix->napi, pass_poll);
	napi_enable(fix->napi);
	pass_defer(test, pass_del_napi, fix->napi);
	pass_defer(test, pass_free_skb, fix);
}

/* As much of the capabilities as decides which handler serves an RQ */
static void pass_init_mdev(struct kunit *test, struct pass_fixture *fix)
{
	struct mlx5_hca_cap *cap;

	fix->mdev = pass_alloc(test, sizeof(*fix->mdev));
	cap = pass_alloc(test, sizeof(*cap));
	MLX5_SET(cmd_hca_cap, cap->cur, ext_stride_num_range, 1);
	MLX5_SET(cmd_hca_cap, cap->cur, max_wqe_sz_sq, 1024);
	fix->mdev->caps.hca[MLX5_CAP_GENERAL] = cap;
	fix->mdev->caps.hca[MLX5_CAP_GENERAL_2] =
		pass_alloc(test, sizeof(*cap));
}

static struct page_pool *pass_page_pool(struct kunit *test,
					struct pass_fixture *fix)
{
	struct page_pool_params params = {
		.flags		= PP_FLAG_DMA_MAP,
		.pool_size	= 16,
		.nid		= NUMA_NO_NODE,
		.dev		= fix->pdev,
		.dma_dir	= DMA_BIDIRECTIONAL,
	};
	struct page_pool *pool = page_pool_create(&params);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pool);
	pass_defer(test, pass_free_pool, pool);
	return pool;
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

/* More strides than are ever consumed, so that the WQE stays */
static void pass_init_striding(struct kunit *test, struct pass_fixture *fix)
{
	struct mlx5e_rq *rq = fix->rq;

	rq->mpwqe.page_shift = PAGE_SHIFT;
	rq->mpwqe.log_stride_sz = PAGE_SHIFT;
	rq->mpwqe.num_strides = U16_MAX;
	rq->mpwqe.pages_per_wqe = 1;
	fix->mpw = pass_alloc(test, struct_size(fix->mpw,
						alloc_units.frag_pages, 1));
	rq->mpwqe.info = fix->mpw;
}

static void pass_init_rq(struct kunit *test, struct pass_fixture *fix)
{
	static const struct mlx5e_profile profile = {
		.rx_handlers = &mlx5e_rx_handlers_nic,
	};
	static struct hwtstamp_config tstamp = {
		.rx_filter = HWTSTAMP_FILTER_ALL,
	};
	struct mlx5e_rq *rq = fix->rq;

	fix->priv->profile = &profile;
	rq->priv = fix->priv;
	rq->mdev = fix->mdev;
	rq->pdev = fix->pdev;
	rq->netdev = fix->dev;
	rq->stats = pass_alloc(test, sizeof(*rq->stats));
	rq->tstamp = &tstamp;
	rq->clock = &fix->mdev->clock;
	rq->ptp_cyc2time = mlx5_real_time_cyc2time;
	rq->cq.napi = fix->napi;
	rq->hw_mtu = PAGE_SIZE;
	rq->xdp_rxq.dev = fix->dev;
	rq->xdp_rxq.mem.type = MEM_TYPE_PAGE_POOL;
	rq->buff.headroom = XDP_PACKET_HEADROOM;
	rq->buff.frame0_sz = PAGE_SIZE;
	rq->buff.map_dir = DMA_BIDIRECTIONAL;
	rq->page_pool = pass_page_pool(test, fix);
}

static void pass_put_page(void *page)
{
	free_page((unsigned long)page);
}

static void pass_unmap_page(void *data)
{
	struct pass_fixture *fix = data;

	dma_unmap_single(fix->pdev, fix->xskb.frame_dma, PAGE_SIZE,
			 DMA_BIDIRECTIONAL);
}

static void pass_init_xsk(struct kunit *test, struct pass_fixture *fix)
{
	void *page = (void *)get_zeroed_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	pass_defer(test, pass_put_page, page);
	fix->xskb.frame_dma = dma_map_single(fix->pdev, page, PAGE_SIZE,
					     DMA_BIDIRECTIONAL);
	KUNIT_ASSERT_FALSE(test, dma_mapping_error(fix->pdev,
						   fix->xskb.frame_dma));
	pass_defer(test, pass_unmap_page, fix);
	fix->xskb.dma = fix->xskb.frame_dma + XDP_PACKET_HEADROOM;
	fix->rq->xdp_rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	fix->pool = pass_alloc(test, sizeof(*fix->pool));
	fix->pool->dev = fix->pdev;
	fix->pool->frame_len = PAGE_SIZE - XDP_PACKET_HEADROOM;
	fix->xskb.pool = fix->pool;
	fix->xskb.xdp.rxq = &fix->rq->xdp_rxq;
	fix->xskb.xdp.data_hard_start = page;
	fix->xskb.xdp.frame_sz = PAGE_SIZE;
	fix->xsk_xdp = &fix->xskb.xdp;
}

static int pass_init(struct kunit *test)
{
	struct pass_fixture *fix = pass_alloc(test, sizeof(*fix));

	fix->pdev = kunit_device_register(test, "mlx5e_xdp_pass");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fix->pdev);
	KUNIT_ASSERT_EQ(test, 0,
			dma_coerce_mask_and_coherent(fix->pdev,
						     DMA_BIT_MASK(64)));
	fix->rq = pass_alloc(test, sizeof(*fix->rq));
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

/* Stands in for the kfuncs: nothing verifies this program. */
static struct bpf_prog *pass_prog(struct kunit *test,
				  const struct xdp_rx_meta *meta, u32 flags)
{
#define AT(member)	(sizeof(struct xdp_frame) + \
			 offsetof(struct xdp_rx_meta, member))
	const struct bpf_insn insns[] = {
		BPF_LDX_MEM(BPF_FIELD_SIZEOF(struct xdp_buff, data_hard_start),
			    BPF_REG_2, BPF_REG_1,
			    offsetof(struct xdp_buff, data_hard_start)),
		BPF_LD_IMM64(BPF_REG_3, meta->timestamp),
		BPF_STX_MEM(BPF_DW, BPF_REG_2, BPF_REG_3, AT(timestamp)),
		BPF_ST_MEM(BPF_W, BPF_REG_2, AT(hash), meta->hash),
		BPF_ST_MEM(BPF_W, BPF_REG_2, AT(hash_type), meta->hash_type),
		BPF_ST_MEM(BPF_H, BPF_REG_2, AT(vlan_proto),
			   (__force u16)meta->vlan_proto),
		BPF_ST_MEM(BPF_H, BPF_REG_2, AT(vlan_tci), meta->vlan_tci),
		BPF_LDX_MEM(BPF_W, BPF_REG_3, BPF_REG_1,
			    offsetof(struct xdp_buff, flags)),
		BPF_ALU32_IMM(BPF_OR, BPF_REG_3, flags),
		BPF_STX_MEM(BPF_W, BPF_REG_1, BPF_REG_3,
			    offsetof(struct xdp_buff, flags)),
		BPF_MOV64_IMM(BPF_REG_0, XDP_PASS),
		BPF_EXIT_INSN(),
	};
#undef AT
	struct bpf_prog *prog;
	int err;

	prog = bpf_prog_alloc(bpf_prog_size(ARRAY_SIZE(insns)), 0);
	KUNIT_ASSERT_NOT_NULL(test, prog);
	prog->len = ARRAY_SIZE(insns);
	memcpy(prog->insnsi, insns, sizeof(insns));
	prog->type = BPF_PROG_TYPE_XDP;
	prog = bpf_prog_select_runtime(prog, &err);
	pass_defer(test, pass_free_prog, prog);
	KUNIT_ASSERT_EQ(test, 0, err);
	return prog;
}

static struct page *pass_page(struct kunit *test, struct pass_fixture *fix)
{
	struct page *page = page_pool_dev_alloc_pages(fix->rq->page_pool);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

/* An Ethernet header that nobody merges by, where the device writes it */
static void pass_fill(void *data)
{
	struct ethhdr *eth = data;

	eth_zero_addr(eth->h_dest);
	eth_zero_addr(eth->h_source);
	eth->h_proto = htons(ETH_P_LOOPBACK);
}

static void pass_fill_legacy(struct kunit *test, const struct pass_case *c)
{
	struct pass_fixture *fix = test->priv;
	int i, n = c->mtu > ETH_DATA_LEN ? 2 : 1;

	fix->cqe.byte_cnt = cpu_to_be32(PACKET_LEN);
	if (c->xsk) {
		fix->frags[0].xskp = &fix->xsk_xdp;
		return;
	}
	for (i = 0; i < n; i++) {
		fix->pages[i].page = pass_page(test, fix);
		fix->frags[i].frag_page = &fix->pages[i];
	}
	pass_fill(page_address(fix->pages[0].page) + XDP_PACKET_HEADROOM);
}

static void pass_fill_striding(struct kunit *test, const struct pass_case *c)
{
	struct pass_fixture *fix = test->priv;
	struct mpwrq_cqe_bc *bc = (struct mpwrq_cqe_bc *)&fix->cqe.byte_cnt;
	struct page *page;
	void *va;

	bc->filler_consumed_strides = cpu_to_be16(1);
	bc->byte_cnt = cpu_to_be16(PACKET_LEN);
	if (c->xsk) {
		fix->mpw->alloc_units.xsk_buffs[0] = fix->xsk_xdp;
		return;
	}
	page = pass_page(test, fix);
	va = page_address(page);
	fix->mpw->alloc_units.frag_pages[0].page = page;
	pass_fill(c->mtu > ETH_DATA_LEN ? va : va + XDP_PACKET_HEADROOM);
}

/* Poll the RQ for one packet; returns what the stack got. */
static struct sk_buff *pass_receive(struct kunit *test, struct bpf_prog *prog)
{
	const struct pass_case *c = test->param_value;
	struct pass_fixture *fix = test->priv;
	struct mlx5_cqe64 *cqe = &fix->cqe;

	cqe->op_own = MLX5_CQE_RESP_SEND << 4;
	cqe->l4_l3_hdr_type = !fix->bare;
	cqe->rss_hash_result = cpu_to_be32(CQE_HASH);
	cqe->rss_hash_type = FIELD_PREP(CQE_RSS_HTYPE_IP, CQE_RSS_IPV4);
	cqe->vlan_info = cpu_to_be16(CQE_TCI);
	cqe->timestamp_h = cpu_to_be32(CQE_SECONDS);
	cqe->timestamp_l = cpu_to_be32(CQE_NS % NSEC_PER_SEC);
	if (c->wq_type == CYCLIC)
		pass_fill_legacy(test, c);
	else
		pass_fill_striding(test, c);
	if (c->xsk)
		pass_fill(fix->xsk_xdp->data_hard_start + XDP_PACKET_HEADROOM);

	pass_free_skb(fix);
	rcu_assign_pointer(fix->rq->xdp_prog, prog);
	local_bh_disable();
	rcu_read_lock();
	KUNIT_EXPECT_TRUE(test, napi_schedule_prep(fix->napi));
	fix->rq->handle_rx_cqe(fix->rq, cqe);
	napi_complete_done(fix->napi, 1);
	rcu_read_unlock();
	local_bh_enable();
	KUNIT_ASSERT_NOT_NULL(test, fix->skb);
	KUNIT_EXPECT_EQ(test, fix->skb->len, PACKET_LEN - ETH_HLEN);
	return fix->skb;
}

/* Of each value whether it is the program's or the CQE's */
static void pass_expect(struct kunit *test, struct sk_buff *skb, u32 flags)
{
	bool hash = flags & XDP_FLAGS_RX_HASH;
	bool vlan = flags & XDP_FLAGS_RX_VLAN_TAG;
	bool time = flags & XDP_FLAGS_RX_TIMESTAMP;

	KUNIT_EXPECT_EQ(test, skb->hash, hash ? stored.hash : CQE_HASH);
	KUNIT_EXPECT_EQ(test, (bool)skb->l4_hash, hash);
	KUNIT_EXPECT_TRUE(test, skb_vlan_tag_present(skb));
	KUNIT_EXPECT_EQ(test, be16_to_cpu(skb->vlan_proto),
			vlan ? ETH_P_8021AD : ETH_P_8021Q);
	KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb),
			vlan ? stored.vlan_tci : CQE_TCI);
	KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp),
			time ? stored.timestamp : CQE_NS);
}

static const u32 pass_flags[] = {
	XDP_FLAGS_RX_META, XDP_FLAGS_RX_HASH, XDP_FLAGS_RX_VLAN_TAG,
	XDP_FLAGS_RX_TIMESTAMP, 0,
};

/* What is stored wins; what is not is the CQE's, also after a packet for which
 * it was.
 */
static void pass_stored_test(struct kunit *test)
{
	struct bpf_prog *prog;
	int i;

	pass_open_rq(test, test->param_value);
	for (i = 0; i < ARRAY_SIZE(pass_flags); i++) {
		prog = pass_prog(test, &stored, pass_flags[i]);
		pass_expect(test, pass_receive(test, prog), pass_flags[i]);
	}
}

/* The program is gone, but what it left in the RQ's buffer is not. */
static void pass_detached_test(struct kunit *test)
{
	pass_open_rq(test, test->param_value);
	pass_receive(test, pass_prog(test, &stored, XDP_FLAGS_RX_META));
	pass_expect(test, pass_receive(test, NULL), 0);
}

/* A value is stored or it is not, be it zero. */
static void pass_stored_zero_test(struct kunit *test)
{
	static const struct xdp_rx_meta zero = {
		.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
		.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	};
	struct sk_buff *skb;

	pass_open_rq(test, test->param_value);
	skb = pass_receive(test, pass_prog(test, &zero, XDP_FLAGS_RX_META));
	KUNIT_EXPECT_EQ(test, skb->hash, 0);
	KUNIT_EXPECT_TRUE(test, skb->l4_hash);
	KUNIT_EXPECT_TRUE(test, skb_vlan_tag_present(skb));
	KUNIT_EXPECT_EQ(test, be16_to_cpu(skb->vlan_proto), ETH_P_8021AD);
	KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb), 0);
	KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp), 0);
}

/* What is stored does not need a CQE that has it, too. */
static void pass_bare_cqe_test(struct kunit *test)
{
	static struct hwtstamp_config no_tstamp;
	struct pass_fixture *fix = test->priv;
	struct sk_buff *skb;
	int i;

	pass_open_rq(test, test->param_value);
	fix->bare = true;
	fix->dev->features &= ~NETIF_F_RXHASH;
	fix->rq->tstamp = &no_tstamp;
	for (i = 0; i < ARRAY_SIZE(pass_flags); i++) {
		u32 flags = pass_flags[i];

		skb = pass_receive(test, pass_prog(test, &stored, flags));
		KUNIT_EXPECT_EQ(test, skb->hash,
				flags & XDP_FLAGS_RX_HASH ? stored.hash : 0);
		KUNIT_EXPECT_EQ(test, skb_vlan_tag_present(skb),
				!!(flags & XDP_FLAGS_RX_VLAN_TAG));
		KUNIT_EXPECT_EQ(test, skb->vlan_tci,
				flags & XDP_FLAGS_RX_VLAN_TAG ?
				stored.vlan_tci : 0);
		KUNIT_EXPECT_EQ(test,
				ktime_to_ns(skb_hwtstamps(skb)->hwtstamp),
				flags & XDP_FLAGS_RX_TIMESTAMP ?
				stored.timestamp : 0);
	}
}

static struct kunit_case mlx5e_xdp_pass_cases[] = {
	KUNIT_CASE_PARAM(pass_stored_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_detached_test, pass_gen_params),
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
