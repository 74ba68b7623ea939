// SPDX-License-Identifier: GPL-2.0
/* Completion queues. */
#include <stdlib.h>

#include "nic/bytes.h"

#include "compress.h"
#include "cq.h"
#include "cx5.h"
#include "eq.h"
#include "format.h"
#include "internal_timer.h"

/* How long a completion waits for others to be compressed with */
#define COMPRESS_NS	50000

void cx5_cq_free(struct cx5_cq *cq)
{
	free(cq->session);
	cx5_pages_free(&cq->pages);
	free(cq);
}

static void notify(struct cx5 *cx5, struct cx5_cq *cq, u32 cqn)
{
	struct mlx5_eqe_comp comp = { .cqn = cpu_to_be32(cqn) };

	cq->armed = false;
	cq->notified = cq->pi;
	cq->due = 0;
	if (!cq->from_cqe)
		cq->since = cx5_now(cx5);
	cx5_event(cx5, cq->eqn, MLX5_EVENT_TYPE_COMP, 0, &comp, sizeof(comp));
}

/*
 * Moderation: completions raise an event when there are @most of them since the
 * last event, or @period after the last event, or after the last completion.
 */
static void moderate(struct cx5 *cx5, struct cx5_cq *cq, u32 cqn)
{
	u64 now, end;

	if (!cq->period || !cq->most ||
	    ((cq->pi - cq->notified) & 0xffffff) >= cq->most) {
		notify(cx5, cq, cqn);
		return;
	}
	now = cx5_now(cx5);
	end = cq->since + cq->period * 1000ULL;
	if (now >= end) {
		notify(cx5, cq, cqn);
		return;
	}
	cq->due = end;
	cx5_cq_timer_put(cx5, cqn, end);
}

/* Reads the driver's counter only if the queue seems full by the last value. */
static bool is_full(struct cx5 *cx5, struct cx5_cq *cq)
{
	u32 pi = cq->pi + (cq->session ? cq->session->n : 0);
	__be32 ci;

	if (((pi - cq->ci) & 0xffffff) < BIT(cq->log_size))
		return false;
	if (cx5_read(cx5, cq->dbr, &ci, sizeof(ci)))
		return true;
	cq->ci = be32_to_cpu(ci) & 0xffffff;
	return ((pi - cq->ci) & 0xffffff) >= BIT(cq->log_size);
}

static void overrun(struct cx5 *cx5, struct cx5_cq *cq, u32 cqn)
{
	struct mlx5_eqe_cq_err err = { .cqn = cpu_to_be32(cqn), .syndrome = 1 };

	cx5_trace(cx5, "cq: %u is full", cqn);
	cq->error = true;
	cx5_event_async(cx5, MLX5_EVENT_TYPE_CQ_ERROR, 0, &err, sizeof(err));
}

/* The offset of a slot in the ring */
static u64 slot(const struct cx5_cq *cq, u32 index)
{
	return ((u64)(index & (BIT(cq->log_size) - 1)) << cq->log_stride) +
	       cq->in_stride;
}

/* Writes a completion into the next slot. @kind is its last byte, but for the owner. */
static int write_cqe(struct cx5 *cx5, struct cx5_cq *cq, struct mlx5_cqe64 *cqe,
		     u8 kind)
{
	u64 off = slot(cq, cq->pi);

	cqe->op_own = kind | (cq->pi >> cq->log_size & 1);
	/* The owner bit has to be written last. It is in the last byte. */
	if (cx5_pages_write(cx5, &cq->pages, off, cqe, sizeof(*cqe) - 1) ||
	    cx5_pages_write(cx5, &cq->pages, off + sizeof(*cqe) - 1,
			    &cqe->op_own, 1))
		return -1;
	return 0;
}

static void completed(struct cx5 *cx5, struct cx5_cq *cq, u32 cqn, u32 n)
{
	cq->pi += n;
	if (cq->from_cqe)
		cq->since = cx5_now(cx5);
	if (cq->armed)
		moderate(cx5, cq, cqn);
}

/* The title, which gives the slots to the driver, comes last. */
static int write_compressed(struct cx5 *cx5, struct cx5_cq *cq,
			    struct cx5_session *session)
{
	for (u32 i = 0; i < session->n; i += MLX5_MINI_CQE_ARRAY_SIZE)
		if (cx5_pages_write(cx5, &cq->pages,
				    slot(cq, cq->pi + (i ?: 1)),
				    session->mini + i,
				    sizeof(struct mlx5_cqe64)))
			return -1;
	session->title.byte_cnt = cpu_to_be32(session->n);
	return write_cqe(cx5, cq, &session->title,
			 MLX5_CQE_RESP_SEND << 4 | MLX5_COMPRESSED << 2);
}

/* Writes the completions of the session. One alone is written as it is. */
static int flush(struct cx5 *cx5, struct cx5_cq *cq, u32 cqn)
{
	struct cx5_session *session = cq->session;
	int err;

	if (!session || !session->n)
		return 0;
	err = session->n == 1 ? write_cqe(cx5, cq, &session->title,
					  MLX5_CQE_RESP_SEND << 4) :
				write_compressed(cx5, cq, session);
	if (!err)
		completed(cx5, cq, cqn, session->n);
	session->n = 0;
	return err;
}

/**
 * cx5_cq_due() - write and announce what has waited long enough
 * @cx5: the card
 * @cqn: number of a completion queue, which may be gone
 */
void cx5_cq_due(struct cx5 *cx5, u32 cqn)
{
	struct cx5_cq *cq = cx5_num_find(cx5, CX5_CQ, cqn);

	if (!cq)
		return;
	if (cq->session && cq->session->n && cx5_now(cx5) >= cq->session->due)
		flush(cx5, cq, cqn);
	else if (cq->session && cq->session->n)
		cx5_cq_timer_put(cx5, cqn, cq->session->due);
	if (!cq->due)
		return;
	if (!cq->armed)
		cq->due = 0;
	else if (cx5_now(cx5) >= cq->due)
		notify(cx5, cq, cqn);
	else
		cx5_cq_timer_put(cx5, cqn, cq->due);
}

static int compress(struct cx5 *cx5, struct cx5_cq *cq, u32 cqn,
		    const struct mlx5_cqe64 *cqe)
{
	struct cx5_session *session = cq->session;

	if (!cx5_session_takes(session, cqe) && flush(cx5, cq, cqn))
		return -1;
	if (!session->n) {
		session->due = cx5_now(cx5) +
			       (cx5->faults.compress_wait ?: COMPRESS_NS);
		cx5_cq_timer_put(cx5, cqn, session->due);
	}
	cx5_session_add(session, cqe);
	return 0;
}

/**
 * cx5_cq_push() - write a completion
 * @cx5: the card
 * @cqn: number of the completion queue
 * @cqe: the completion, but for its last byte
 * @opcode: MLX5_CQE_..., which goes into the last byte with the owner bit
 *
 * Return: 0; -1 when there is no such queue, it has overrun, or its memory is
 * missing.
 */
int cx5_cq_push(struct cx5 *cx5, u32 cqn, struct mlx5_cqe64 *cqe, u8 opcode)
{
	struct cx5_cq *cq = cx5_num_find(cx5, CX5_CQ, cqn);
	int err;

	if (!cq || cq->error)
		return -1;
	if (!cq->overrun_ok && is_full(cx5, cq)) {
		flush(cx5, cq, cqn);
		overrun(cx5, cq, cqn);
		return -1;
	}
	if (cq->session && opcode == MLX5_CQE_RESP_SEND)
		return compress(cx5, cq, cqn, cqe);
	err = flush(cx5, cq, cqn) ?: write_cqe(cx5, cq, cqe, opcode << 4);
	if (!err)
		completed(cx5, cq, cqn, 1);
	return err;
}

static bool has_more(const struct cx5_cq *cq)
{
	return (cq->pi & 0xffffff) != cq->ci;
}

/**
 * cx5_cq_arm() - raise an event with the next completion
 * @cx5: the card
 * @cqn: number of the completion queue
 * @val: the driver's consumer index, in the low 24 bits
 *
 * Linux also arms the queues of an SQ or RQ that it has disabled, and does not
 * look at the completions in them. An immediate event for these would make it
 * arm the queue again, and it would do nothing else until the queue is
 * destroyed.
 */
void cx5_cq_arm(struct cx5 *cx5, u32 cqn, u32 val)
{
	struct cx5_cq *cq = cx5_num_find(cx5, CX5_CQ, cqn);

	if (!cq) {
		cx5_trace(cx5, "cq: doorbell for %u, which is none", cqn);
		return;
	}
	cq->ci = val & 0xffffff;
	cq->armed = true;
	cq->due = 0;
	if (has_more(cq) && cq->notified != cq->pi)
		moderate(cx5, cq, cqn);
	else if (has_more(cq))
		cx5_cq_timer_remind(cx5);
}

/**
 * cx5_cq_remind() - raise events for completions older than the last arm
 * @cx5: the card
 */
void cx5_cq_remind(struct cx5 *cx5)
{
	for (u32 cqn = 1; cqn <= CX5_CQS; cqn++) {
		struct cx5_cq *cq = cx5_num_find(cx5, CX5_CQ, cqn);

		/* Those that moderation holds back have a time of their own. */
		if (!cq || !cq->armed || cq->due || !has_more(cq))
			continue;
		if (nic_budget_over(&cx5->nic)) {
			cx5_cq_timer_remind(cx5);
			return;
		}
		notify(cx5, cq, cqn);
	}
}

CX5_HANDLER(cx5_create_cq)
{
	const u8 *cqc = AT(create_cq_in, in, cq_context);
	const size_t pas = CX5_OFF(create_cq_in, pas) / 8;
	u8 size = GET(cqc, cqc, cqe_sz);
	struct cx5_cq *cq;
	u32 num;

	if (GET(cqc, cqc, log_cq_size) > CX5_LOG_CQ_MAX ||
	    GET(cqc, cqc, cq_period_mode) >= MLX5_CQ_PERIOD_NUM_MODES ||
	    size > CQE_STRIDE_128_PAD ||
	    (GET(cqc, cqc, cqe_comp_en) && !cx5_session_offered(cqc)))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	cq = calloc(1, sizeof(*cq));
	if (!cq)
		return MLX5_CMD_STAT_NO_RES_ERR;
	cq->log_size = GET(cqc, cqc, log_cq_size);
	cq->log_stride = size == CQE_STRIDE_64 ? 6 : 7;
	cq->in_stride = size == CQE_STRIDE_64 ? 0 : 64;
	cq->dbr = GET(cqc, cqc, dbr_addr);
	cq->eqn = GET(cqc, cqc, c_eqn_or_apu_element);
	cq->overrun_ok = GET(cqc, cqc, oi);
	cq->period = GET(cqc, cqc, cq_period);
	cq->most = GET(cqc, cqc, cq_max_count);
	cq->from_cqe = GET(cqc, cqc, cq_period_mode);
	if (GET(cqc, cqc, cqe_comp_en))
		cq->session = cx5_session_new(cqc);
	if (GET(cqc, cqc, cqe_comp_en) && !cq->session) {
		cx5_cq_free(cq);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	if (cx5_pages_init(&cq->pages, in + pas, inlen - pas,
			   12 + GET(cqc, cqc, log_page_size),
			   GET(cqc, cqc, page_offset) << 6,
			   1ULL << (cq->log_size + cq->log_stride))) {
		cx5_cq_free(cq);
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	if (cx5_num_new(cx5, CX5_CQ, cq, &num)) {
		cx5_cq_free(cq);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_cq_out, out, cqn, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_cq)
{
	struct cx5_cq *cq;

	cq = cx5_num_take(cx5, CX5_CQ, GET(destroy_cq_in, in, cqn));
	if (!cq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	cx5_cq_free(cq);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_cq)
{
	u8 *cqc = AT(query_cq_out, out, cq_context);
	struct cx5_cq *cq;

	cq = cx5_num_find(cx5, CX5_CQ, GET(query_cq_in, in, cqn));
	if (!cq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	SET(cqc, cqc, status, cq->error ? 0xa : 0);
	SET(cqc, cqc, st,
	    cq->armed ? MLX5_CQ_STATE_ARMED : MLX5_CQ_STATE_FIRED);
	SET(cqc, cqc, log_cq_size, cq->log_size);
	SET(cqc, cqc, cq_period, cq->period);
	SET(cqc, cqc, cq_max_count, cq->most);
	SET(cqc, cqc, cqe_comp_en, !!cq->session);
	if (cq->session)
		SET(cqc, cqc, mini_cqe_res_format, cq->session->format);
	SET(cqc, cqc, cq_period_mode, cq->from_cqe);
	SET(cqc, cqc, c_eqn_or_apu_element, cq->eqn);
	SET(cqc, cqc, consumer_counter, cq->ci);
	SET(cqc, cqc, producer_counter, cq->pi);
	return MLX5_CMD_STAT_OK;
}

#define CQ_FIELDS (MLX5_CQ_MODIFY_PERIOD | MLX5_CQ_MODIFY_COUNT | \
		   MLX5_CQ_MODIFY_PERIOD_MODE)

/* Changes moderation. The capabilities offer no other modification. */
CX5_HANDLER(cx5_modify_cq)
{
	const u8 *cqc = AT(modify_cq_in, in, cq_context);
	u32 fields = get_be32(AT(modify_cq_in, in,
				 modify_field_select_resize_field_select));
	struct cx5_cq *cq;

	cq = cx5_num_find(cx5, CX5_CQ, GET(modify_cq_in, in, cqn));
	if (!cq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	if (GET(modify_cq_in, in, op_mod) || fields & ~CQ_FIELDS ||
	    (fields & MLX5_CQ_MODIFY_PERIOD_MODE &&
	     GET(cqc, cqc, cq_period_mode) >= MLX5_CQ_PERIOD_NUM_MODES))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (fields & MLX5_CQ_MODIFY_PERIOD)
		cq->period = GET(cqc, cqc, cq_period);
	if (fields & MLX5_CQ_MODIFY_COUNT)
		cq->most = GET(cqc, cqc, cq_max_count);
	if (fields & MLX5_CQ_MODIFY_PERIOD_MODE)
		cq->from_cqe = GET(cqc, cqc, cq_period_mode);
	if (cq->armed && cq->due)
		moderate(cx5, cq, GET(modify_cq_in, in, cqn));
	return MLX5_CMD_STAT_OK;
}
