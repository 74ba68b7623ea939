/* SPDX-License-Identifier: GPL-2.0 */
/* How much the card does at once, and what waits for the timer. */
#ifndef E810_PENDING_H
#define E810_PENDING_H

#include "tx_queue.h"

struct e810;
struct nic;

/**
 * struct e810_pending - the budget, and the work that waits
 * @left: units that this entry may still spend
 * @waiting: some work waits for the timer
 * @due: time at which the waiting work starts
 * @cq: control queues with commands to execute, by bit
 * @tx: transmit queues with descriptors to execute, by bit
 * @next: the transmit queue that has the next turn
 */
struct e810_pending {
	int64_t left;
	bool waiting;
	u64 due;
	u32 cq;
	u64 tx[E810_QUEUES / 64];
	u32 next;
};

void e810_budget_begin(struct e810 *card);
void e810_budget_spend(struct e810 *card, u64 units);
bool e810_budget_over(const struct e810 *card);
bool e810_pending_waits(const struct e810 *card);
void e810_pending_put_cq(struct e810 *card, unsigned int number);
void e810_pending_put_tx(struct e810 *card, unsigned int queue);
void e810_pending_drop_tx(struct e810 *card, unsigned int queue);
void e810_pending_drop_all(struct e810 *card);
void e810_pending_set_timer(struct e810 *card);
void e810_pending_timer(struct nic *nic);

#endif /* E810_PENDING_H */
