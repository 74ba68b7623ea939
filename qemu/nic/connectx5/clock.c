// SPDX-License-Identifier: GPL-2.0
/*
 * The free-running clock. It ticks once a nanosecond, by the machine's time, so
 * what the driver makes of it, PHC and timestamps alike, is one time.
 */
#include "cx5.h"

/**
 * cx5_now() - read the clock
 * @cx5: the card
 *
 * Return: nanoseconds.
 */
u64 cx5_now(struct cx5 *cx5)
{
	const struct nic_host *host = &cx5->nic.host;

	return host->now(host->opaque);
}
