// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: ndo_xdp_xmit() of frames with a stored VLAN tag.
 */
#include "en/xdp_tx_test.h"

/* ndo_xdp_xmit() without multi-packet WQEs */
static void xmit_test(struct kunit *test)
{
	const struct tx_case *c = test->param_value;
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frame;

	mlx5e_tt_set_device(fix, c);
	frame = mlx5e_tt_frame(test, c);
	KUNIT_EXPECT_EQ(test, c->sent, mlx5e_tt_xmit(test, &frame, 1));
	KUNIT_EXPECT_EQ(test, fix->sq->pc, mlx5e_tt_want_pc(c));
	KUNIT_EXPECT_EQ(test, fix->stats.err, !c->sent);
	if (c->sent)
		mlx5e_tt_expect_wqe(test, c, 0, frame->data,
				    virt_to_phys(frame->data));
}

static struct mlx5_wqe_data_seg *tx_dseg(struct tx_fixture *fix, u16 i,
					 int ds)
{
	return (struct mlx5_wqe_data_seg *)mlx5e_tt_wqe(fix, i) + ds;
}

/* A tagged frame ends the session before it and does not start the next. */
static void xmit_mpwqe_test(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frames[5];
	int i;

	mlx5e_set_xmit_fp(fix->sq, true);
	mlx5e_tt_set_device(fix, &mlx5e_tt_ctag);
	for (i = 0; i < ARRAY_SIZE(frames); i++)
		frames[i] = mlx5e_tt_frame(test, i == 2 ? &mlx5e_tt_ctag :
							  &mlx5e_tt_plain);

	KUNIT_ASSERT_EQ(test, ARRAY_SIZE(frames),
			mlx5e_tt_xmit(test, frames, ARRAY_SIZE(frames)));
	KUNIT_EXPECT_PTR_EQ(test, fix->sq->mpwqe.wqe, NULL);
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 3);
	mlx5e_tt_expect_session(test, 0, 2);
	mlx5e_tt_expect_wqe(test, &mlx5e_tt_ctag, 1, frames[2]->data,
			    virt_to_phys(frames[2]->data));
	mlx5e_tt_expect_session(test, 2, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.xmit, ARRAY_SIZE(frames));
}

/* A frame of several buffers has a WQE of its own anyhow, tagged or not. */
static void xmit_mpwqe_frags_test(struct kunit *test)
{
	static const struct tx_case cases[] = {
		{ .inserts = true, .len = PACKET_LEN, .frags = true,
		  .sent = true, .wire_len = PACKET_LEN },
		{ .inserts = true, .len = PACKET_LEN, .frags = true,
		  .proto = STAG, .sent = true, .trailer = INSERT_S,
		  .wire_len = PACKET_LEN },
		{ .inserts = true, .frags = true, .proto = CTAG, .sent = true,
		  .trailer = INSERT_C },
	};
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frames[5];
	int i;

	mlx5e_set_xmit_fp(fix->sq, true);
	mlx5e_tt_set_device(fix, &cases[0]);
	frames[0] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		frames[1 + i] = mlx5e_tt_frame(test, &cases[i]);
	frames[4] = mlx5e_tt_frame(test, &mlx5e_tt_plain);

	KUNIT_ASSERT_EQ(test, 5, mlx5e_tt_xmit(test, frames, 5));
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 5);
	mlx5e_tt_expect_session(test, 0, 1);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		mlx5e_tt_expect_wqe(test, &cases[i], 1 + i, frames[1 + i]->data,
				    virt_to_phys(frames[1 + i]->data));
	mlx5e_tt_expect_session(test, 4, 1);
}

/* A frame with its tag inside is one like any other. */
static void xmit_mpwqe_pushed_test(struct kunit *test)
{
	static const struct tx_case pushed = {
		.proto = CTAG, .len = PACKET_LEN,
		.wire_len = PACKET_LEN + VLAN_HLEN,
	};
	struct tx_fixture *fix = test->priv;
	struct mlx5_wqe_data_seg *dseg;
	struct xdp_frame *frames[2];

	mlx5e_set_xmit_fp(fix->sq, true);
	mlx5e_tt_set_device(fix, &pushed);
	frames[0] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	frames[1] = mlx5e_tt_frame(test, &pushed);

	KUNIT_ASSERT_EQ(test, 2, mlx5e_tt_xmit(test, frames, 2));
	KUNIT_ASSERT_EQ(test, fix->sq->pc, 1);
	mlx5e_tt_expect_session(test, 0, 2);
	dseg = tx_dseg(fix, 0, DS_DATA + 1);
	KUNIT_EXPECT_EQ(test, be32_to_cpu(dseg->byte_count), pushed.wire_len);
	KUNIT_EXPECT_EQ(test, be64_to_cpu(dseg->addr),
			virt_to_phys(frames[1]->data));
	mlx5e_tt_expect_bytes(test, &pushed, frames[1]->data, 0,
			      pushed.wire_len);
}

/* A refused frame does not cost those behind it; it is behind them now. */
static void xmit_refused_test(struct kunit *test)
{
	static const struct tx_case refused = {
		.proto = CTAG, .frags = true,
	};
	struct xdp_frame *frames[3], *made[3];
	struct tx_fixture *fix = test->priv;

	mlx5e_tt_set_device(fix, &refused);
	made[0] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	made[1] = mlx5e_tt_frame(test, &refused);
	made[2] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	memcpy(frames, made, sizeof(frames));

	KUNIT_ASSERT_EQ(test, 2, mlx5e_tt_xmit(test, frames, 3));
	KUNIT_EXPECT_PTR_EQ(test, frames[2], made[1]);
	KUNIT_EXPECT_EQ(test, fix->sq->pc, 2);
	KUNIT_EXPECT_EQ(test, fix->stats.err, 1);
	mlx5e_tt_expect_wqe(test, &mlx5e_tt_plain, 0, made[0]->data,
			    virt_to_phys(made[0]->data));
	mlx5e_tt_expect_wqe(test, &mlx5e_tt_plain, 1, made[2]->data,
			    virt_to_phys(made[2]->data));
}

/* Insertion that was switched off, of either tag, stays off. */
static void xmit_switched_off_test(struct kunit *test)
{
	static const struct tx_case pushed = {
		.inserts = true, .proto = CTAG, .len = PACKET_LEN, .sent = true,
		.wire_len = PACKET_LEN + VLAN_HLEN,
	};
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frame;

	fix->dev->features &= ~NETIF_F_HW_VLAN_CTAG_TX;
	mlx5e_tt_set_device(fix, &pushed);
	frame = mlx5e_tt_frame(test, &pushed);
	KUNIT_ASSERT_EQ(test, 1, mlx5e_tt_xmit(test, &frame, 1));
	mlx5e_tt_expect_wqe(test, &pushed, 0, frame->data,
			    virt_to_phys(frame->data));
}

/* A session takes the last room: the tagged frame behind it is not sent, and
 * the session is ended all the same.
 */
static void xmit_mpwqe_full_test(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frames[3];

	mlx5e_tt_set_device(fix, &mlx5e_tt_ctag);
	/* NOPs: behind that many frames those of a session would be inlined */
	for (; fix->sq->pc < SQ_SIZE - 1; fix->sq->pc++)
		fix->sq->db.wqe_info[fix->sq->pc].num_wqebbs = 1;
	mlx5e_set_xmit_fp(fix->sq, true);
	fix->sq->max_sq_mpw_wqebbs = 1;
	fix->sq->stop_room = MLX5E_STOP_ROOM(1);
	frames[0] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	frames[1] = mlx5e_tt_frame(test, &mlx5e_tt_ctag);
	frames[2] = mlx5e_tt_frame(test, &mlx5e_tt_plain);

	KUNIT_EXPECT_EQ(test, 1, mlx5e_tt_xmit(test, frames, 3));
	KUNIT_EXPECT_EQ(test, fix->sq->pc, SQ_SIZE);
	KUNIT_EXPECT_PTR_EQ(test, fix->sq->mpwqe.wqe, NULL);
	mlx5e_tt_expect_session(test, SQ_SIZE - 1, 1);
	KUNIT_EXPECT_EQ(test, fix->stats.full, 1);
	KUNIT_EXPECT_EQ(test, fix->stats.err, 0);
}

/* Fill the ring with tagged frames, so that every WQE has been one's. */
static void xmit_all_tagged(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct mlx5e_tx_wqe *wqe;
	struct xdp_frame *frame;
	int i;

	mlx5e_tt_set_device(fix, &mlx5e_tt_ctag);
	for (i = 0; i < SQ_SIZE; i++) {
		frame = mlx5e_tt_frame(test, &mlx5e_tt_ctag);
		KUNIT_ASSERT_EQ(test, 1, mlx5e_tt_xmit(test, &frame, 1));
		wqe = mlx5e_tt_wqe(fix, i);
		KUNIT_ASSERT_EQ(test, be32_to_cpu(wqe->eth.trailer), INSERT_C);
		mlx5e_tt_free_descs(fix->sq);
	}
}

/* The device looks at the TCI, which stays, only where it is to insert one. */
static void xmit_stale_wqe_test(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frame;

	xmit_all_tagged(test);
	frame = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	KUNIT_ASSERT_EQ(test, 1, mlx5e_tt_xmit(test, &frame, 1));
	KUNIT_EXPECT_EQ(test, fix->sq->pc, SQ_SIZE + 1);
	KUNIT_EXPECT_EQ(test, 0,
			be16_to_cpu(mlx5e_tt_wqe(fix, 0)->eth.insert.type));
}

static void xmit_stale_mpwqe_test(struct kunit *test)
{
	struct tx_fixture *fix = test->priv;
	struct xdp_frame *frames[2];

	xmit_all_tagged(test);
	mlx5e_set_xmit_fp(fix->sq, true);
	frames[0] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	frames[1] = mlx5e_tt_frame(test, &mlx5e_tt_plain);
	KUNIT_ASSERT_EQ(test, 2, mlx5e_tt_xmit(test, frames, 2));
	mlx5e_tt_expect_session(test, 0, 2);
}

static struct kunit_case mlx5e_xdp_xmit_cases[] = {
	KUNIT_CASE_PARAM(xmit_test, mlx5e_tt_gen_params),
	KUNIT_CASE(xmit_mpwqe_test),
	KUNIT_CASE(xmit_mpwqe_frags_test),
	KUNIT_CASE(xmit_mpwqe_pushed_test),
	KUNIT_CASE(xmit_mpwqe_full_test),
	KUNIT_CASE(xmit_refused_test),
	KUNIT_CASE(xmit_switched_off_test),
	KUNIT_CASE(xmit_stale_wqe_test),
	KUNIT_CASE(xmit_stale_mpwqe_test),
	{}
};

static struct kunit_suite mlx5e_xdp_xmit_suite = {
	.name = "mlx5e_xdp_xmit",
	.init = mlx5e_tt_init,
	.test_cases = mlx5e_xdp_xmit_cases,
};

kunit_test_suite(mlx5e_xdp_xmit_suite);
