// SPDX-License-Identifier: GPL-2.0
/* Receive queues: their commands, and the completion of a received packet. */
#include <stdlib.h>
#include <string.h>

#include "nic/bytes.h"
#include "nic/checksum.h"

#include "cq.h"
#include "cx5.h"
#include "format.h"
#include "internal_timer.h"
#include "parse.h"
#include "qcounter.h"
#include "rq.h"

#define VLAN_HLEN	4
#define MACS_LEN	12

/* modify_bitmask of MODIFY_RQ */
#define MODIFY_VSD		(1 << 1)
#define MODIFY_COUNTER_SET	(1 << 3)

void cx5_rq_free(struct cx5_rq *rq)
{
	cx5_wq_free(&rq->wq);
	free(rq);
}

static void drop(struct cx5 *cx5, struct cx5_rq *rq)
{
	struct cx5_qcounter *counter;

	counter = cx5_num_find(cx5, CX5_QCOUNTER, rq->counter);
	if (counter)
		counter->out_of_buffer++;
	rq->dropped++;
	cx5->rx_no_buffer++;
}

/**
 * cx5_rq_has_buffer() - whether a WQE is posted
 * @cx5: the card
 * @rq: the receive queue
 *
 * Reads the driver's counter only when the WQEs of the last reading are used
 * up.
 *
 * Return: true when there is a WQE.
 */
bool cx5_rq_has_buffer(struct cx5 *cx5, struct cx5_rq *rq)
{
	if (rq->taken != rq->posted)
		return true;
	return !cx5_wq_posted(cx5, &rq->wq, &rq->posted) &&
	       rq->taken != rq->posted;
}

/*
 * Takes out the tag by moving the addresses over it. @saved gets the bytes that
 * this overwrites: other queues may get the same packet.
 */
static void strip_vlan(struct cx5_packet *pkt, u8 *saved)
{
	memcpy(saved, pkt->frame, MACS_LEN + VLAN_HLEN);
	memmove(pkt->frame + VLAN_HLEN, pkt->frame, MACS_LEN);
	pkt->frame += VLAN_HLEN;
	pkt->len -= VLAN_HLEN;
	pkt->ip.l3 -= pkt->ip.l3 ? VLAN_HLEN : 0;
	pkt->ip.l4 -= pkt->ip.l4 ? VLAN_HLEN : 0;
	pkt->stripped = true;
}

static u8 header_types(const struct cx5_packet *pkt)
{
	u8 l3 = 0, l4 = 0;

	if (pkt->ip.version == 4)
		l3 = 2;
	else if (pkt->ip.version == 6)
		l3 = 1;
	if (pkt->ip.l4 && pkt->ip.proto == NIC_PROTO_UDP) {
		l4 = CQE_L4_HDR_TYPE_UDP;
	} else if (pkt->ip.l4 && pkt->ip.proto == NIC_PROTO_TCP) {
		bool ack = pkt->frame[pkt->ip.l4 + 13] & 0x10;

		if (!ack)
			l4 = CQE_L4_HDR_TYPE_TCP_NO_ACK;
		else if (pkt->ip.payload)
			l4 = CQE_L4_HDR_TYPE_TCP_ACK_AND_DATA;
		else
			l4 = CQE_L4_HDR_TYPE_TCP_ACK_NO_DATA;
	}
	return l4 << 4 | l3 << 2 | pkt->ip.frag << 1;
}

static void fill_cqe(const struct cx5_rq *rq, const struct cx5_packet *pkt,
		     struct mlx5_cqe64 *cqe)
{
	bool vlan = pkt->stripped || pkt->forced.which & NIC_FORCE_VLAN;
	u64 ticks = cx5_ticks(pkt->timestamp);

	cqe->rss_hash_result = cpu_to_be32(pkt->hash);
	cqe->rss_hash_type = pkt->hash_type;
	/* The sum of the IP packet, without tags and padding */
	put_be16(&cqe->check_sum,
		 csum_fold(csum_add(0, pkt->frame + pkt->ip.l3, pkt->ip.l3_len)));
	cqe->flags_rqpn = cpu_to_be32(rq->num);
	cqe->hds_ip_ext = CQE_L2_OK | (pkt->l3_ok ? CQE_L3_OK : 0) |
			  (pkt->l4_ok ? CQE_L4_OK : 0);
	cqe->l4_l3_hdr_type = header_types(pkt) | vlan;
	if (vlan)
		cqe->vlan_info = cpu_to_be16(pkt->tci);
	cqe->timestamp_h = cpu_to_be32(ticks >> 32);
	cqe->timestamp_l = cpu_to_be32(ticks);
	cqe->sop_drop_qpn = cpu_to_be32(pkt->flow_tag);
}

static void complete_error(struct cx5 *cx5, struct cx5_rq *rq,
			   const struct mlx5_cqe64 *cqe, u8 syndrome)
{
	struct mlx5_err_cqe *err = (struct mlx5_err_cqe *)cqe;

	err->syndrome = syndrome;
	err->vendor_err_synd = 0;
	err->s_wqe_opcode_qpn = cpu_to_be32(rq->num);
	rq->errors++;
	/*
	 * After an error the queue takes no packet until it is reset. A packet
	 * that is too long is no such error: drivers go on after it.
	 */
	if (syndrome != MLX5_CQE_SYNDROME_LOCAL_LENGTH_ERR)
		rq->state = MLX5_RQC_STATE_ERR;
	cx5_trace(cx5, "rq: %u: error completion, syndrome %#x", rq->num,
		  syndrome);
	cx5_cq_push(cx5, rq->cqn, (struct mlx5_cqe64 *)cqe, MLX5_CQE_RESP_ERR);
}

static void deliver(struct cx5 *cx5, struct cx5_rq *rq,
		    const struct cx5_packet *pkt)
{
	struct mlx5_cqe64 cqe = { 0 };
	int err;

	err = cx5_rq_place(cx5, rq, pkt, &cqe);
	if (err < 0) {
		drop(cx5, rq);
		return;
	}
	if (!err && nic_fault_hits(&cx5->faults.cqe_error))
		err = cx5->faults.cqe_syndrome;
	if (err) {
		complete_error(cx5, rq, &cqe, err);
		return;
	}
	fill_cqe(rq, pkt, &cqe);
	if (!cx5_cq_push(cx5, rq->cqn, &cqe, MLX5_CQE_RESP_SEND))
		rq->packets++;
}

/**
 * cx5_rq_receive() - deliver a packet to a receive queue
 * @cx5: the card
 * @rqn: number of the queue; a wrong one drops the packet
 * @pkt: the packet, unchanged on return
 */
void cx5_rq_receive(struct cx5 *cx5, u32 rqn, const struct cx5_packet *pkt)
{
	struct cx5_rq *rq = cx5_num_find(cx5, CX5_RQ, rqn);
	u8 saved[MACS_LEN + VLAN_HLEN] = { 0 };
	struct cx5_packet copy;

	if (!rq) {
		cx5->rx_no_buffer++;
		return;
	}
	if (rq->state != MLX5_RQC_STATE_RDY || !cx5_rq_has_buffer(cx5, rq)) {
		drop(cx5, rq);
		return;
	}
	copy = *pkt;
	if (pkt->tagged && !rq->keep_vlan &&
	    !(pkt->forced.which & NIC_FORCE_NO_VLAN))
		strip_vlan(&copy, saved);
	deliver(cx5, rq, &copy);
	if (copy.stripped)
		memcpy(pkt->frame, saved, sizeof(saved));
}

/* After RST, card and driver count from 0 again. */
static void begin(struct cx5_rq *rq)
{
	rq->taken = 0;
	rq->posted = 0;
	rq->head = 0;
	rq->stride = 0;
}

static bool is_striding_ok(const u8 *wqc, struct cx5_rq *rq)
{
	int strides;

	if (rq->wq.type == MLX5_WQ_TYPE_CYCLIC)
		return true;
	if (rq->wq.type != MLX5_WQ_TYPE_LINKED_LIST_STRIDING_RQ ||
	    GET(wq, wqc, shampo_enable))
		return false;
	/* Four bits, signed: with ext_stride_num_range it may be negative. */
	strides = GET(wq, wqc, log_wqe_num_of_strides);
	if (strides > 7)
		strides -= 16;
	strides += MLX5_MPWQE_LOG_NUM_STRIDES_BASE;
	if (strides < MLX5_MPWQE_LOG_NUM_STRIDES_EXT_BASE)
		return false;
	rq->log_strides = strides;
	rq->log_stride_size = MLX5_MPWQE_LOG_STRIDE_SZ_BASE +
			      GET(wq, wqc, log_wqe_stride_size);
	return true;
}

CX5_HANDLER(cx5_create_rq)
{
	const u8 *rqc = AT(create_rq_in, in, ctx);
	const u8 *wqc = AT(rqc, rqc, wq);
	const size_t pas = (CX5_OFF(create_rq_in, ctx) + CX5_OFF(rqc, wq) +
			    CX5_OFF(wq, pas)) / 8;
	struct cx5_rq *rq;

	if (GET(rqc, rqc, mem_rq_type) || GET(rqc, rqc, hairpin))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	rq = calloc(1, sizeof(*rq));
	if (!rq)
		return MLX5_CMD_STAT_NO_RES_ERR;
	memcpy(rq->context, rqc, sizeof(rq->context));
	rq->cqn = GET(rqc, rqc, cqn);
	rq->counter = GET(rqc, rqc, counter_set_id);
	rq->keep_vlan = GET(rqc, rqc, vsd);
	rq->state = MLX5_RQC_STATE_RST;
	if (cx5_wq_init(&rq->wq, wqc, in + pas, inlen - pas, 4) ||
	    !is_striding_ok(wqc, rq)) {
		cx5_rq_free(rq);
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	if (cx5_num_new(cx5, CX5_RQ, rq, &rq->num)) {
		cx5_rq_free(rq);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_rq_out, out, rqn, rq->num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_modify_rq)
{
	const u8 *rqc = AT(modify_rq_in, in, ctx);
	u64 mask = GET(modify_rq_in, in, modify_bitmask);
	u8 state = GET(rqc, rqc, state);
	struct cx5_rq *rq;

	rq = cx5_num_find(cx5, CX5_RQ, GET(modify_rq_in, in, rqn));
	if (!rq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	/* The queue may have failed since the driver read its state. */
	if (GET(modify_rq_in, in, rq_state) != rq->state &&
	    rq->state != MLX5_RQC_STATE_ERR)
		return MLX5_CMD_STAT_BAD_RES_STATE_ERR;
	if (mask & MODIFY_VSD)
		rq->keep_vlan = GET(rqc, rqc, vsd);
	if (mask & MODIFY_COUNTER_SET)
		rq->counter = GET(rqc, rqc, counter_set_id);
	if (rq->state == MLX5_RQC_STATE_RST && state == MLX5_RQC_STATE_RDY)
		begin(rq);
	rq->state = state;
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_rq)
{
	struct cx5_rq *rq;

	rq = cx5_num_take(cx5, CX5_RQ, GET(destroy_rq_in, in, rqn));
	if (!rq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	cx5_rq_free(rq);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_rq)
{
	u8 *rqc = AT(query_rq_out, out, rq_context);
	struct cx5_rq *rq;

	rq = cx5_num_find(cx5, CX5_RQ, GET(query_rq_in, in, rqn));
	if (!rq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	memcpy(rqc, rq->context, sizeof(rq->context));
	SET(rqc, rqc, state, rq->state);
	SET(rqc, rqc, vsd, rq->keep_vlan);
	SET(wq, AT(rqc, rqc, wq), hw_counter, rq->taken);
	SET(wq, AT(rqc, rqc, wq), sw_counter, rq->posted);
	return MLX5_CMD_STAT_OK;
}
