// SPDX-License-Identifier: GPL-2.0
/* Send queues: their commands, and the execution of the posted WQEs. */
#include <stdlib.h>
#include <string.h>

#include "cq.h"
#include "cx5.h"
#include "format.h"
#include "internal_timer.h"
#include "sq.h"

#define DS_PER_BB	MLX5_SEND_WQEBB_NUM_DS
#define DS_MAX		63
#define LOG_BB		6
#define SEND_DBR	4	/* its counter, in the doorbell record */

void cx5_sq_free(struct cx5_sq *sq)
{
	cx5_wq_free(&sq->wq);
	free(sq);
}

static void finish(struct cx5 *cx5, struct cx5_sq *sq, u16 index, u8 opcode)
{
	u64 ticks = cx5_ticks(cx5_now(cx5));
	struct mlx5_cqe64 cqe = {
		.timestamp_h = cpu_to_be32(ticks >> 32),
		.timestamp_l = cpu_to_be32(ticks),
		.sop_drop_qpn = cpu_to_be32((u32)opcode << 24 | sq->num),
		.wqe_counter = cpu_to_be16(index),
	};

	cx5_cq_push(cx5, sq->cqn, &cqe, MLX5_CQE_REQ);
}

static void complete_error(struct cx5 *cx5, struct cx5_sq *sq, u16 index,
			   u8 opcode, u8 syndrome)
{
	struct mlx5_err_cqe err = {
		.syndrome = syndrome,
		.s_wqe_opcode_qpn = cpu_to_be32((u32)opcode << 24 | sq->num),
		.wqe_counter = cpu_to_be16(index),
	};

	sq->errors++;
	sq->state = MLX5_SQC_STATE_ERR;
	cx5_cq_push(cx5, sq->cqn, (struct mlx5_cqe64 *)&err, MLX5_CQE_REQ_ERR);
}

/* Returns the syndrome of the error that the control socket asked for, or 0. */
static int fault(struct cx5 *cx5, u8 opcode)
{
	struct cx5_faults *faults = &cx5->faults;

	if (opcode != MLX5_OPCODE_SEND && opcode != MLX5_OPCODE_LSO &&
	    opcode != MLX5_OPCODE_ENHANCED_MPSW)
		return 0;
	return nic_fault_hits(&faults->sq_error) ? faults->sq_syndrome : 0;
}

/* Returns 0, or the syndrome of an error. */
static int execute(struct cx5 *cx5, struct cx5_sq *sq, const u8 *wqe, u32 ds,
		   u8 opcode)
{
	int err = sq->sent ? 0 : fault(cx5, opcode);

	if (err)
		return err;
	switch (opcode) {
	case MLX5_OPCODE_NOP:
		return 0;
	case MLX5_OPCODE_SEND:
		err = cx5_send(cx5, wqe, ds);
		sq->packets += !err;
		break;
	case MLX5_OPCODE_LSO:
		err = cx5_send_large(cx5, wqe, ds, &sq->sent);
		sq->packets += !err && !sq->sent;
		break;
	case MLX5_OPCODE_ENHANCED_MPSW:
		err = cx5_send_multi(cx5, wqe, ds, &sq->packets);
		break;
	case MLX5_OPCODE_UMR:
		err = cx5_umr(cx5, wqe, ds);
		break;
	default:
		cx5_trace(cx5, "sq: %u: unknown opcode %#x", sq->num, opcode);
		return MLX5_CQE_SYNDROME_LOCAL_QP_OP_ERR;
	}
	return err ? MLX5_CQE_SYNDROME_LOCAL_PROT_ERR : 0;
}

/*
 * Executes a WQE and returns the number of its WQEBBs. Returns 0 to stop: the
 * WQE cannot be read, or it is a large send that goes on later.
 */
static u32 run_wqe(struct cx5 *cx5, struct cx5_sq *sq, u16 posted)
{
	u8 wqe[(DS_MAX + 1) * MLX5_SEND_WQE_DS];
	struct mlx5_wqe_ctrl_seg ctrl;
	u32 ds, blocks;
	int err = MLX5_CQE_SYNDROME_LOCAL_QP_OP_ERR;
	u8 opcode;

	if (cx5_wq_read(cx5, &sq->wq, sq->done, &ctrl, sizeof(ctrl))) {
		sq->sent = 0;
		return 0;
	}
	opcode = be32_to_cpu(ctrl.opmod_idx_opcode);
	ds = be32_to_cpu(ctrl.qpn_ds) & MLX5_WQE_CTRL_DS_MASK;
	blocks = ds ? (ds + DS_PER_BB - 1) / DS_PER_BB : 1;
	if (sq->state == MLX5_SQC_STATE_ERR) {
		sq->sent = 0;
		complete_error(cx5, sq, sq->done, opcode,
			       MLX5_CQE_SYNDROME_WR_FLUSH_ERR);
		return blocks;
	}
	if (ds && blocks <= (u16)(posted - sq->done) &&
	    !cx5_wq_read(cx5, &sq->wq, sq->done, wqe, ds * MLX5_SEND_WQE_DS))
		err = execute(cx5, sq, wqe, ds, opcode);
	if (!err && sq->sent)
		return 0;
	sq->sent = 0;
	if (err) {
		cx5_trace(cx5, "sq: %u: WQE %u opcode %#x ds %u fails, %#x",
			  sq->num, sq->done, opcode, ds, err);
		complete_error(cx5, sq, sq->done, opcode, err);
	} else if (ctrl.fm_ce_se & MLX5_WQE_CTRL_CQ_UPDATE) {
		finish(cx5, sq, sq->done, opcode);
	}
	return blocks;
}

static bool is_able(const struct cx5_sq *sq)
{
	return sq && (sq->state == MLX5_SQC_STATE_RDY ||
		      sq->state == MLX5_SQC_STATE_ERR);
}

/**
 * cx5_sq_run() - execute what is posted to a send queue
 * @cx5: the card
 * @sqn: number of the queue
 *
 * WQEs beyond the budget wait for the timer.
 */
void cx5_sq_run(struct cx5 *cx5, u32 sqn)
{
	struct cx5_sq *sq = cx5_num_find(cx5, CX5_SQ, sqn);
	u16 posted, left;

	if (!is_able(sq) || cx5_wq_posted(cx5, &sq->wq, &posted))
		return;
	left = posted - sq->done;
	if (left > BIT(sq->wq.log_size)) {
		cx5_trace(cx5, "sq: %u: %u posted, more than it holds", sqn,
			  left);
		return;
	}
	while (left && !nic_budget_over(&cx5->nic)) {
		u32 blocks = run_wqe(cx5, sq, posted);

		if (!blocks && !sq->sent)
			return;
		blocks = min(blocks, (u32)left);
		sq->done += blocks;
		left -= blocks;
	}
	if (left)
		nic_work_put_queue(&cx5->nic, sqn - 1);
}

/**
 * cx5_sq_doorbell() - the driver has posted to a send queue
 * @cx5: the card
 * @sqn: number of the queue
 */
void cx5_sq_doorbell(struct cx5 *cx5, u32 sqn)
{
	if (!is_able(cx5_num_find(cx5, CX5_SQ, sqn)))
		cx5_trace(cx5, "sq: doorbell for %u, which is not ready", sqn);
	else if (nic_work_waits(&cx5->nic))
		nic_work_put_queue(&cx5->nic, sqn - 1);
	else
		cx5_sq_run(cx5, sqn);
}

CX5_HANDLER(cx5_create_sq)
{
	const u8 *sqc = AT(create_sq_in, in, ctx);
	const u8 *wqc = AT(sqc, sqc, wq);
	const size_t pas = (CX5_OFF(create_sq_in, ctx) + CX5_OFF(sqc, wq) +
			    CX5_OFF(wq, pas)) / 8;
	struct cx5_sq *sq;

	if (GET(sqc, sqc, hairpin))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	sq = calloc(1, sizeof(*sq));
	if (!sq)
		return MLX5_CMD_STAT_NO_RES_ERR;
	memcpy(sq->context, sqc, sizeof(sq->context));
	sq->cqn = GET(sqc, sqc, cqn);
	sq->state = MLX5_SQC_STATE_RST;
	if (cx5_wq_init(&sq->wq, wqc, in + pas, inlen - pas, LOG_BB) ||
	    sq->wq.log_stride != LOG_BB) {
		cx5_sq_free(sq);
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	sq->wq.dbr += SEND_DBR;
	if (cx5_num_new(cx5, CX5_SQ, sq, &sq->num)) {
		cx5_sq_free(sq);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_sq_out, out, sqn, sq->num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_modify_sq)
{
	const u8 *sqc = AT(modify_sq_in, in, ctx);
	u8 state = GET(sqc, sqc, state);
	struct cx5_sq *sq;

	sq = cx5_num_find(cx5, CX5_SQ, GET(modify_sq_in, in, sqn));
	if (!sq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	/* The queue may have failed since the driver read its state. */
	if (GET(modify_sq_in, in, sq_state) != sq->state &&
	    sq->state != MLX5_SQC_STATE_ERR)
		return MLX5_CMD_STAT_BAD_RES_STATE_ERR;
	if (sq->state == MLX5_SQC_STATE_RST && state == MLX5_SQC_STATE_RDY) {
		sq->done = 0;
		sq->sent = 0;
	}
	/* The counter in memory is stale until the driver sets it up again. */
	if (state == MLX5_SQC_STATE_RST)
		nic_work_drop_queue(&cx5->nic, sq->num - 1);
	sq->state = state;
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_sq)
{
	struct cx5_sq *sq;

	sq = cx5_num_take(cx5, CX5_SQ, GET(destroy_sq_in, in, sqn));
	if (!sq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	nic_work_drop_queue(&cx5->nic, sq->num - 1);
	cx5_sq_free(sq);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_sq)
{
	u8 *sqc = AT(query_sq_out, out, sq_context);
	struct cx5_sq *sq;

	sq = cx5_num_find(cx5, CX5_SQ, GET(query_sq_in, in, sqn));
	if (!sq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	memcpy(sqc, sq->context, sizeof(sq->context));
	SET(sqc, sqc, state, sq->state);
	SET(wq, AT(sqc, sqc, wq), hw_counter, sq->done);
	return MLX5_CMD_STAT_OK;
}
