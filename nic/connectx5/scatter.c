// SPDX-License-Identifier: GPL-2.0
/* The buffers that the driver has posted, and how a packet goes into them. */
#include <string.h>

#include "cq.h"
#include "cx5.h"
#include "format.h"
#include "mkey.h"
#include "parse.h"
#include "rq.h"

#define TERMINATE_KEY	0x100	/* ends a list of segments */
#define SEG_LEN		sizeof(struct mlx5_wqe_data_seg)

/**
 * scatter() - write a packet to the segments of a WQE
 * @cx5: the card
 * @segs: the segments
 * @n: number of segments
 * @skip: bytes of the first segment that are in use
 * @pkt: the packet
 *
 * Return: 0; the syndrome of an error.
 */
static int scatter(struct cx5 *cx5, const u8 *segs, u32 n, u64 skip,
		   const struct cx5_packet *pkt)
{
	const u8 *p = pkt->frame;
	u32 left = pkt->len;

	for (u32 i = 0; i < n && left; i++) {
		struct mlx5_wqe_data_seg seg;
		u32 room;

		memcpy(&seg, segs + i * SEG_LEN, SEG_LEN);
		room = be32_to_cpu(seg.byte_count) & 0x7fffffff;
		/* 0 in 31 bits stands for 2 GiB. */
		room = room ? room : 1u << 31;
		if (be32_to_cpu(seg.lkey) == TERMINATE_KEY)
			break;
		if (skip >= room)
			return MLX5_CQE_SYNDROME_LOCAL_LENGTH_ERR;
		room = min(left, (u32)(room - skip));
		if (cx5_mkey_write(cx5, be32_to_cpu(seg.lkey),
				   be64_to_cpu(seg.addr) + skip, p, room))
			return MLX5_CQE_SYNDROME_LOCAL_PROT_ERR;
		skip = 0;
		p += room;
		left -= room;
	}
	return left ? MLX5_CQE_SYNDROME_LOCAL_LENGTH_ERR : 0;
}

/* Each packet takes a WQE. */
static int place_cyclic(struct cx5 *cx5, struct cx5_rq *rq,
			const struct cx5_packet *pkt, struct mlx5_cqe64 *cqe)
{
	u8 wqe[1 << CX5_LOG_STRIDE_MAX];
	u32 len = BIT(rq->wq.log_stride);

	cqe->wqe_counter = cpu_to_be16(rq->taken);
	cqe->byte_cnt = cpu_to_be32(pkt->len);
	if (cx5_wq_read(cx5, &rq->wq, rq->taken++, wqe, len))
		return MLX5_CQE_SYNDROME_LOCAL_QP_OP_ERR;
	return scatter(cx5, wqe, len / SEG_LEN, 0, pkt);
}

/* Goes on to the next WQE, which the current one names. */
static int next_wqe(struct cx5 *cx5, struct cx5_rq *rq)
{
	struct mlx5_wqe_srq_next_seg next;

	if (cx5_wq_read(cx5, &rq->wq, rq->head, &next, sizeof(next)))
		return -1;
	rq->head = be16_to_cpu(next.next_wqe_index) &
		   (BIT(rq->wq.log_size) - 1);
	rq->stride = 0;
	rq->taken++;
	return 0;
}

static void set_strides(struct mlx5_cqe64 *cqe, const struct cx5_rq *rq,
			u32 strides, u32 len)
{
	cqe->wqe_id = cpu_to_be16(rq->head);
	cqe->wqe_counter = cpu_to_be16(rq->stride);
	cqe->byte_cnt = cpu_to_be32(strides << 16 | len);
}

/*
 * The packet does not fit into the rest of the WQE: gives back the unused
 * strides with a completion of their own.
 */
static int fill_up(struct cx5 *cx5, struct cx5_rq *rq, u32 total)
{
	struct mlx5_cqe64 cqe = { .flags_rqpn = cpu_to_be32(rq->num) };

	set_strides(&cqe, rq, 0x8000 | (total - rq->stride), 0);
	if (cx5_cq_push(cx5, rq->cqn, &cqe, MLX5_CQE_RESP_SEND) ||
	    next_wqe(cx5, rq))
		return MLX5_CQE_SYNDROME_LOCAL_QP_OP_ERR;
	return 0;
}

/* Packets share a WQE; each begins at a stride. */
static int place_striding(struct cx5 *cx5, struct cx5_rq *rq,
			  const struct cx5_packet *pkt, struct mlx5_cqe64 *cqe)
{
	u32 total = BIT(rq->log_strides);
	u32 size = BIT(rq->log_stride_size);
	u32 strides = (pkt->len + size - 1) / size;
	u8 wqe[1 << CX5_LOG_STRIDE_MAX];
	u32 len = BIT(rq->wq.log_stride);
	int err;

	if (strides > total)
		return MLX5_CQE_SYNDROME_LOCAL_LENGTH_ERR;
	if (strides > total - rq->stride) {
		err = fill_up(cx5, rq, total);
		if (err)
			return err;
		/* The driver may not have posted another WQE. */
		if (!cx5_rq_has_buffer(cx5, rq))
			return -1;
	}
	set_strides(cqe, rq, strides, pkt->len);
	if (cx5_wq_read(cx5, &rq->wq, rq->head, wqe, len))
		return MLX5_CQE_SYNDROME_LOCAL_QP_OP_ERR;
	err = scatter(cx5, wqe + sizeof(struct mlx5_wqe_srq_next_seg),
		      len / SEG_LEN - 1, (u64)rq->stride << rq->log_stride_size,
		      pkt);
	rq->stride += strides;
	if (rq->stride == total && next_wqe(cx5, rq))
		return MLX5_CQE_SYNDROME_LOCAL_QP_OP_ERR;
	return err;
}

/**
 * cx5_rq_place() - write a packet to the guest's memory
 * @cx5: the card
 * @rq: the receive queue, with a WQE posted
 * @pkt: the packet
 * @cqe: gets the members that describe the place of the packet
 *
 * Return: 0; the syndrome for an error completion; -1 when the WQE is too short
 * and no other one is posted, and the packet has to be dropped.
 */
int cx5_rq_place(struct cx5 *cx5, struct cx5_rq *rq,
		 const struct cx5_packet *pkt, struct mlx5_cqe64 *cqe)
{
	if (rq->wq.type == MLX5_WQ_TYPE_LINKED_LIST_STRIDING_RQ)
		return place_striding(cx5, rq, pkt, cqe);
	return place_cyclic(cx5, rq, pkt, cqe);
}
