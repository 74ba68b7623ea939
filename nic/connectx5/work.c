// SPDX-License-Identifier: GPL-2.0
/*
 * How much is done at once. What a guest posts may be much more than it looks,
 * and its machine stands still while the card is at work: so each entry has a
 * budget, and what is left over waits for the timer.
 *
 * A unit is some ten nanoseconds. What can stop in the middle (send queues, a
 * large send, commands) does when the budget is used up. What cannot (one
 * packet) fails once it has taken as much again, which no driver's does.
 */
#include "cx5.h"

#define BUDGET		(1 << 20)
#define PAUSE_NS	100000
#define REMIND_NS	1000000

/**
 * cx5_work_begin() - an entry point is called
 * @cx5: the card
 */
void cx5_work_begin(struct cx5 *cx5)
{
	cx5->work.left = BUDGET;
}

/**
 * cx5_work_over() - whether to stop where that can be done
 * @cx5: the card
 */
bool cx5_work_over(const struct cx5 *cx5)
{
	return cx5->work.left <= 0;
}

/**
 * cx5_work_broke() - whether to fail where there is no way to stop
 * @cx5: the card
 */
bool cx5_work_broke(const struct cx5 *cx5)
{
	return cx5->work.left < -BUDGET;
}

/* For whichever comes first */
static void set_timer(struct cx5 *cx5)
{
	const struct nic_host *host = &cx5->nic.host;
	const struct cx5_work *work = &cx5->work;
	u64 when = work->remind;

	if (work->waiting && (!when || work->due < when))
		when = work->due;
	host->timer(host->opaque, when);
}

static void ask(struct cx5 *cx5)
{
	if (cx5->work.waiting)
		return;
	cx5->work.waiting = true;
	cx5->work.due = cx5_now(cx5) + PAUSE_NS;
	set_timer(cx5);
}

/**
 * cx5_work_remind() - have cx5_cq_remind() called some time later
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
 * cx5_work_waits() - whether there is work left over
 * @cx5: the card
 *
 * Then new work has to wait too, or a guest that goes on posting would have a
 * budget with each doorbell.
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
 * cx5_work_put_sq() - a send queue has more to do
 * @cx5: the card
 * @sqn: the queue, which exists
 */
void cx5_work_put_sq(struct cx5 *cx5, u32 sqn)
{
	u64 bit, *word = word_of(cx5, sqn, &bit);

	*word |= bit;
	ask(cx5);
}

/**
 * cx5_work_drop_sq() - a send queue has no more to do
 * @cx5: the card
 * @sqn: the queue
 */
void cx5_work_drop_sq(struct cx5 *cx5, u32 sqn)
{
	u64 bit, *word = word_of(cx5, sqn, &bit);

	*word &= ~bit;
}

/**
 * cx5_work_put_commands() - there are commands to execute
 * @cx5: the card
 * @vector: entries of the queue, by bit
 */
void cx5_work_put_commands(struct cx5 *cx5, u32 vector)
{
	cx5->work.commands |= vector;
	ask(cx5);
}

/**
 * cx5_work_drop_all() - nothing is left to do
 * @cx5: the card
 */
void cx5_work_drop_all(struct cx5 *cx5)
{
	bool set = cx5->work.waiting || cx5->work.remind;

	cx5->work = (struct cx5_work){ .left = cx5->work.left };
	if (set)
		set_timer(cx5);
}

/* Queues take turns: the next one begins where this one stopped. */
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
			ask(cx5);
}

/* The entry point, which see. */
void cx5_work_timer(struct nic *nic)
{
	struct cx5 *cx5 = (struct cx5 *)nic;
	u64 now = cx5_now(cx5);

	cx5_work_begin(cx5);
	if (cx5->work.remind && now >= cx5->work.remind) {
		cx5->work.remind = 0;
		cx5_cq_remind(cx5);
	}
	if (cx5->work.waiting && now >= cx5->work.due)
		run_waiting(cx5);
	set_timer(cx5);
}
