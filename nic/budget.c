// SPDX-License-Identifier: GPL-2.0
/*
 * How much a card does at once. A guest may post far more work than it seems,
 * and its machine stands still while the card works. So each call of an entry
 * point has a budget, and the rest of the work waits for the timer.
 *
 * A unit is about ten nanoseconds. Work that can be interrupted (send queues, a
 * large send, commands) stops when the budget is used up. Work that cannot (one
 * packet) fails when it has used as much again; no driver's packet does.
 */
#include <linux/types.h>

#include "budget.h"
#include "nic.h"

#define BUDGET		(1 << 20)
#define PAUSE_NS	100000

/**
 * nic_budget_begin() - start a new budget, at an entry point
 * @nic: the card
 */
void nic_budget_begin(struct nic *nic)
{
	nic->budget.left = BUDGET;
}

/**
 * nic_budget_spend() - spend some of the budget
 * @nic: the card
 * @units: the cost
 */
void nic_budget_spend(struct nic *nic, u64 units)
{
	nic->budget.left -= units;
}

/**
 * nic_budget_over() - whether to stop, for work that can go on later
 * @nic: the card
 *
 * Return: true when the budget is used up.
 */
bool nic_budget_over(const struct nic *nic)
{
	return nic->budget.left <= 0;
}

/**
 * nic_budget_broke() - whether to fail, for work that cannot go on later
 * @nic: the card
 *
 * Return: true when the budget is used up twice.
 */
bool nic_budget_broke(const struct nic *nic)
{
	return nic->budget.left < -BUDGET;
}

/**
 * nic_work_waits() - whether any work waits for the timer
 * @nic: the card
 *
 * New work has to wait behind it. Otherwise a guest that goes on posting would
 * get a new budget with each doorbell.
 *
 * Return: true when some work waits.
 */
bool nic_work_waits(const struct nic *nic)
{
	return nic->budget.waiting;
}

/**
 * nic_set_timer() - set the timer to the earliest thing that is due
 * @nic: the card
 */
void nic_set_timer(struct nic *nic)
{
	u64 when = nic->model->due(nic);

	if (nic->budget.waiting)
		when = nic_earlier(when, nic->budget.due);
	nic->host.timer(nic->host.opaque, when);
}

static void start_waiting(struct nic *nic)
{
	if (nic->budget.waiting)
		return;
	nic->budget.waiting = true;
	nic->budget.due = nic->host.now(nic->host.opaque) + PAUSE_NS;
	nic_set_timer(nic);
}

/**
 * nic_work_put_commands() - let commands wait for the timer
 * @nic: the card
 * @vector: the commands, by bit
 */
void nic_work_put_commands(struct nic *nic, u32 vector)
{
	nic->budget.commands |= vector;
	start_waiting(nic);
}

/**
 * nic_work_put_queue() - let a send queue wait for the timer
 * @nic: the card
 * @queue: the queue
 */
void nic_work_put_queue(struct nic *nic, u32 queue)
{
	nic->budget.queue[queue / 64] |= BIT_ULL(queue % 64);
	start_waiting(nic);
}

/**
 * nic_work_drop_queue() - forget the waiting work of a send queue
 * @nic: the card
 * @queue: the queue
 */
void nic_work_drop_queue(struct nic *nic, u32 queue)
{
	nic->budget.queue[queue / 64] &= ~BIT_ULL(queue % 64);
}

/**
 * nic_work_drop_all() - forget all waiting work
 * @nic: the card
 */
void nic_work_drop_all(struct nic *nic)
{
	nic->budget = (struct nic_budget){ .left = nic->budget.left };
	nic_set_timer(nic);
}

/* Takes the queues in turn, from the one after the last turn on. */
static void run_queues(struct nic *nic)
{
	struct nic_budget *budget = &nic->budget;
	u32 queues = nic->model->send_queues;

	for (u32 n = 0; n < queues && !nic_budget_over(nic); n++) {
		u32 queue = budget->next % queues;

		budget->next = queue + 1;
		if (!(budget->queue[queue / 64] & BIT_ULL(queue % 64)))
			continue;
		nic_work_drop_queue(nic, queue);
		nic->model->run_queue(nic, queue);
	}
}

static void run_waiting(struct nic *nic)
{
	struct nic_budget *budget = &nic->budget;
	u32 vector = budget->commands;

	budget->waiting = false;
	budget->commands = 0;
	if (vector)
		nic->model->run_commands(nic, vector);
	run_queues(nic);
	for (size_t i = 0; i < ARRAY_SIZE(budget->queue); i++)
		if (budget->queue[i])
			start_waiting(nic);
}

/**
 * nic_work_timer() - the timer has expired
 * @nic: the card
 *
 * What the card itself waits for comes first.
 */
void nic_work_timer(struct nic *nic)
{
	u64 now = nic->host.now(nic->host.opaque);

	nic->model->timer(nic, now);
	if (nic->budget.waiting && now >= nic->budget.due)
		run_waiting(nic);
	nic_set_timer(nic);
}
