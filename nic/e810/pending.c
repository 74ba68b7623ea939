// SPDX-License-Identifier: GPL-2.0
/*
 * How much the card does at once. A guest may post far more work than it seems,
 * and its machine stands still while the card works. So each call of an entry
 * point has a budget, and the rest of the work waits for the timer.
 *
 * A unit is about ten nanoseconds.
 */
#include "nic/nic.h"

#include "e810.h"
#include "function.h"

#define BUDGET		(1 << 20)
#define PAUSE_NS	100000

/**
 * e810_budget_begin() - start a new budget, at an entry point
 * @card: the card
 */
void e810_budget_begin(struct e810 *card)
{
	card->pending.left = BUDGET;
}

/**
 * e810_budget_spend() - spend some of the budget
 * @card: the card
 * @units: the cost
 */
void e810_budget_spend(struct e810 *card, u64 units)
{
	card->pending.left -= units;
}

/**
 * e810_budget_over() - whether to stop and let the rest wait
 * @card: the card
 *
 * Return: true when the budget is used up.
 */
bool e810_budget_over(const struct e810 *card)
{
	return card->pending.left <= 0;
}

/**
 * e810_pending_waits() - whether any work waits for the timer
 * @card: the card
 *
 * New work has to wait behind it. Otherwise a guest that goes on posting would
 * get a new budget with each doorbell.
 *
 * Return: true when some work waits.
 */
bool e810_pending_waits(const struct e810 *card)
{
	return card->pending.waiting;
}

static u64 earlier(u64 a, u64 b)
{
	return !a || (b && b < a) ? b : a;
}

/**
 * e810_pending_set_timer() - set the timer to the earliest thing that is due
 * @card: the card
 */
void e810_pending_set_timer(struct e810 *card)
{
	const struct nic_host *host = &card->nic.host;
	u64 when = card->pending.waiting ? card->pending.due : 0;

	when = earlier(when, e810_irq_next(card));
	when = earlier(when, card->core_reset_at);
	host->timer(host->opaque, when);
}

static void start_waiting(struct e810 *card)
{
	if (card->pending.waiting)
		return;
	card->pending.waiting = true;
	card->pending.due = e810_now(card) + PAUSE_NS;
	e810_pending_set_timer(card);
}

/**
 * e810_pending_put_cq() - let a control queue wait for the timer
 * @card: the card
 * @number: the queue
 */
void e810_pending_put_cq(struct e810 *card, unsigned int number)
{
	card->pending.cq |= BIT(number);
	start_waiting(card);
}

/**
 * e810_pending_put_tx() - let a transmit queue wait for the timer
 * @card: the card
 * @queue: the queue
 */
void e810_pending_put_tx(struct e810 *card, unsigned int queue)
{
	card->pending.tx[queue / 64] |= BIT_ULL(queue % 64);
	start_waiting(card);
}

/**
 * e810_pending_drop_tx() - forget the waiting work of a transmit queue
 * @card: the card
 * @queue: the queue
 */
void e810_pending_drop_tx(struct e810 *card, unsigned int queue)
{
	card->pending.tx[queue / 64] &= ~BIT_ULL(queue % 64);
}

/**
 * e810_pending_drop_all() - forget all waiting work
 * @card: the card
 */
void e810_pending_drop_all(struct e810 *card)
{
	card->pending = (struct e810_pending){ .left = card->pending.left };
	e810_pending_set_timer(card);
}

/* Takes the queues in turn, from the one after the last turn on. */
static void run_queues(struct e810 *card)
{
	for (u32 n = 0; n < E810_QUEUES && !e810_budget_over(card); n++) {
		u32 queue = card->pending.next % E810_QUEUES;

		card->pending.next = queue + 1;
		if (!(card->pending.tx[queue / 64] & BIT_ULL(queue % 64)))
			continue;
		e810_pending_drop_tx(card, queue);
		e810_txq_run(card, queue);
	}
}

static void run_waiting(struct e810 *card)
{
	u32 cq = card->pending.cq;

	card->pending.waiting = false;
	card->pending.cq = 0;
	for (unsigned int i = 0; i < E810_CQS; i++)
		if (cq & BIT(i))
			e810_cq_run(card, i);
	run_queues(card);
	for (size_t i = 0; i < ARRAY_SIZE(card->pending.tx); i++)
		if (card->pending.tx[i])
			start_waiting(card);
}

/**
 * e810_pending_timer() - entry point: the timer has expired
 * @nic: the card
 */
void e810_pending_timer(struct nic *nic)
{
	struct e810 *card = (struct e810 *)nic;
	u64 now = e810_now(card);

	e810_budget_begin(card);
	if (card->core_reset_at && now >= card->core_reset_at)
		e810_core_reset(card);
	if (card->pending.waiting && now >= card->pending.due)
		run_waiting(card);
	e810_irq_timer(card, now);
	e810_pending_set_timer(card);
}
