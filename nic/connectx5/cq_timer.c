// SPDX-License-Identifier: GPL-2.0
/* The timer of completion queues: moderated events, and reminders. */
#include "nic/nic.h"

#include "cq.h"
#include "cx5.h"
#include "internal_timer.h"
#include "cq_timer.h"

#define REMIND_NS	1000000

/**
 * cx5_cq_timer_due() - when cx5_cq_timer() has something to do
 * @nic: the card
 *
 * Return: the time, 0: never.
 */
u64 cx5_cq_timer_due(const struct nic *nic)
{
	const struct cx5_cq_timer *timer =
		&((const struct cx5 *)nic)->cq_timer;

	return nic_earlier(timer->remind, timer->moderate);
}

/**
 * cx5_cq_timer_remind() - have the timer call cx5_cq_remind()
 * @cx5: the card
 */
void cx5_cq_timer_remind(struct cx5 *cx5)
{
	if (cx5->cq_timer.remind)
		return;
	cx5->cq_timer.remind = cx5_now(cx5) + REMIND_NS;
	nic_set_timer(&cx5->nic);
}

/**
 * cx5_cq_timer_put() - let the event of a completion queue wait for the timer
 * @cx5: the card
 * @cqn: number of the queue
 * @when: time at which it is due
 */
void cx5_cq_timer_put(struct cx5 *cx5, u32 cqn, u64 when)
{
	struct cx5_cq_timer *timer = &cx5->cq_timer;
	u32 i = (cqn - 1) % CX5_CQS;

	timer->cq[i / 64] |= BIT_ULL(i % 64);
	if (timer->moderate && timer->moderate <= when)
		return;
	timer->moderate = when;
	nic_set_timer(&cx5->nic);
}

/* A queue that is not due yet waits again. */
static void run_moderated(struct cx5 *cx5)
{
	cx5->cq_timer.moderate = 0;
	for (u32 i = 0; i < ARRAY_SIZE(cx5->cq_timer.cq); i++) {
		u64 word = cx5->cq_timer.cq[i];

		cx5->cq_timer.cq[i] = 0;
		for (; word; word &= word - 1)
			cx5_cq_due(cx5, i * 64 + __builtin_ctzll(word) + 1);
	}
}

/**
 * cx5_cq_timer() - entry point: the timer has expired
 * @nic: the card
 * @now: the time
 */
void cx5_cq_timer(struct nic *nic, u64 now)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	if (cx5->cq_timer.remind && now >= cx5->cq_timer.remind) {
		cx5->cq_timer.remind = 0;
		cx5_cq_remind(cx5);
	}
	if (cx5->cq_timer.moderate && now >= cx5->cq_timer.moderate)
		run_moderated(cx5);
}
