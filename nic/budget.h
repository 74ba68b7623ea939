/* SPDX-License-Identifier: GPL-2.0 */
/* How much a card does at once, and what waits for the timer. */
#ifndef NIC_BUDGET_H
#define NIC_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

struct nic;

/* The most send queues of a card, a multiple of 64 */
#define NIC_SEND_QUEUES	1024

/**
 * struct nic_budget - the budget, and the work that waits
 * @left: units that this entry may still spend
 * @waiting: some work waits for the timer
 * @due: time at which the waiting work starts
 * @commands: commands to execute, by bit, as the card numbers them
 * @queue: send queues that have something to execute, by bit
 * @next: the send queue that has the next turn
 */
struct nic_budget {
	int64_t left;
	bool waiting;
	uint64_t due;
	uint32_t commands;
	uint64_t queue[NIC_SEND_QUEUES / 64];
	uint32_t next;
};

void nic_budget_begin(struct nic *nic);
void nic_budget_spend(struct nic *nic, uint64_t units);
bool nic_budget_over(const struct nic *nic);
bool nic_budget_broke(const struct nic *nic);

bool nic_work_waits(const struct nic *nic);
void nic_work_put_commands(struct nic *nic, uint32_t vector);
void nic_work_put_queue(struct nic *nic, uint32_t queue);
void nic_work_drop_queue(struct nic *nic, uint32_t queue);
void nic_work_drop_all(struct nic *nic);
void nic_work_timer(struct nic *nic);
void nic_set_timer(struct nic *nic);

/* Returns the earlier of two times, of which 0 is never. */
static inline uint64_t nic_earlier(uint64_t a, uint64_t b)
{
	return !a || (b && b < a) ? b : a;
}

#endif /* NIC_BUDGET_H */
