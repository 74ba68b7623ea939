// SPDX-License-Identifier: GPL-2.0
/*
 * Compression of completions. Those of a session have the same title, a
 * completion as any, and eight bytes of their own each. A session occupies as
 * many slots of the ring as it has completions. The title is in the first slot,
 * with their number in place of the length; eight of the small ones are in the
 * second slot, and eight more in each eighth slot. The driver fills in the owner
 * bits of all slots.
 *
 * What differs between packets and is not in the small ones is lost: a real card
 * leaves the hash (or the checksum) and the time of all but the first one out.
 */
#include <stdlib.h>
#include <string.h>

#include "compress.h"

#define FORMAT_HASH	0

/**
 * cx5_session_offered() - whether the card compresses in this way
 * @cqc: context of the completion queue, with cqe_comp_en
 *
 * The capabilities offer no other layout, nor completions of 128 bytes.
 */
bool cx5_session_offered(const u8 *cqc)
{
	u8 format = GET(cqc, cqc, mini_cqe_res_format);

	return GET(cqc, cqc, cqe_sz) == CQE_STRIDE_64 &&
	       GET(cqc, cqc, cqe_compression_layout) ==
	       MLX5_CQE_COMPRESS_LAYOUT_BASIC &&
	       (format == FORMAT_HASH || format == MLX5_CQE_FORMAT_CSUM ||
		format == MLX5_CQE_FORMAT_CSUM_STRIDX);
}

/**
 * cx5_session_new() - make a session without completions
 * @cqc: as for cx5_session_offered()
 *
 * Return: the session, which free() frees, or %NULL.
 */
struct cx5_session *cx5_session_new(const u8 *cqc)
{
	struct cx5_session *session = calloc(1, sizeof(*session));

	if (session)
		session->format = GET(cqc, cqc, mini_cqe_res_format);
	return session;
}

/* What all completions of a session have in common */
static struct mlx5_cqe64 title_of(const struct mlx5_cqe64 *cqe)
{
	struct mlx5_cqe64 title = *cqe;

	title.rss_hash_result = 0;
	title.check_sum = 0;
	title.byte_cnt = 0;
	title.timestamp_h = 0;
	title.timestamp_l = 0;
	title.wqe_counter = 0;
	title.op_own = 0;
	return title;
}

/**
 * cx5_session_takes() - whether a completion can join a session
 * @session: the session
 * @cqe: the completion
 */
bool cx5_session_takes(const struct cx5_session *session,
		       const struct mlx5_cqe64 *cqe)
{
	struct mlx5_cqe64 one = title_of(&session->title), two = title_of(cqe);

	return !session->n ||
	       (session->n < CX5_SESSION_MAX &&
		!memcmp(&one, &two, sizeof(one)));
}

/**
 * cx5_session_add() - add a completion
 * @session: the session, which takes it
 * @cqe: the completion
 */
void cx5_session_add(struct cx5_session *session, const struct mlx5_cqe64 *cqe)
{
	struct mlx5_mini_cqe8 *mini = &session->mini[session->n];

	if (!session->n) {
		session->title = *cqe;
		memset(session->mini, 0, sizeof(session->mini));
	}
	session->n++;
	mini->byte_cnt = cqe->byte_cnt;
	if (session->format == FORMAT_HASH) {
		mini->rx_hash_result = cqe->rss_hash_result;
		return;
	}
	mini->checksum = cqe->check_sum;
	if (session->format == MLX5_CQE_FORMAT_CSUM_STRIDX)
		mini->stridx = cqe->wqe_counter;
}
