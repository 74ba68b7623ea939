/* SPDX-License-Identifier: GPL-2.0 */
/* lab-ktap: whether the machine could do more than it does. */
#ifndef LAB_KTAP_LOAD_H
#define LAB_KTAP_LOAD_H

#include <stdbool.h>

/**
 * struct load - what the CPUs did
 * @path: where that is read
 * @cpus: how many of ours that tells of; 0: nothing is known
 * @since_ms: when, on the clock of ktap_now_ms()
 * @busy: ticks that they worked until then
 * @all: ... and all ticks
 */
struct load {
	const char *path;
	int cpus;
	long long since_ms;
	long long busy;
	long long all;
};

unsigned int load_cpus(void);
void load_begin(struct load *load, const char *path);
bool load_has_room(struct load *load, unsigned int cpus);

#endif
