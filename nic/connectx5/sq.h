/* SPDX-License-Identifier: GPL-2.0 */
/* Send queues, and the WQEs in them. */
#ifndef CX5_SQ_H
#define CX5_SQ_H

#include "commands.h"
#include "format.h"
#include "wq.h"

#define CX5_FRAME_MAX	(256 * 1024 + 1024)	/* a whole large send */

/**
 * struct cx5_sq - a send queue
 * @wq: its ring
 * @num: its number
 * @cqn: number of its completion queue
 * @state: MLX5_SQC_STATE_...
 * @done: WQEBBs executed
 * @sent: bytes of data that the large send in progress has sent
 * @packets: packets sent
 * @errors: completions with an error
 * @context: as CREATE_SQ gave it
 */
struct cx5_sq {
	struct cx5_wq wq;
	u32 num;
	u32 cqn;
	u8 state;
	u16 done;
	u32 sent;
	u64 packets, errors;
	u8 context[CX5_BYTES(sqc)];
};

void cx5_sq_doorbell(struct cx5 *cx5, u32 sqn);
void cx5_sq_run(struct cx5 *cx5, u32 sqn);
void cx5_sq_free(struct cx5_sq *sq);

/* send.c */
int cx5_send(struct cx5 *cx5, const u8 *wqe, u32 ds);
int cx5_send_large(struct cx5 *cx5, const u8 *wqe, u32 ds, u32 *sent);
int cx5_send_multi(struct cx5 *cx5, const u8 *wqe, u32 ds, u64 *packets);

/* umr.c */
int cx5_umr(struct cx5 *cx5, const u8 *wqe, u32 ds);

CX5_HANDLER(cx5_create_sq);
CX5_HANDLER(cx5_modify_sq);
CX5_HANDLER(cx5_destroy_sq);
CX5_HANDLER(cx5_query_sq);

#endif /* CX5_SQ_H */
