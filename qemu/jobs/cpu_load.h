/* SPDX-License-Identifier: GPL-2.0 */
#ifndef JOBS_CPU_LOAD_H
#define JOBS_CPU_LOAD_H

#include <stdbool.h>

/**
 * struct cpu_load - a measurement of the CPUs
 * @path: file with their ticks
 * @cpus: number of CPUs in it that this process may use; 0: unknown
 * @since_ms: when it began, on the clock of clock_ms()
 * @busy: busy ticks of these CPUs at that time
 * @all: all ticks of these CPUs at that time
 */
struct cpu_load {
	const char *path;
	int cpus;
	long long since_ms;
	long long busy;
	long long all;
};

unsigned int cpu_count(void);
void cpu_load_begin(struct cpu_load *load, const char *path);
bool cpu_load_has_room(struct cpu_load *load, unsigned int cpus);

#endif
