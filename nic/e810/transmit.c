// SPDX-License-Identifier: GPL-2.0
/*
 * Executes the descriptors of a transmit queue: a context descriptor, if there is
 * one, and the descriptors of a frame's data up to the one with EOP. The card
 * says that it is done only in descriptors that ask for it (RS).
 */
#include <string.h>

#include "nic/bytes.h"
#include "nic/headers.h"
#include "nic/send_offload.h"

#include "e810.h"
#include "tx_queue.h"

#define DESC_SIZE	sizeof(struct ice_tx_desc)
#define DTYPE_M		0xfULL
#define SIZE_M		0x3fffULL
#define VLAN_HLEN	4
#define MACS_LEN	12
/* The cost of a descriptor and of copying data */
#define DESC_UNITS	8
#define UNIT_BYTES	32

/* Fields of the context descriptor's first word, from ice_lan_tx_rx.h */
#define CTX_EIPT_M	0x3ULL
#define CTX_EIPLEN_M	(0x7fULL << ICE_TXD_CTX_QW0_EIPLEN_S)
#define CTX_L4TUNT_M	(0x3ULL << ICE_TXD_CTX_QW0_L4TUNT_S)
#define CTX_NATLEN_M	(0x7fULL << ICE_TXD_CTX_QW0_NATLEN_S)
#define CTX_MSS_M	(0x3fffULL << ICE_TXD_CTX_QW1_MSS_S)

/* The fields of a data descriptor's command */
#define IIPT_M		ICE_TX_DESC_CMD_IIPT_IPV4_CSUM
#define L4T_M		ICE_TX_DESC_CMD_L4T_EOFT_UDP
#define OFFSET(field)	((u64)ICE_TXD_QW1_ ## field ## _M << ICE_TXD_QW1_OFFSET_S)

/**
 * struct work - a frame that is being put together
 * @queue: number of the queue
 * @txq: the queue
 * @has_context: a context descriptor came
 * @tunnel: its first word
 * @tag2: its tag
 * @ctx: its second quad word
 * @len: bytes so far
 * @qw1: the last data descriptor's second quad word
 * @done: a descriptor that asked for it was written back
 * @failed: the frame makes no sense
 */
struct work {
	u32 queue;
	struct e810_txq *txq;
	bool has_context;
	u32 tunnel;
	u16 tag2;
	u64 ctx;
	u32 len;
	u64 qw1;
	bool done;
	bool failed;
};

static u32 ctx_cmd(const struct work *work)
{
	return work->has_context ? FIELD(ICE_TXD_CTX_QW1_CMD_M, work->ctx) : 0;
}

static u8 proto_of(u32 cmd)
{
	switch (cmd & L4T_M) {
	case ICE_TX_DESC_CMD_L4T_EOFT_TCP:
		return NIC_PROTO_TCP;
	case ICE_TX_DESC_CMD_L4T_EOFT_SCTP:
		return NIC_PROTO_SCTP;
	case ICE_TX_DESC_CMD_L4T_EOFT_UDP:
		return NIC_PROTO_UDP;
	default:
		return 0;
	}
}

/* Where a tunnel's headers are, by the context descriptor. */
static void place_tunnel(const struct work *work, struct nic_send *send)
{
	u32 eipt = FIELD(CTX_EIPT_M, work->tunnel);
	u32 ip_len = FIELD(CTX_EIPLEN_M, work->tunnel) * 4;

	if (!work->has_context || eipt == ICE_TX_CTX_EIPT_NONE)
		return;
	send->tunnel = true;
	send->outer_l3 = send->l3;
	send->outer_version = eipt == ICE_TX_CTX_EIPT_IPV6 ? 6 : 4;
	send->outer_csum = eipt == ICE_TX_CTX_EIPT_IPV4;
	if ((work->tunnel & CTX_L4TUNT_M) == ICE_TXD_CTX_UDP_TUNNELING) {
		send->outer_udp = send->outer_l3 + ip_len;
		send->outer_udp_csum =
			work->tunnel & ICE_TXD_CTX_QW0_L4T_CS_M;
	}
	send->l3 = send->outer_l3 + ip_len +
		   FIELD(CTX_NATLEN_M, work->tunnel) * 2;
}

/* Where the headers are, by the lengths in the descriptors. */
static void place_headers(const struct work *work, struct nic_send *send)
{
	u32 cmd = FIELD(ICE_TXD_QW1_CMD_M, work->qw1);
	u32 iipt = cmd & IIPT_M;

	memset(send, 0, sizeof(*send));
	send->l3 = FIELD(OFFSET(MACLEN), work->qw1) * 2;
	place_tunnel(work, send);
	if (iipt)
		send->version = iipt == ICE_TX_DESC_CMD_IIPT_IPV6 ? 6 : 4;
	send->l3_csum = iipt == ICE_TX_DESC_CMD_IIPT_IPV4_CSUM;
	send->proto = proto_of(cmd);
	send->l4 = send->l3 + FIELD(OFFSET(IPLEN), work->qw1) * 4;
	send->headers = send->l4 + FIELD(OFFSET(L4LEN), work->qw1) * 4;
}

static u32 insert_tag(u8 *frame, u32 len, u16 tpid, u16 tci)
{
	memmove(frame + MACS_LEN + VLAN_HLEN, frame + MACS_LEN, len - MACS_LEN);
	put_be16(frame + MACS_LEN, tpid);
	put_be16(frame + MACS_LEN + 2, tci);
	return len + VLAN_HLEN;
}

/* Puts the tags into a frame and sends it. There is room behind it. */
static void send_frame(struct e810 *card, const struct work *work, u8 *frame,
		       u32 len)
{
	struct e810_vsi *vsi = e810_vsi_find(card, work->txq->vsi);
	u32 cmd = FIELD(ICE_TXD_QW1_CMD_M, work->qw1);

	if (!vsi || len < MACS_LEN)
		return;
	if (cmd & ICE_TX_DESC_CMD_IL2TAG1)
		len = insert_tag(frame, len, NIC_TYPE_VLAN,
				 work->qw1 >> ICE_TXD_QW1_L2TAG1_S);
	if (ctx_cmd(work) & ICE_TX_CTX_DESC_IL2TAG2)
		len = insert_tag(frame, len, e810_vsi_outer_tpid(&vsi->props),
				 work->tag2);
	e810_vsi_count(&vsi->tx, frame, len);
	e810_port_send(card, frame, len);
}

/**
 * struct large_send - a frame that is cut into segments
 * @card: the card
 * @work: the frame
 * @send: where its headers are
 */
struct large_send {
	struct e810 *card;
	const struct work *work;
	const struct nic_send *send;
};

static bool send_segment(void *opaque, u8 *segment, u32 len)
{
	const struct large_send *large = opaque;

	nic_send_checksums(large->send, segment, len);
	send_frame(large->card, large->work, segment, len);
	return true;
}

static bool segment(struct e810 *card, const struct work *work,
		    const struct nic_send *send)
{
	struct large_send to = { .card = card, .work = work, .send = send };
	struct nic_large large = {
		.send = send, .frame = card->tx_buf, .len = work->len,
		.mss = FIELD(CTX_MSS_M, work->ctx), .segment = card->seg_buf,
		.emit = send_segment, .opaque = &to,
	};

	if (!work->txq->large || large.mss < ICE_TXD_CTX_MIN_MSS ||
	    send->headers >= work->len || !send->version ||
	    (send->proto != NIC_PROTO_TCP && send->proto != NIC_PROTO_UDP) ||
	    send->headers + large.mss > ICE_AQ_SET_MAC_FRAME_SIZE_MAX)
		return false;
	nic_send_segments(&large, 0);
	return true;
}

/* Returns whether the descriptors made sense. */
static bool finish_frame(struct e810 *card, const struct work *work)
{
	u32 cmd = FIELD(ICE_TXD_QW1_CMD_M, work->qw1);
	struct nic_send send;

	place_headers(work, &send);
	if (!nic_send_valid(&send, card->tx_buf, work->len))
		return false;
	if (cmd & ICE_TX_DESC_CMD_IL2TAG1 ||
	    ctx_cmd(work) & ICE_TX_CTX_DESC_IL2TAG2)
		card->offloads.tag++;
	if (ctx_cmd(work) & ICE_TX_CTX_DESC_TSO) {
		card->offloads.large++;
		return segment(card, work, &send);
	}
	card->offloads.checksum += !!send.proto;
	nic_send_checksums(&send, card->tx_buf, work->len);
	if (ctx_cmd(work) & ICE_TX_CTX_DESC_TSYN && work->txq->stamps)
		e810_phc_stamp(card, FIELD(ICE_TXD_CTX_QW1_TSO_LEN_M,
					   work->ctx));
	send_frame(card, work, card->tx_buf, work->len);
	return true;
}

static void write_back(struct e810 *card, struct work *work, u32 index)
{
	__le64 done = cpu_to_le64(ICE_TX_DESC_DTYPE_DESC_DONE);
	u64 addr = work->txq->base + (u64)index * DESC_SIZE;

	if (nic_fault_hits(&card->faults.drop_writeback))
		return;
	e810_write(card, addr + offsetof(struct ice_tx_desc,
					 cmd_type_offset_bsz),
		   &done, sizeof(done));
	work->done = true;
}

static void take_context(struct work *work, const struct ice_tx_desc *desc)
{
	const struct ice_tx_ctx_desc *ctx = (const void *)desc;

	work->has_context = true;
	work->tunnel = le32_to_cpu(ctx->tunneling_params);
	work->tag2 = le16_to_cpu(ctx->l2tag2);
	work->ctx = le64_to_cpu(ctx->qw1);
}

static void take_data(struct e810 *card, struct work *work,
		      const struct ice_tx_desc *desc)
{
	u32 n;

	work->qw1 = le64_to_cpu(desc->cmd_type_offset_bsz);
	n = work->qw1 >> ICE_TXD_QW1_TX_BUF_SZ_S & SIZE_M;
	nic_budget_spend(&card->nic, n / UNIT_BYTES);
	if (work->len + n > E810_SEND_MAX) {
		work->failed = true;
		return;
	}
	if (e810_read(card, le64_to_cpu(desc->buf_addr),
		      card->tx_buf + work->len, n))
		work->failed = true;
	work->len += n;
}

/* Returns whether the frame is complete. */
static bool take(struct e810 *card, struct work *work,
		 const struct ice_tx_desc *desc)
{
	u64 qw1 = le64_to_cpu(desc->cmd_type_offset_bsz);

	switch (qw1 & DTYPE_M) {
	case ICE_TX_DESC_DTYPE_CTX:
		take_context(work, desc);
		return false;
	case ICE_TX_DESC_DTYPE_DATA:
		take_data(card, work, desc);
		return FIELD(ICE_TXD_QW1_CMD_M, qw1) & ICE_TX_DESC_CMD_EOP;
	default:
		work->failed = true;
		return true;
	}
}

/*
 * Executes the descriptors of one frame. Returns false when its last descriptor
 * is not there: the frame waits for it.
 */
static bool run_frame(struct e810 *card, struct work *work)
{
	struct e810_txq *txq = work->txq;
	u32 index = txq->head;

	while (index != txq->tail) {
		struct ice_tx_desc desc;
		bool complete;

		if (e810_read(card, txq->base + (u64)index * DESC_SIZE, &desc,
			      sizeof(desc)))
			return false;
		nic_budget_spend(&card->nic, DESC_UNITS);
		complete = take(card, work, &desc);
		if (!complete) {
			index = (index + 1) % txq->len;
			continue;
		}
		if (work->failed || !finish_frame(card, work))
			txq->errors++;
		else
			txq->packets++;
		if (FIELD(ICE_TXD_QW1_CMD_M,
			  le64_to_cpu(desc.cmd_type_offset_bsz)) &
		    ICE_TX_DESC_CMD_RS)
			write_back(card, work, index);
		txq->head = (index + 1) % txq->len;
		return true;
	}
	return false;
}

/**
 * e810_txq_run() - execute what the driver has posted
 * @card: the card
 * @queue: the queue
 *
 * One interrupt follows all completions.
 */
void e810_txq_run(struct e810 *card, u32 queue)
{
	struct e810_txq *txq = &card->txq[queue];
	bool done = false;

	while (txq->enabled && txq->head != txq->tail) {
		struct work work = { .queue = queue, .txq = txq };
		bool more;

		if (nic_budget_over(&card->nic)) {
			nic_work_put_queue(&card->nic, queue);
			break;
		}
		more = run_frame(card, &work);
		done |= work.done;
		if (!more)
			break;
	}
	if (done)
		e810_irq_event(card, txq->irq);
}
