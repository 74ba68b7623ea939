// SPDX-License-Identifier: GPL-2.0
/*
 * The free-running clock. It follows the machine's time, so PHC and timestamps,
 * which the driver derives from it, agree.
 */
#include <assert.h>

#include "nic/nic.h"

#include "cx5.h"
#include "internal_timer.h"

#define NS_PER_MS	1000000

/* A tick is 64/5 ns, so cx5_ticks() only rounds down to whole ticks. */
static_assert(CX5_KHZ * 64 == NS_PER_MS * 5, "a tick is 64/5 ns");

/**
 * cx5_now() - read the machine's time
 * @cx5: the card
 *
 * Return: nanoseconds.
 */
u64 cx5_now(struct cx5 *cx5)
{
	const struct nic_host *host = &cx5->nic.host;

	return host->now(host->opaque);
}

/**
 * cx5_ticks() - convert time to ticks of the clock
 * @ns: nanoseconds of the machine
 *
 * Return: ticks.
 */
u64 cx5_ticks(u64 ns)
{
	return ns / 64 * 5 + ns % 64 * 5 / 64;
}
