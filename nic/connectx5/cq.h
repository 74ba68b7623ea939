/* SPDX-License-Identifier: GPL-2.0 */
/* Completion queues. */
#ifndef CX5_CQ_H
#define CX5_CQ_H

#include "commands.h"
#include "dma.h"

struct cx5_session;
struct mlx5_cqe64;

#define CX5_CQS		1024	/* a multiple of 64 */
#define CX5_LOG_CQ_MAX	20

/**
 * struct cx5_cq - a completion queue
 * @pages: the ring
 * @session: completions to be compressed, or %NULL if the queue does not
 * @dbr: address of the consumer index and the last arm
 * @eqn: number of its event queue
 * @pi: completions written
 * @ci: completions consumed, as last read of the doorbell record
 * @notified: @pi at the last event
 * @since: time of the last event, or of the last completion if @from_cqe
 * @due: time at which completions that wait raise an event, 0: none wait
 * @log_size: log2 of the entries
 * @log_stride: log2 of an entry's bytes, 6 or 7
 * @in_stride: offset of the 64 bytes of a completion in an entry
 * @period: microseconds from @since within which completions raise no event, 0:
 *	each raises one
 * @most: completions that raise an event before that, 0: each does
 * @from_cqe: @period starts with each completion
 * @armed: the next completion raises an event
 * @overrun_ok: overwrite completions that the driver has not consumed
 * @error: the queue has overrun and takes no more completions
 */
struct cx5_cq {
	struct cx5_pages pages;
	struct cx5_session *session;
	u64 dbr;
	u32 eqn;
	u32 pi;
	u32 ci;
	u32 notified;
	u64 since;
	u64 due;
	u16 period;
	u16 most;
	bool from_cqe;
	u8 log_size;
	u8 log_stride;
	u8 in_stride;
	bool armed;
	bool overrun_ok;
	bool error;
};

int cx5_cq_push(struct cx5 *cx5, u32 cqn, struct mlx5_cqe64 *cqe, u8 opcode);
void cx5_cq_arm(struct cx5 *cx5, u32 cqn, u32 val);
void cx5_cq_remind(struct cx5 *cx5);
void cx5_cq_due(struct cx5 *cx5, u32 cqn);
void cx5_cq_free(struct cx5_cq *cq);

CX5_HANDLER(cx5_create_cq);
CX5_HANDLER(cx5_destroy_cq);
CX5_HANDLER(cx5_query_cq);
CX5_HANDLER(cx5_modify_cq);

#endif /* CX5_CQ_H */
