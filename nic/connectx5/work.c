// SPDX-License-Identifier: GPL-2.0
/*
 * How much the card does at once. A guest may post far more work than it seems,
 * and its machine stands still while the card works. So each call of an entry
 * point has a budget, and the rest of the work waits for the timer.
 *
 * A unit is about ten nanoseconds. Work that can be interrupted (send queues, a
 * large send, commands) stops when the budget is used up. Work that cannot (one
 * packet) fails when it has used as much again; no driver's packet does.
 */
#include "nic/nic.h"

#include "command_queue.h"
#include "cq.h"
#include "cx5.h"
#include "internal_timer.h"
#include "sq.h"
#include "work.h"

#define BUDGET		(1 << 20)
#define PAUSE_NS	100000
#define REMIND_NS	1000000

/**
 * cx5_work_begin() - start a new budget, at an entry point
 * @cx5: the card
 */
void cx5_work_begin(struct cx5 *cx5)
{
	cx5->work.left = BUDGET;
}

/**
 * cx5_work_spend() - spend some of the budget
 * @cx5: the card
 * @units: the cost
 */
void cx5_work_spend(struct cx5 *cx5, u64 units)
{
	cx5->work.left -= units;
}

/**
 * cx5_work_over() - whether to stop, for work that can go on later
 * @cx5: the card
 *
 * Return: true when the budget is used up.
 */
bool cx5_work_over(const struct cx5 *cx5)
{
	return cx5->work.left <= 0;
}

/**
 * cx5_work_broke() - whether to fail, for work that cannot go on later
 * @cx5: the card
 *
 * Return: true when the budget is used up twice.
 */
bool cx5_work_broke(const struct cx5 *cx5)
{
	return cx5->work.left < -BUDGET;
}

/* Sets the timer to the earliest of the times. */
static void set_timer(struct cx5 *cx5)
{
	const struct nic_host *host = &cx5->nic.host;
	const struct cx5_work *work = &cx5->work;
	u64 when = work->remind;

	if (work->waiting && (!when || work->due < when))
		when = work->due;
	if (work->moderate && (!when || work->moderate < when))
		when = work->moderate;
	host->timer(host->opaque, when);
}

static void start_waiting(struct cx5 *cx5)
{
	if (cx5->work.waiting)
		return;
	cx5->work.waiting = true;
	cx5->work.due = cx5_now(cx5) + PAUSE_NS;
	set_timer(cx5);
}

/**
 * cx5_work_remind() - have the timer call cx5_cq_remind()
 * @cx5: the card
 */
void cx5_work_remind(struct cx5 *cx5)
{
	if (cx5->work.remind)
		return;
	cx5->work.remind = cx5_now(cx5) + REMIND_NS;
	set_timer(cx5);
}

/**
 * cx5_work_waits() - whether any work waits for the timer
 * @cx5: the card
 *
 * New work has to wait behind it. Otherwise a guest that goes on posting would
 * get a new budget with each doorbell.
 *
 * Return: true when some work waits.
 */
bool cx5_work_waits(const struct cx5 *cx5)
{
	return cx5->work.waiting;
}

static u64 *word_of(struct cx5 *cx5, u32 sqn, u64 *bit)
{
	u32 i = (sqn - 1) % CX5_WQS;

	*bit = BIT_ULL(i % 64);
	return &cx5->work.sq[i / 64];
}

/**
 * cx5_work_put_sq() - let a send queue wait for the timer
 * @cx5: the card
 * @sqn: number of the queue, which exists
 */
void cx5_work_put_sq(struct cx5 *cx5, u32 sqn)
{
	u64 bit, *word = word_of(cx5, sqn, &bit);

	*word |= bit;
	start_waiting(cx5);
}

/**
 * cx5_work_drop_sq() - forget the waiting work of a send queue
 * @cx5: the card
 * @sqn: number of the queue
 */
void cx5_work_drop_sq(struct cx5 *cx5, u32 sqn)
{
	u64 bit, *word = word_of(cx5, sqn, &bit);

	*word &= ~bit;
}

/**
 * cx5_work_put_cq() - let the event of a completion queue wait for the timer
 * @cx5: the card
 * @cqn: number of the queue
 * @when: time at which it is due
 */
void cx5_work_put_cq(struct cx5 *cx5, u32 cqn, u64 when)
{
	struct cx5_work *work = &cx5->work;
	u32 i = (cqn - 1) % CX5_CQS;

	work->cq[i / 64] |= BIT_ULL(i % 64);
	if (work->moderate && work->moderate <= when)
		return;
	work->moderate = when;
	set_timer(cx5);
}

/**
 * cx5_work_put_commands() - let commands wait for the timer
 * @cx5: the card
 * @vector: entries of the command queue, by bit
 */
void cx5_work_put_commands(struct cx5 *cx5, u32 vector)
{
	cx5->work.commands |= vector;
	start_waiting(cx5);
}

/**
 * cx5_work_drop_all() - forget all waiting work
 * @cx5: the card
 */
void cx5_work_drop_all(struct cx5 *cx5)
{
	bool set = cx5->work.waiting || cx5->work.remind ||
		   cx5->work.moderate;

	cx5->work = (struct cx5_work){ .left = cx5->work.left };
	if (set)
		set_timer(cx5);
}

/* Takes the queues in turn, from the one after the last turn on. */
static void run_queues(struct cx5 *cx5)
{
	for (u32 n = 0; n < CX5_WQS && !cx5_work_over(cx5); n++) {
		u32 sqn = cx5->work.next % CX5_WQS + 1;
		u64 bit, *word = word_of(cx5, sqn, &bit);

		cx5->work.next = sqn;
		if (!(*word & bit))
			continue;
		*word &= ~bit;
		cx5_sq_run(cx5, sqn);
	}
}

static void run_waiting(struct cx5 *cx5)
{
	u32 vector = cx5->work.commands;

	cx5->work.waiting = false;
	cx5->work.commands = 0;
	if (vector)
		cx5_cmdq_run(cx5, vector);
	run_queues(cx5);
	for (size_t i = 0; i < ARRAY_SIZE(cx5->work.sq); i++)
		if (cx5->work.sq[i])
			start_waiting(cx5);
}

/* A queue that is not due yet waits again. */
static void run_moderated(struct cx5 *cx5)
{
	cx5->work.moderate = 0;
	for (u32 i = 0; i < ARRAY_SIZE(cx5->work.cq); i++) {
		u64 word = cx5->work.cq[i];

		cx5->work.cq[i] = 0;
		for (; word; word &= word - 1)
			cx5_cq_due(cx5, i * 64 + __builtin_ctzll(word) + 1);
	}
}

/**
 * cx5_work_timer() - entry point: the timer has expired
 * @nic: the card
 */
void cx5_work_timer(struct nic *nic)
{
	struct cx5 *cx5 = (struct cx5 *)nic;
	u64 now = cx5_now(cx5);

	cx5_work_begin(cx5);
	if (cx5->work.remind && now >= cx5->work.remind) {
		cx5->work.remind = 0;
		cx5_cq_remind(cx5);
	}
	if (cx5->work.moderate && now >= cx5->work.moderate)
		run_moderated(cx5);
	if (cx5->work.waiting && now >= cx5->work.due)
		run_waiting(cx5);
	set_timer(cx5);
}
