/* SPDX-License-Identifier: GPL-2.0 */
/* How much the card does at once, and what waits for the timer. */
#ifndef CX5_WORK_H
#define CX5_WORK_H

#include "cq.h"
#include "wq.h"

struct cx5;
struct nic;

/**
 * struct cx5_work - the budget, and the work that waits
 * @left: units that this entry may still spend
 * @waiting: some work waits for the timer
 * @due: time at which the waiting work starts
 * @remind: time at which cx5_cq_remind() is due, 0: not due
 * @commands: entries of the command queue to execute, by bit
 * @moderate: time of the first of the events that wait, 0: none waits
 * @cq: completion queues whose events wait, by bit, bit 0 is number 1
 * @sq: send queues with WQEs to execute, by bit, bit 0 is number 1
 * @next: the send queue that had the last turn
 */
struct cx5_work {
	int64_t left;
	bool waiting;
	u64 due;
	u64 remind;
	u32 commands;
	u64 moderate;
	u64 cq[CX5_CQS / 64];
	u64 sq[CX5_WQS / 64];
	u32 next;
};

void cx5_work_begin(struct cx5 *cx5);
void cx5_work_spend(struct cx5 *cx5, u64 units);
bool cx5_work_over(const struct cx5 *cx5);
bool cx5_work_broke(const struct cx5 *cx5);
bool cx5_work_waits(const struct cx5 *cx5);
void cx5_work_put_sq(struct cx5 *cx5, u32 sqn);
void cx5_work_drop_sq(struct cx5 *cx5, u32 sqn);
void cx5_work_put_cq(struct cx5 *cx5, u32 cqn, u64 when);
void cx5_work_put_commands(struct cx5 *cx5, u32 vector);
void cx5_work_drop_all(struct cx5 *cx5);
void cx5_work_remind(struct cx5 *cx5);
void cx5_work_timer(struct nic *nic);

#endif /* CX5_WORK_H */
