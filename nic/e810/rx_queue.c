// SPDX-License-Identifier: GPL-2.0
/*
 * Receive queues. The driver describes a queue in registers, enables it, and
 * moves its tail. A frame takes as many descriptors as it needs buffers. The
 * status of a descriptor is written last, as it says that the rest is there.
 */
#include <string.h>

#include "bit_field.h"
#include "e810.h"
#include "rx_queue.h"

#define DESC_SIZE	32
#define CHAIN_MAX	5	/* buffers of a frame */

/* The fields of the context, as in ice_rlan_ctx_info[] of the driver */
#define CTX_BASE	32, 57
#define CTX_QLEN	89, 13
#define CTX_DBUF	102, 7
#define CTX_HBUF	109, 5
#define CTX_DTYPE	114, 2
#define CTX_CRCSTRIP	117, 1
#define CTX_L2TSEL	119, 1
#define CTX_HSPLIT_0	120, 4
#define CTX_RXMAX	174, 14

#define DTYPE_NO_SPLIT	0
#define SPH		BIT(11)

static u64 context(const struct e810_rxq *rxq, u32 lsb, u32 width)
{
	u8 bytes[sizeof(rxq->context)];

	for (u32 i = 0; i < ICE_RXQ_CTX_SIZE_DWORDS; i++) {
		u32 le = cpu_to_le32(rxq->context[i]);

		memcpy(bytes + 4 * i, &le, sizeof(le));
	}
	return bit_field(bytes, lsb, width);
}

static u32 posted(const struct e810_rxq *rxq, u32 qlen)
{
	return (rxq->tail + qlen - rxq->head) % qlen;
}

/* Returns the address of a descriptor. */
static u64 desc_addr(const struct e810_rxq *rxq, u32 index)
{
	return (context(rxq, CTX_BASE) << ICE_RLAN_BASE_S) +
	       (u64)index * DESC_SIZE;
}

static void write_back(struct e810 *card, u64 addr,
		       struct ice_32b_rx_flex_desc_nic *desc)
{
	__le16 status = desc->status_error0;
	const u32 at = offsetof(struct ice_32b_rx_flex_desc_nic, status_error0);

	desc->status_error0 = 0;
	e810_write(card, addr, desc, sizeof(*desc));
	desc->status_error0 = status;
	e810_write(card, addr + at, &status, sizeof(status));
}

/*
 * Fills the buffer of descriptor @index from byte @off of the frame on. Returns
 * the number of bytes.
 */
static u32 fill(struct e810 *card, struct e810_rxq *rxq, u32 index,
		const struct e810_rx_frame *frame, u32 off, u32 headers,
		u32 dbuf, bool *last)
{
	union ice_32b_rx_flex_desc read;
	struct ice_32b_rx_flex_desc_nic desc = {
		.rxdid = frame->desc.rxdid,
		.ptype_flexi_flags0 = frame->desc.ptype_flexi_flags0,
	};
	u64 addr = desc_addr(rxq, index);
	u32 n = min(frame->len - off - headers, dbuf);

	memset(&read, 0, sizeof(read));
	e810_read(card, addr, &read, sizeof(read));
	if (headers)
		e810_write(card, le64_to_cpu(read.read.hdr_addr) & ~1ULL,
			   frame->data, headers);
	e810_write(card, le64_to_cpu(read.read.pkt_addr),
		   frame->data + off + headers, n);
	*last = off + headers + n == frame->len;
	if (*last)
		desc = frame->desc;
	desc.pkt_len = cpu_to_le16(n);
	if (headers)
		desc.hdr_len_sph_flex_flags1 = cpu_to_le16(headers | SPH);
	desc.status_error0 |=
		cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS0_DD_S) |
			    (*last ? BIT(ICE_RX_FLEX_DESC_STATUS0_EOF_S) : 0));
	write_back(card, addr, &desc);
	return headers + n;
}

/* Returns the buffers that the frame needs, 0: the queue does not take it. */
static u32 buffers(const struct e810_rxq *rxq, u32 len, u32 dbuf, u32 headers)
{
	u32 n;

	if (!dbuf || len > context(rxq, CTX_RXMAX))
		return 0;
	n = max((len - headers + dbuf - 1) / dbuf, 1U);
	return n <= CHAIN_MAX ? n : 0;
}

/**
 * e810_rxq_deliver() - put a frame into a receive queue
 * @card: the card
 * @queue: the queue
 * @frame: the frame
 *
 * Return: false when the queue is disabled, does not take such long frames or
 * has too few descriptors; then the frame is lost.
 */
bool e810_rxq_deliver(struct e810 *card, u32 queue,
		      struct e810_rx_frame *frame)
{
	struct e810_rxq *rxq = &card->rxq[queue % E810_QUEUES];
	u32 dbuf = context(rxq, CTX_DBUF) << ICE_RLAN_CTX_DBUF_S;
	u32 qlen = context(rxq, CTX_QLEN);
	u32 room = context(rxq, CTX_HBUF) << ICE_RLAN_CTX_HBUF_S;
	u32 headers = frame->header_len > room ? 0 : frame->header_len;
	u32 need = buffers(rxq, frame->len, dbuf, headers);
	bool last = false;

	if (queue >= E810_QUEUES || !rxq->enabled || !need ||
	    rxq->head >= qlen || rxq->tail >= qlen ||
	    posted(rxq, qlen) < need) {
		rxq->dropped++;
		return false;
	}
	for (u32 off = 0; !last; headers = 0) {
		off += fill(card, rxq, rxq->head, frame, off, headers, dbuf,
			    &last);
		rxq->head = (rxq->head + 1) % qlen;
	}
	rxq->packets++;
	e810_irq_event(card, rxq->irq);
	return true;
}

/**
 * e810_rxq_splits() - behind which headers a queue splits frames
 * @card: the card
 * @queue: the queue
 *
 * Return: values of enum ice_rlan_ctx_rx_hsplit_0, 0: it does not split.
 */
u32 e810_rxq_splits(const struct e810 *card, u32 queue)
{
	const struct e810_rxq *rxq = &card->rxq[queue % E810_QUEUES];

	return context(rxq, CTX_DTYPE) == DTYPE_NO_SPLIT ?
	       0 : context(rxq, CTX_HSPLIT_0);
}

/**
 * e810_rxq_size() - how many descriptors a queue has
 * @card: the card
 * @queue: the queue
 *
 * Return: the number.
 */
u32 e810_rxq_size(const struct e810 *card, u32 queue)
{
	return context(&card->rxq[queue % E810_QUEUES], CTX_QLEN);
}

/**
 * e810_rxq_wants_time() - whether a queue's descriptors have a timestamp
 * @card: the card
 * @queue: the queue
 *
 * Return: true when they have.
 */
bool e810_rxq_wants_time(const struct e810 *card, u32 queue)
{
	return card->rxq[queue % E810_QUEUES].flex & QRXFLXP_CNTXT_TS_M;
}

/**
 * e810_rxq_tag_in_first() - where a queue's descriptors have a tag
 * @card: the card
 * @queue: the queue
 *
 * Return: true: in L2TAG1; false: in the second L2TAG2.
 */
bool e810_rxq_tag_in_first(const struct e810 *card, u32 queue)
{
	return context(&card->rxq[queue % E810_QUEUES], CTX_L2TSEL);
}

/**
 * e810_rxq_keeps_crc() - whether a queue gets the FCS of frames
 * @card: the card
 * @queue: the queue
 *
 * Return: true when it does.
 */
bool e810_rxq_keeps_crc(const struct e810 *card, u32 queue)
{
	return !context(&card->rxq[queue % E810_QUEUES], CTX_CRCSTRIP);
}

/**
 * e810_rxq_reset() - disable all receive queues
 * @card: the card
 */
void e810_rxq_reset(struct e810 *card)
{
	memset(card->rxq, 0, sizeof(card->rxq));
}

/* Registers of queues that the function does not have read 0. */
#define QUEUES_OF_DEVICE	2048

static struct e810_rxq *queue_of(struct e810 *card, u32 index)
{
	return index < E810_QUEUES ? &card->rxq[index] : NULL;
}

/* QRX_CONTEXT: the first words of all queues, then the second ones ... */
u32 e810_rx_context_read(struct e810 *card, u32 index)
{
	struct e810_rxq *rxq = queue_of(card, index % QUEUES_OF_DEVICE);

	return rxq ? rxq->context[index / QUEUES_OF_DEVICE] : 0;
}

void e810_rx_context_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_rxq *rxq = queue_of(card, index % QUEUES_OF_DEVICE);

	if (rxq)
		rxq->context[index / QUEUES_OF_DEVICE] = val;
}

u32 e810_rx_ctrl_read(struct e810 *card, u32 index)
{
	struct e810_rxq *rxq = queue_of(card, index);

	return rxq && rxq->enabled ? QRX_CTRL_QENA_REQ_M | QRX_CTRL_QENA_STAT_M
				   : 0;
}

/* A queue begins with its first descriptor. */
void e810_rx_ctrl_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_rxq *rxq = queue_of(card, index);
	bool enable = val & QRX_CTRL_QENA_REQ_M;

	if (!rxq)
		return;
	if (enable && !rxq->enabled)
		rxq->head = 0;
	rxq->enabled = enable;
}

u32 e810_rx_tail_read(struct e810 *card, u32 index)
{
	struct e810_rxq *rxq = queue_of(card, index);

	return rxq ? rxq->tail : 0;
}

/* The tail moves by multiples of eight. */
void e810_rx_tail_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_rxq *rxq = queue_of(card, index);

	if (rxq)
		rxq->tail = val & QRX_TAIL_TAIL_M & ~7U;
}

u32 e810_rx_flex_read(struct e810 *card, u32 index)
{
	struct e810_rxq *rxq = queue_of(card, index);

	return rxq ? rxq->flex : 0;
}

void e810_rx_flex_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_rxq *rxq = queue_of(card, index);

	if (rxq)
		rxq->flex = val;
}

u32 e810_rx_irq_read(struct e810 *card, u32 index)
{
	struct e810_rxq *rxq = queue_of(card, index);

	return rxq ? rxq->irq : 0;
}

void e810_rx_irq_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_rxq *rxq = queue_of(card, index);

	if (rxq)
		rxq->irq = val;
}
