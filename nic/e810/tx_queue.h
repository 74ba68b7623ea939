/* SPDX-License-Identifier: GPL-2.0 */
/* Transmit queues. */
#ifndef E810_TX_QUEUE_H
#define E810_TX_QUEUE_H

#include "admin_commands.h"
#include "rx_queue.h"

/**
 * struct e810_txq - a transmit queue
 * @enabled: it exists
 * @teid: its node in the scheduler tree
 * @base: bus address of the ring
 * @len: number of descriptors
 * @vsi: the VSI that sends
 * @stamps: frames may ask for a timestamp
 * @large: frames may be large sends
 * @irq: the register QINT_TQCTL
 * @head: the descriptor that the card executes next
 * @tail: the first descriptor that is not for the card
 * @packets: frames that it sent; a large send counts once
 * @errors: descriptors that made no sense
 */
struct e810_txq {
	bool enabled;
	u32 teid;
	u64 base;
	u32 len;
	u16 vsi;
	bool stamps, large;
	u32 irq;
	u32 head, tail;
	u64 packets, errors;
};

/**
 * struct e810_offloads - sent frames by what the card did with them
 * @checksum: it filled in a checksum of layer 4
 * @large: it cut the frame into segments
 * @tag: it inserted one tag or two
 */
struct e810_offloads {
	u64 checksum, large, tag;
};

void e810_txq_run(struct e810 *card, u32 queue);
u32 e810_txq_used(const struct e810 *card);
void e810_txq_reset(struct e810 *card);

u32 e810_tx_doorbell_read(struct e810 *card, u32 index);
void e810_tx_doorbell_write(struct e810 *card, u32 index, u32 val);
u32 e810_tx_head_read(struct e810 *card, u32 index);
u32 e810_tx_irq_read(struct e810 *card, u32 index);
void e810_tx_irq_write(struct e810 *card, u32 index, u32 val);

E810_HANDLER(e810_add_txqs);
E810_HANDLER(e810_dis_txqs);

#endif /* E810_TX_QUEUE_H */
