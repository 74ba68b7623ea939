// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: XDP_TX of packets with a stored VLAN tag, through
 * mlx5e_xdp_handle().
 */
#include <linux/filter.h>
#include <net/page_pool/helpers.h>
#include <net/xsk_buff_pool.h>
#include "en/xdp_tx_test.h"

KUNIT_DEFINE_ACTION_WRAPPER(tx_free_prog, bpf_prog_free, struct bpf_prog *);
KUNIT_DEFINE_ACTION_WRAPPER(tx_free_pool, page_pool_destroy,
			    struct page_pool *);

/* XDP_TX of a page that is mapped already */
static struct page_pool *tx_pool(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct page_pool_params params = {
		.flags		= PP_FLAG_DMA_MAP,
		.pool_size	= 8,
		.nid		= NUMA_NO_NODE,
		.dev		= fix->pdev,
		.dma_dir	= DMA_BIDIRECTIONAL,
	};
	struct page_pool *pool = page_pool_create(&params);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pool);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_pool,
							   pool));
	return pool;
}

static struct bpf_prog *tx_prog(struct kunit *test)
{
	const struct bpf_insn insns[] = {
		BPF_MOV64_IMM(BPF_REG_0, XDP_TX),
		BPF_EXIT_INSN(),
	};
	struct bpf_prog *prog;
	int err;

	prog = bpf_prog_alloc(bpf_prog_size(ARRAY_SIZE(insns)), 0);
	KUNIT_ASSERT_NOT_NULL(test, prog);
	prog->len = ARRAY_SIZE(insns);
	memcpy(prog->insnsi, insns, sizeof(insns));
	prog->type = BPF_PROG_TYPE_XDP;
	prog = bpf_prog_select_runtime(prog, &err);
	KUNIT_ASSERT_EQ(test, 0, err);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, tx_free_prog,
							   prog));
	return prog;
}

static struct page *tx_pool_page(struct kunit *test, struct page_pool *pool)
{
	struct page *page = page_pool_dev_alloc_pages(pool);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

/* A regular RQ as far as XDP_TX looks at it */
static struct mlx5e_rq *tx_rq(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct mlx5e_rq *rq = &fix->c->rq;

	fix->rxq.mem.type = MEM_TYPE_PAGE_POOL;
	rq->netdev = fix->dev;
	rq->stats = mlx5e_tt_alloc(test, sizeof(*rq->stats));
	rq->xdpsq = fix->sq;
	return rq;
}

static bool xdp_tx_handle(struct mlx5e_rq *rq, struct bpf_prog *prog,
			  struct mlx5e_xdp_buff *mxbuf)
{
	bool handled;

	local_bh_disable();
	handled = mlx5e_xdp_handle(rq, prog, mxbuf);
	local_bh_enable();
	return handled;
}

static void xdp_tx_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct page_pool *pool = tx_pool(test);
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct page *page, *frag = NULL;
	struct mlx5e_rq *rq = tx_rq(test);
	struct mlx5e_xdp_buff mxbuf = {};
	struct xdp_frame *frame;

	mlx5e_tt_set_device(fix, c);
	page = tx_pool_page(test, pool);
	if (c->frags)
		frag = tx_pool_page(test, pool);
	mlx5e_tt_fill_buff(test, &mxbuf.xdp, page_address(page), frag, c);

	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, &mxbuf));

	frame = page_address(page);
	KUNIT_EXPECT_EQ(test, c->sent,
			test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !c->sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !c->sent);
	if (c->sent) {
		mlx5e_tt_expect_wqe(test, c, 0, frame->data,
				    page_pool_get_dma_addr(page) +
			      (frame->data - (void *)frame));
	} else {
		page_pool_put_full_page(pool, page, false);
		if (frag)
			page_pool_put_full_page(pool, frag, false);
	}

	/* The pool outlives what is sent from it */
	mlx5e_tt_free_descs(fix->sq);
}

/* A tagged packet ends the session of those before it. */
static void xdp_tx_mpwqe_test(struct kunit *test)
{
	static const struct tx_case *const cases[] = {
		&mlx5e_tt_plain, &mlx5e_tt_plain,
		&mlx5e_tt_ctag, &mlx5e_tt_plain,
	};
	struct page_pool *pool = tx_pool(test);
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct mlx5e_rq *rq = tx_rq(test);
	struct page *pages[ARRAY_SIZE(cases)];
	dma_addr_t dma;
	int i;

	mlx5e_set_xmit_fp(fix->sq, true);
	mlx5e_tt_set_device(fix, &mlx5e_tt_ctag);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct mlx5e_xdp_buff mxbuf = {};

		pages[i] = tx_pool_page(test, pool);
		mlx5e_tt_fill_buff(test, &mxbuf.xdp, page_address(pages[i]),
				   NULL, cases[i]);
		KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, &mxbuf));
	}
	/* As the end of the RQ's poll does */
	mlx5e_xdp_mpwqe_complete(fix->sq);

	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, 0);
	KUNIT_EXPECT_EQ(test, fix->sq->pc, 3);
	mlx5e_tt_expect_session(test, 0, 2);
	dma = page_pool_get_dma_addr(pages[2]) + XDP_PACKET_HEADROOM;
	mlx5e_tt_expect_wqe(test, &mlx5e_tt_ctag, 1,
			    page_address(pages[2]) + XDP_PACKET_HEADROOM, dma);
	mlx5e_tt_expect_session(test, 2, 1);
	mlx5e_tt_free_descs(fix->sq);
}

/* A zero-copy buffer goes back to its pool before its copy is sent or refused,
 * and no more than that is to be seen of the pool.
 */
static struct xdp_buff_xsk *tx_xsk(struct kunit *test)
{
	struct xsk_buff_pool *pool = mlx5e_tt_alloc(test, sizeof(*pool));
	struct xdp_buff_xsk *xskb = mlx5e_tt_alloc(test, sizeof(*xskb));

	INIT_LIST_HEAD(&pool->free_list);
	INIT_LIST_HEAD(&pool->xskb_list);
	INIT_LIST_HEAD(&xskb->list_node);
	xskb->pool = pool;
	return xskb;
}

/* One buffer a packet */
static const void *tx_gen_linear(const void *prev, char *desc)
{
	const struct tx_case *c = prev;

	do
		c = mlx5e_tt_gen_params(c, desc);
	while (c && c->frags);
	return c;
}

static void xdp_tx_zc_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct mlx5e_rq *rq = tx_rq(test);
	struct xdp_buff_xsk *xskb;
	struct xdp_frame *frame;
	void *page;

	fix->rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	xskb = tx_xsk(test);
	page = mlx5e_tt_page(test);
	mlx5e_tt_set_device(fix, c);
	mlx5e_tt_fill_buff(test, &xskb->xdp, page, NULL, c);

	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, (void *)&xskb->xdp));
	KUNIT_EXPECT_EQ(test, xskb->pool->free_list_cnt, 1);
	/* Either way it is not for the RQ to recycle it */
	KUNIT_EXPECT_TRUE(test, test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !c->sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !c->sent);
	KUNIT_EXPECT_EQ(test, fix->sq->pc, mlx5e_tt_want_pc(c));
	if (c->sent) {
		frame = fix->sq->db.xdpi_fifo.xi[1].frame.xdpf;
		mlx5e_tt_expect_wqe(test, c, 0, frame->data,
				    virt_to_phys(frame->data));
	}
	free_page((unsigned long)page);
}

static struct kunit_case mlx5e_xdp_tx_vlan_cases[] = {
	KUNIT_CASE_PARAM(xdp_tx_test, mlx5e_tt_gen_params),
	KUNIT_CASE(xdp_tx_mpwqe_test),
	KUNIT_CASE_PARAM(xdp_tx_zc_test, tx_gen_linear),
	{}
};

static struct kunit_suite mlx5e_xdp_tx_vlan_suite = {
	.name = "mlx5e_xdp_tx_vlan",
	.init = mlx5e_tt_init,
	.test_cases = mlx5e_xdp_tx_vlan_cases,
};

kunit_test_suite(mlx5e_xdp_tx_vlan_suite);
