// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: XDP_TX of packets with a stored VLAN tag, through
 * mlx5e_xdp_handle().
 */
#include "en/xdp_tx_test.h"

#define PACKET_LEN	100
#define FRAG_LEN	200
/* Just enough headroom for the values, and one byte less */
#define ROOM		RX_META_TEST_ROOM
#define NO_ROOM		(ROOM - 1)

static const struct tx_case tx_cases[] = {
	{ "none", .len = PACKET_LEN },
	{ "none, inlined", .inline_mode = L2, .len = PACKET_LEN },
	{ "none, full length", .len = SQ_MTU },
	{ "none, too long", .len = SQ_MTU + 1, .result = TX_TOO_LONG },
	{ "ctag", .proto = CTAG, .len = PACKET_LEN },
	{ "stag", .proto = STAG, .len = PACKET_LEN },
	{ "ctag, header only", .proto = CTAG, .len = ETH_HLEN },
	{ "ctag, inlined", .inline_mode = L2, .proto = CTAG,
	  .len = PACKET_LEN },
	{ "stag, inlined", .inline_mode = L2, .proto = STAG,
	  .len = PACKET_LEN },
	{ "ctag, inlined, header only", .inline_mode = L2, .proto = CTAG,
	  .len = ETH_HLEN },
	{ "ctag, just room", .proto = CTAG, .headroom = ROOM,
	  .len = PACKET_LEN },
	{ "ctag, no room", .proto = CTAG, .headroom = NO_ROOM,
	  .len = PACKET_LEN, .result = TX_NO_ROOM },
	{ "ctag, no header", .proto = CTAG, .len = ETH_HLEN - 1,
	  .result = TX_NO_ROOM },
	{ "ctag, just short enough", .proto = CTAG, .len = SQ_MTU - VLAN_HLEN },
	{ "ctag, too long", .proto = CTAG, .len = SQ_MTU - VLAN_HLEN + 1,
	  .result = TX_TOO_LONG },
};

KUNIT_ARRAY_PARAM_DESC(tx, tx_cases, name);

static const struct tx_case frags_cases[] = {
	{ "none, frags", .len = PACKET_LEN, .frag = FRAG_LEN },
	{ "none, all in frags", .frag = FRAG_LEN },
	{ "ctag, frags", .proto = CTAG, .len = PACKET_LEN, .frag = FRAG_LEN },
	{ "ctag, all in frags", .proto = CTAG, .frag = FRAG_LEN },
	{ "stag, all in frags", .proto = STAG, .frag = FRAG_LEN },
	{ "ctag, header in both", .proto = CTAG, .len = 5, .frag = FRAG_LEN },
	{ "ctag, inlined, frags", .inline_mode = L2, .proto = CTAG,
	  .len = PACKET_LEN, .frag = FRAG_LEN },
	{ "ctag, inlined, all in frags", .inline_mode = L2, .proto = CTAG,
	  .frag = FRAG_LEN },
	{ "ctag, no room, frags", .proto = CTAG, .headroom = NO_ROOM,
	  .len = PACKET_LEN, .frag = FRAG_LEN, .result = TX_NO_ROOM },
	{ "ctag, frags are the header", .proto = CTAG, .frag = ETH_HLEN,
	  .result = TX_NO_ROOM },
	{ "ctag, too long by its frags", .proto = CTAG,
	  .len = SQ_MTU - VLAN_HLEN - FRAG_LEN + 1, .frag = FRAG_LEN,
	  .result = TX_TOO_LONG },
	{ "ctag, all in frags, too long", .proto = CTAG,
	  .frag = SQ_MTU - VLAN_HLEN + 1, .result = TX_TOO_LONG },
};

KUNIT_ARRAY_PARAM_DESC(frags, frags_cases, name);

static struct page_pool *tx_pool(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;

	return rx_meta_test_page_pool(test, fix->pdev);
}

static struct bpf_prog *tx_prog(struct kunit *test)
{
	const struct bpf_insn insns[] = {
		BPF_MOV64_IMM(BPF_REG_0, XDP_TX),
		BPF_EXIT_INSN(),
	};

	return rx_meta_test_load(test, insns, ARRAY_SIZE(insns));
}

/* The members of a regular RQ that XDP_TX uses */
static struct mlx5e_rq *tx_rq(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct mlx5e_rq *rq = &fix->c->rq;

	fix->rxq.mem.type = MEM_TYPE_PAGE_POOL;
	rq->netdev = fix->dev;
	rq->stats = rx_meta_test_zalloc(test, sizeof(*rq->stats));
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

/* Each page is released once, by the completion or here. The flag that the
 * driver set decides, and not the expected result.
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
	bool sent = c->result == TX_SENT;

	page = rx_meta_test_pool_page(test, pool);
	if (c->frag)
		frag = rx_meta_test_pool_page(test, pool);
	mlx5e_tx_test_fill_buff(test, &mxbuf.xdp, page_address(page), frag, c);

	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, &mxbuf));

	KUNIT_EXPECT_EQ(test, sent,
			test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !sent);
	KUNIT_EXPECT_EQ(test, fix->stats.xmit, sent);
	KUNIT_EXPECT_EQ(test, !!fix->sq->pc, sent);
	if (sent)
		mlx5e_tx_test_expect_wqe(test, c, 0);
	if (c->result == TX_NO_ROOM)
		mlx5e_tx_test_expect_untouched(test, c, &mxbuf.xdp);
	tx_put_pages(rq, page, frag);
	/* Release the pages before their pool is destroyed. */
	mlx5e_tx_test_free_descs(fix->sq);
}

/* The same with a fragment */
static void xdp_tx_frags_test(struct kunit *test)
{
	xdp_tx_test(test);
}

static void tx_handle_page(struct kunit *test, struct page_pool *pool,
			   struct bpf_prog *prog, struct mlx5e_rq *rq,
			   const struct tx_case *c)
{
	struct mlx5e_xdp_buff mxbuf = {};
	struct page *page, *frag = NULL;

	page = rx_meta_test_pool_page(test, pool);
	if (c->frag)
		frag = rx_meta_test_pool_page(test, pool);
	mlx5e_tx_test_fill_buff(test, &mxbuf.xdp, page_address(page), frag, c);
	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, &mxbuf));
	tx_put_pages(rq, page, frag);
}

/* A packet with its tag inside joins the session of a multi-packet WQE like any
 * other packet. A dropped packet does not end the session. A packet with
 * fragments has its own WQE.
 */
static void xdp_tx_mpwqe_test(struct kunit *test)
{
	static const struct tx_case cases[] = {
		{ .len = PACKET_LEN },
		{ .len = PACKET_LEN, .proto = CTAG },
		{ .len = SQ_MTU, .proto = CTAG, .result = TX_TOO_LONG },
		{ .len = PACKET_LEN, .proto = CTAG, .headroom = NO_ROOM,
		  .result = TX_NO_ROOM },
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
	/* The end of an RQ's poll closes the session. */
	mlx5e_xdp_mpwqe_complete(fix->sq);

	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.err, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.xmit, 5);
	/* Three packets and two control segments take two blocks. */
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 4);
	mlx5e_tx_test_expect_session(test, 0, 3);
	mlx5e_tx_test_expect_packet(test, &cases[0], 0, 0);
	mlx5e_tx_test_expect_packet(test, &cases[1], 0, 1);
	mlx5e_tx_test_expect_packet(test, &cases[4], 0, 2);
	mlx5e_tx_test_expect_wqe(test, &cases[5], 2);
	mlx5e_tx_test_expect_session(test, 3, 1);
	mlx5e_tx_test_expect_packet(test, &cases[6], 3, 0);
	mlx5e_tx_test_free_descs(fix->sq);
}

static struct xdp_buff_xsk *tx_xsk(struct kunit *test)
{
	struct xdp_buff_xsk *xskb = rx_meta_test_zalloc(test, sizeof(*xskb));
	struct tx_fixture *fix = test->priv;

	rx_meta_test_init_xskb(xskb, rx_meta_test_xsk_pool(test, fix->pdev),
			       &fix->rxq,
			       rx_meta_test_umem(test, fix->pdev, 1), 0);
	return xskb;
}

/* The driver copies a zero-copy buffer and returns it to its pool, whether the
 * packet is sent or not. If the tag has no room, the RQ recycles the buffer.
 */
static void xdp_tx_zc_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	bool copied = c->result != TX_NO_ROOM;
	struct tx_fixture *fix = test->priv;
	struct bpf_prog *prog = tx_prog(test);
	struct mlx5e_rq *rq = tx_rq(test);
	bool sent = c->result == TX_SENT;
	struct xdp_buff_xsk *xskb;

	xskb = tx_xsk(test);
	mlx5e_tx_test_fill_buff(test, &xskb->xdp, xskb->xdp.data_hard_start,
				NULL, c);

	KUNIT_EXPECT_TRUE(test, xdp_tx_handle(rq, prog, (void *)&xskb->xdp));
	KUNIT_EXPECT_EQ(test, xskb->pool->free_list_cnt, copied);
	KUNIT_EXPECT_EQ(test, copied,
			test_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags));
	KUNIT_EXPECT_EQ(test, rq->stats->xdp_drop, !sent);
	KUNIT_EXPECT_EQ(test, fix->stats.err, !sent);
	if (sent)
		mlx5e_tx_test_expect_wqe(test, c, 0);
	if (!copied)
		mlx5e_tx_test_expect_untouched(test, c, &xskb->xdp);
}

static struct kunit_case mlx5e_xdp_tx_vlan_cases[] = {
	KUNIT_CASE_PARAM(xdp_tx_test, tx_gen_params),
	KUNIT_CASE_PARAM(xdp_tx_frags_test, frags_gen_params),
	KUNIT_CASE(xdp_tx_mpwqe_test),
	KUNIT_CASE_PARAM(xdp_tx_zc_test, tx_gen_params),
	{}
};

static struct kunit_suite mlx5e_xdp_tx_vlan_suite = {
	.name = "mlx5e_xdp_tx_vlan",
	.init = mlx5e_tx_test_init,
	.test_cases = mlx5e_xdp_tx_vlan_cases,
};

kunit_test_suite(mlx5e_xdp_tx_vlan_suite);
