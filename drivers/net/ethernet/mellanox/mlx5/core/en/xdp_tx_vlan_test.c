// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: XDP_TX of packets with a stored VLAN tag, through
 * mlx5e_xdp_handle().
 */
#include <linux/filter.h>
#include <net/page_pool/helpers.h>
#include <net/xsk_buff_pool.h>
#include "en/xdp_tx_test.h"

#define PACKET_LEN	100
#define FRAG_LEN	200
/* Right behind what is stored, and one byte short of that */
#define ROOM		(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta))
#define NO_ROOM		(ROOM - 1)

static const struct tx_case tx_cases[] = {
	{ "none", NONE, 0, 0, PACKET_LEN, 0, TX_SENT },
	{ "none, inlined", L2, 0, 0, PACKET_LEN, 0, TX_SENT },
	{ "none, frags", NONE, 0, 0, PACKET_LEN, FRAG_LEN, TX_SENT },
	{ "none, all in frags", NONE, 0, 0, 0, FRAG_LEN, TX_SENT },
	{ "none, full length", NONE, 0, 0, SQ_MTU, 0, TX_SENT },
	{ "none, too long", NONE, 0, 0, SQ_MTU + 1, 0, TX_TOO_LONG },
	{ "ctag", NONE, CTAG, 0, PACKET_LEN, 0, TX_SENT },
	{ "stag", NONE, STAG, 0, PACKET_LEN, 0, TX_SENT },
	{ "ctag, header only", NONE, CTAG, 0, ETH_HLEN, 0, TX_SENT },
	{ "ctag, frags", NONE, CTAG, 0, PACKET_LEN, FRAG_LEN, TX_SENT },
	{ "ctag, all in frags", NONE, CTAG, 0, 0, FRAG_LEN, TX_SENT },
	{ "stag, all in frags", NONE, STAG, 0, 0, FRAG_LEN, TX_SENT },
	{ "ctag, header in both", NONE, CTAG, 0, 5, FRAG_LEN, TX_SENT },
	{ "ctag, inlined", L2, CTAG, 0, PACKET_LEN, 0, TX_SENT },
	{ "stag, inlined", L2, STAG, 0, PACKET_LEN, 0, TX_SENT },
	{ "ctag, inlined, header only", L2, CTAG, 0, ETH_HLEN, 0, TX_SENT },
	{ "ctag, inlined, frags", L2, CTAG, 0, PACKET_LEN, FRAG_LEN, TX_SENT },
	{ "ctag, inlined, all in frags", L2, CTAG, 0, 0, FRAG_LEN, TX_SENT },
	{ "ctag, just room", NONE, CTAG, ROOM, PACKET_LEN, 0, TX_SENT },
	{ "ctag, no room", NONE, CTAG, NO_ROOM, PACKET_LEN, 0, TX_NO_PLACE },
	{ "ctag, no room, frags", NONE, CTAG, NO_ROOM, PACKET_LEN, FRAG_LEN,
	  TX_NO_PLACE },
	{ "ctag, no header", NONE, CTAG, 0, ETH_HLEN - 1, 0, TX_NO_PLACE },
	{ "ctag, frags are the header", NONE, CTAG, 0, 0, ETH_HLEN,
	  TX_NO_PLACE },
	{ "ctag, just short enough", NONE, CTAG, 0, SQ_MTU - VLAN_HLEN, 0,
	  TX_SENT },
	{ "ctag, too long", NONE, CTAG, 0, SQ_MTU - VLAN_HLEN + 1, 0,
	  TX_TOO_LONG },
	{ "ctag, too long by its frags", NONE, CTAG, 0,
	  SQ_MTU - VLAN_HLEN - FRAG_LEN + 1, FRAG_LEN, TX_TOO_LONG },
	{ "ctag, all in frags, too long", NONE, CTAG, 0, 0,
	  SQ_MTU - VLAN_HLEN + 1, TX_TOO_LONG },
};

KUNIT_ARRAY_PARAM_DESC(tx, tx_cases, name);

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

/* Each page goes back once: to the pool after a completion, or to the RQ. What
 * the driver did counts here, not what it should have done.
 */
static void tx_put_pages(struct mlx5e_rq *rq, struct page *page,
			 struct page *frag)
{
	if (__test_and_clear_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags))
		return;
	page_pool_put_full_page(page->pp, page, false);
	if (frag)
		page_pool_put_full_page(frag->pp, frag, false);
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
	bool sent = c->fate == TX_SENT;

	page = tx_pool_page(test, pool);
	if (c->frag)
		frag = tx_pool_page(test, pool);
	mlx5e_tt_fill_buff(test, &mxbuf.xdp, page_address(page), frag, c);

	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, &mxbuf));

	KUNIT_EXPECT_EQ(test, sent,
			test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !sent);
	KUNIT_EXPECT_EQ(test, fix->stats.xmit, sent);
	KUNIT_EXPECT_EQ(test, !!fix->sq->pc, sent);
	if (sent)
		mlx5e_tt_expect_wqe(test, c, 0);
	if (c->fate == TX_NO_PLACE)
		mlx5e_tt_expect_untouched(test, c, &mxbuf.xdp);
	tx_put_pages(rq, page, frag);
	/* The pool outlives what is sent from it */
	mlx5e_tt_free_descs(fix->sq);
}

static void tx_handle_page(struct kunit *test, struct page_pool *pool,
			   struct bpf_prog *prog, struct mlx5e_rq *rq,
			   const struct tx_case *c)
{
	struct mlx5e_xdp_buff mxbuf = {};
	struct page *page, *frag = NULL;

	page = tx_pool_page(test, pool);
	if (c->frag)
		frag = tx_pool_page(test, pool);
	mlx5e_tt_fill_buff(test, &mxbuf.xdp, page_address(page), frag, c);
	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, &mxbuf));
	tx_put_pages(rq, page, frag);
}

/* A packet with its tag inside is one like any other: it goes with those of its
 * session, and one that is refused ends none and costs none. One with fragments
 * has a WQE of its own, tagged or not.
 */
static void xdp_tx_mpwqe_test(struct kunit *test)
{
	static const struct tx_case cases[] = {
		{ .len = PACKET_LEN },
		{ .len = PACKET_LEN, .proto = CTAG },
		{ .len = SQ_MTU, .proto = CTAG, .fate = TX_TOO_LONG },
		{ .len = PACKET_LEN, .proto = CTAG, .headroom = NO_ROOM,
		  .fate = TX_NO_PLACE },
		{ .len = PACKET_LEN, .proto = STAG },
		{ .frag = FRAG_LEN, .proto = CTAG },
		{ .len = PACKET_LEN },
	};
	struct page_pool *pool = tx_pool(test);
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct mlx5e_rq *rq = tx_rq(test);
	int i;

	mlx5e_set_xmit_fp(fix->sq, true);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		tx_handle_page(test, pool, prog, rq, &cases[i]);
	/* As the end of the RQ's poll does */
	mlx5e_xdp_mpwqe_complete(fix->sq);

	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.err, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.xmit, 5);
	/* A session of five segments with those of control takes two blocks */
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 4);
	mlx5e_tt_expect_session(test, 0, 3);
	mlx5e_tt_expect_packet(test, &cases[0], 0, 0);
	mlx5e_tt_expect_packet(test, &cases[1], 0, 1);
	mlx5e_tt_expect_packet(test, &cases[4], 0, 2);
	mlx5e_tt_expect_wqe(test, &cases[5], 2);
	mlx5e_tt_expect_session(test, 3, 1);
	mlx5e_tt_expect_packet(test, &cases[6], 3, 0);
	mlx5e_tt_free_descs(fix->sq);
}

/* No more than this is seen of the pool that a zero-copy buffer is from. */
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
		c = tx_gen_params(c, desc);
	while (c && c->frag);
	return c;
}

/* The buffer goes back to its pool when it is copied, sent or not. Before
 * that it is the RQ's to recycle, as one is whose tag finds no place.
 */
static void xdp_tx_zc_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	bool copied = c->fate != TX_NO_PLACE;
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct mlx5e_rq *rq = tx_rq(test);
	bool sent = c->fate == TX_SENT;
	struct xdp_buff_xsk *xskb;
	void *page;

	fix->rxq.mem.type = MEM_TYPE_XSK_BUFF_POOL;
	xskb = tx_xsk(test);
	page = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, page);
	mlx5e_tt_fill_buff(test, &xskb->xdp, page, NULL, c);

	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, (void *)&xskb->xdp));
	KUNIT_EXPECT_EQ(test, xskb->pool->free_list_cnt, copied);
	KUNIT_EXPECT_EQ(test, copied,
			test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !sent);
	if (sent)
		mlx5e_tt_expect_wqe(test, c, 0);
	if (!copied)
		mlx5e_tt_expect_untouched(test, c, &xskb->xdp);
	free_page((unsigned long)page);
}

static struct kunit_case mlx5e_xdp_tx_vlan_cases[] = {
	KUNIT_CASE_PARAM(xdp_tx_test, tx_gen_params),
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
