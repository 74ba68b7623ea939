// SPDX-License-Identifier: GPL-2.0
/* What completion queues wait for the timer with: their moderated events. */
#include "nic/nic.h"

#include "cq.h"
#include "cx5.h"
#include "internal_timer.h"
#include "work.h"

#define REMIND_NS	1000000

/**
 * cx5_work_due() - when cx5_work_timer() has something to do
 * @nic: the card
 *
 * Return: the time, 0: never.
 */
u64 cx5_work_due(const struct nic *nic)
{
	const struct cx5_work *work = &((const struct cx5 *)nic)->work;

	return nic_earlier(work->remind, work->moderate);
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
	nic_set_timer(&cx5->nic);
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
	nic_set_timer(&cx5->nic);
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
 * @now: the time
 */
void cx5_work_timer(struct nic *nic, u64 now)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	if (cx5->work.remind && now >= cx5->work.remind) {
		cx5->work.remind = 0;
		cx5_cq_remind(cx5);
	}
	if (cx5->work.moderate && now >= cx5->work.moderate)
		run_moderated(cx5);
}
