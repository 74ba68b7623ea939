/* SPDX-License-Identifier: GPL-2.0 */
/* The control queues: rings of descriptors to and from the firmware. */
#ifndef E810_CONTROL_QUEUE_H
#define E810_CONTROL_QUEUE_H

#include "ice_format.h"

struct e810;

enum e810_cq_number {
	E810_CQ_ADMIN,
	E810_CQ_MAILBOX,
	E810_CQ_SIDEBAND,
	E810_CQS,
};

/**
 * struct e810_ring - one direction of a control queue
 * @base: bus address
 * @len: the length register: entries, flags, and whether it is enabled
 * @head: the descriptor that the card uses next
 * @tail: the descriptor that the driver fills next
 */
struct e810_ring {
	u64 base;
	u32 len, head, tail;
};

/**
 * struct e810_cq - a control queue
 * @send: to the firmware (ATQ)
 * @receive: from the firmware (ARQ)
 * @lost: events for which there was no descriptor
 */
struct e810_cq {
	struct e810_ring send, receive;
	u32 lost;
};

/* The registers of a ring, in the order of its table of addresses */
enum e810_ring_register {
	E810_RING_BAL,
	E810_RING_BAH,
	E810_RING_LEN,
	E810_RING_HEAD,
	E810_RING_TAIL,
	E810_RING_REGISTERS,
};

u32 e810_cq_read(struct e810 *card, u32 off, bool *known);
bool e810_cq_write(struct e810 *card, u32 off, u32 val);
void e810_cq_run(struct e810 *card, unsigned int number);
bool e810_cq_event(struct e810 *card, unsigned int number, u16 opcode,
		   const void *data, u16 len);
void e810_cq_reset(struct e810 *card);

#endif /* E810_CONTROL_QUEUE_H */
