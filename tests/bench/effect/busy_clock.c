// SPDX-License-Identifier: GPL-2.0
/*
 * How long the only CPU has been busy. Under -icount shift=0 a nanosecond is an
 * instruction, but while the CPU waits for a card, time passes without any.
 */
#include <stdio.h>
#include <time.h>

#include "busy_clock.h"
#include "qemu/common/error.h"

#define TIMER_LIST	"/proc/timer_list"
#define IDLE		" .idle_sleeptime : %llu nsecs"

static uint64_t idle_ns(void)
{
	unsigned long long ns;
	FILE *from = fopen(TIMER_LIST, "re");
	char line[256];

	while (from && fgets(line, sizeof(line), from))
		if (sscanf(line, IDLE, &ns) == 1) {
			fclose(from);
			return ns;
		}
	die(TIMER_LIST " does not say how long the CPU was idle");
}

/**
 * busy_ns() - read how long the CPU has been busy
 *
 * Return: nanoseconds since the guest began.
 */
uint64_t busy_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec - idle_ns();
}
