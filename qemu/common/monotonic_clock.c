// SPDX-License-Identifier: GPL-2.0
/* The clock of deadlines and durations, and time limits on a slow machine. */
#include <stdlib.h>
#include <time.h>

#include "monotonic_clock.h"
#include "error.h"

/**
 * clock_ms() - read a clock that only moves forward
 *
 * Return: milliseconds since an arbitrary moment.
 */
long long clock_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

/**
 * clock_scaled_ms() - scale a time limit by $SLOWDOWN
 * @seconds: the limit on an idle machine; 0 for no limit
 *
 * SLOWDOWN may be a fraction.
 *
 * Return: the limit in milliseconds.
 */
unsigned int clock_scaled_ms(unsigned int seconds)
{
	const char *env = getenv("SLOWDOWN");
	char *end = "";
	double factor = env && *env ? strtod(env, &end) : 1;

	if (*end || !(factor >= 0.001 && factor <= 1000))
		die("SLOWDOWN=%s: want a factor like 2.5", env);
	return seconds * 1000.0 * factor;
}
