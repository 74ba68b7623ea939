/* SPDX-License-Identifier: GPL-2.0 */
/* Receive queues. */
#ifndef CX5_RQ_H
#define CX5_RQ_H

#include "commands.h"
#include "format.h"
#include "wq.h"

struct cx5_packet;

/**
 * struct cx5_rq - a receive queue
 * @wq: its ring
 * @num: its number
 * @cqn: number of its completion queue
 * @counter: number of its set of counters
 * @state: MLX5_RQC_STATE_...
 * @keep_vlan: leave 802.1Q tags in the packet
 * @taken: WQEs used, as the driver counts them
 * @posted: WQEs posted, as last read of the doorbell record
 * @head: striding: the WQE in use
 * @stride: striding: the next stride of @head
 * @log_strides: striding: log2 of a WQE's strides
 * @log_stride_size: striding: log2 of a stride's bytes
 * @packets: packets delivered
 * @dropped: packets dropped for want of a buffer
 * @errors: completions with an error
 * @context: as CREATE_RQ gave it
 */
struct cx5_rq {
	struct cx5_wq wq;
	u32 num;
	u32 cqn;
	u32 counter;
	u8 state;
	bool keep_vlan;
	u16 taken;
	u16 posted;
	u16 head;
	u32 stride;
	u8 log_strides;
	u8 log_stride_size;
	u64 packets, dropped, errors;
	u8 context[CX5_BYTES(rqc)];
};

void cx5_rq_receive(struct cx5 *cx5, u32 rqn, const struct cx5_packet *pkt);
bool cx5_rq_has_buffer(struct cx5 *cx5, struct cx5_rq *rq);
void cx5_rq_free(struct cx5_rq *rq);

/* scatter.c */
int cx5_rq_place(struct cx5 *cx5, struct cx5_rq *rq,
		 const struct cx5_packet *pkt, struct mlx5_cqe64 *cqe);

CX5_HANDLER(cx5_create_rq);
CX5_HANDLER(cx5_modify_rq);
CX5_HANDLER(cx5_destroy_rq);
CX5_HANDLER(cx5_query_rq);

#endif /* CX5_RQ_H */
