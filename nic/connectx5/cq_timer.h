/* SPDX-License-Identifier: GPL-2.0 */
/* The timer of completion queues. */
#ifndef CX5_CQ_TIMER_H
#define CX5_CQ_TIMER_H

#include "cq.h"

struct cx5;
struct nic;

/**
 * struct cx5_cq_timer - completion queues that wait for the timer
 * @remind: time at which cx5_cq_remind() is due, 0: not due
 * @moderate: time of the first of the events that wait, 0: none waits
 * @cq: completion queues whose events wait, by bit, bit 0 is number 1
 */
struct cx5_cq_timer {
	u64 remind;
	u64 moderate;
	u64 cq[CX5_CQS / 64];
};

void cx5_cq_timer_put(struct cx5 *cx5, u32 cqn, u64 when);
void cx5_cq_timer_remind(struct cx5 *cx5);
u64 cx5_cq_timer_due(const struct nic *nic);
void cx5_cq_timer(struct nic *nic, u64 now);

#endif /* CX5_CQ_TIMER_H */
