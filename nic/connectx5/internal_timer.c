// SPDX-License-Identifier: GPL-2.0
/*
 * The free-running clock. It goes by the machine's time, so what the driver makes
 * of it, PHC and timestamps alike, is one time.
 */
#include "cx5.h"

#define NS_PER_MS	1000000

/* A tick is 64/5 ns: no rounding but the one that a real clock does. */
_Static_assert(CX5_KHZ * 64 == NS_PER_MS * 5, "what cx5_ticks() divides by");

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
 * cx5_ticks() - what the clock shows
 * @ns: at this time of the machine
 *
 * Return: ticks.
 */
u64 cx5_ticks(u64 ns)
{
	return ns / 64 * 5 + ns % 64 * 5 / 64;
}
