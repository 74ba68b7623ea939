/* SPDX-License-Identifier: GPL-2.0 */
/* Receive queues. */
#ifndef E810_RX_QUEUE_H
#define E810_RX_QUEUE_H

#include "ice_format.h"

struct e810;

/* The device's 2048 queues of each kind, for eight functions */
#define E810_QUEUES	256

/**
 * struct e810_rxq - a receive queue
 * @enabled: it takes frames
 * @context: the registers QRX_CONTEXT
 * @flex: the register QRXFLXP_CNTXT: the format of the descriptors
 * @irq: the register QINT_RQCTL
 * @head: the descriptor that the card fills next
 * @tail: the first descriptor that the card must not fill
 * @packets: frames that it took
 * @dropped: frames for which it had no descriptors
 */
struct e810_rxq {
	bool enabled;
	u32 context[ICE_RXQ_CTX_SIZE_DWORDS];
	u32 flex;
	u32 irq;
	u32 head, tail;
	u64 packets, dropped;
};

/**
 * struct e810_rx_frame - a received frame, and what its descriptor says
 * @data: the bytes, without a tag that is in the descriptor
 * @len: number of bytes
 * @header_len: bytes for the header buffer, 0: none
 * @desc: the descriptor of the last buffer
 */
struct e810_rx_frame {
	const u8 *data;
	u32 len;
	u32 header_len;
	struct ice_32b_rx_flex_desc_nic desc;
};

bool e810_rxq_deliver(struct e810 *card, u32 queue,
		      struct e810_rx_frame *frame);
u32 e810_rxq_size(const struct e810 *card, u32 queue);
u32 e810_rxq_splits(const struct e810 *card, u32 queue);
bool e810_rxq_wants_time(const struct e810 *card, u32 queue);
bool e810_rxq_tag_in_first(const struct e810 *card, u32 queue);
bool e810_rxq_keeps_crc(const struct e810 *card, u32 queue);
void e810_rxq_reset(struct e810 *card);

u32 e810_rx_context_read(struct e810 *card, u32 index);
void e810_rx_context_write(struct e810 *card, u32 index, u32 val);
u32 e810_rx_ctrl_read(struct e810 *card, u32 index);
void e810_rx_ctrl_write(struct e810 *card, u32 index, u32 val);
u32 e810_rx_tail_read(struct e810 *card, u32 index);
void e810_rx_tail_write(struct e810 *card, u32 index, u32 val);
u32 e810_rx_flex_read(struct e810 *card, u32 index);
void e810_rx_flex_write(struct e810 *card, u32 index, u32 val);
u32 e810_rx_irq_read(struct e810 *card, u32 index);
void e810_rx_irq_write(struct e810 *card, u32 index, u32 val);

#endif /* E810_RX_QUEUE_H */
