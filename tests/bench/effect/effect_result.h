/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_EFFECT_EFFECT_RESULT_H
#define TESTS_BENCH_EFFECT_EFFECT_RESULT_H

#include <stdbool.h>
#include <stdio.h>

#include "demo/guest/tally.h"
#include "demo/guest/traffic.h"
#include "stage_counter.h"

struct site;
struct way;

/**
 * struct measured - what a run has shown
 * @plan: what was sent
 * @burst: all of it was sent at once, and each packet cost more
 * @round: number of the repetition
 * @tally: what became of it
 * @stages: packets by CPU
 * @busy_ns: how long the CPU was busy, if instructions are counted
 */
struct measured {
	struct plan plan;
	bool burst;
	int round;
	struct tally tally;
	struct stage_counts stages;
	uint64_t busy_ns;
};

FILE *effect_open(void);
void effect_write(FILE *to, const struct site *site, const struct way *way,
		  const struct measured *run);
void effect_close(FILE *to);

#endif /* TESTS_BENCH_EFFECT_EFFECT_RESULT_H */
