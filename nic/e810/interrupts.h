/* SPDX-License-Identifier: GPL-2.0 */
/* Interrupts: vectors, their throttling (ITR), their causes. */
#ifndef E810_INTERRUPTS_H
#define E810_INTERRUPTS_H

#include "nic/nic.h"
#include "ice_format.h"

struct e810;

#define E810_ITRS	3	/* and index 3: no throttling */
#define E810_ITR_NONE	3

/* The causes that are no queues: each has a register that names its vector. */
enum e810_cause {
	E810_CAUSE_OICR,
	E810_CAUSE_FW,
	E810_CAUSE_MBX,
	E810_CAUSE_SB,
	E810_CAUSES,
};

/**
 * struct e810_vector - an MSI-X vector
 * @enabled: an event may raise it (INTENA)
 * @pending: events that wait, by bit: ITR indices, E810_ITR_NONE
 * @itr: the least interval, by ITR index, in units of 2 us
 * @rate: the register GLINT_RATE
 * @last: time of the last interrupt
 */
struct e810_vector {
	bool enabled;
	u8 pending;
	u16 itr[E810_ITRS];
	u32 rate;
	u64 last;
};

/**
 * struct e810_irq - the interrupts
 * @vector: the vectors
 * @cause: the register of each cause, E810_CAUSE_...
 * @oicr: the other causes, which a read of PFINT_OICR clears
 * @oicr_ena: those that may raise an interrupt
 */
struct e810_irq {
	struct e810_vector vector[NIC_VECTORS_MAX];
	u32 cause[E810_CAUSES];
	u32 oicr, oicr_ena;
};

void e810_irq_event(struct e810 *card, u32 ctl);
void e810_irq_cause(struct e810 *card, enum e810_cause cause);
void e810_irq_other(struct e810 *card, u32 bits);
void e810_irq_timer(struct e810 *card, u64 now);
u64 e810_irq_next(const struct e810 *card);
void e810_irq_reset(struct e810 *card);

u32 e810_dyn_ctl_read(struct e810 *card, u32 index);
void e810_dyn_ctl_write(struct e810 *card, u32 index, u32 val);
u32 e810_itr_read(struct e810 *card, u32 index);
void e810_itr_write(struct e810 *card, u32 index, u32 val);
u32 e810_rate_read(struct e810 *card, u32 index);
void e810_rate_write(struct e810 *card, u32 index, u32 val);
u32 e810_oicr_read(struct e810 *card, u32 index);
void e810_oicr_write(struct e810 *card, u32 index, u32 val);
u32 e810_oicr_ena_read(struct e810 *card, u32 index);
void e810_oicr_ena_write(struct e810 *card, u32 index, u32 val);

#endif /* E810_INTERRUPTS_H */
