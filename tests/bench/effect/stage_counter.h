/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_EFFECT_STAGE_COUNTER_H
#define TESTS_BENCH_EFFECT_STAGE_COUNTER_H

#include "demo/guest/packet_counters.h"
#include "stages.h"

struct stage_counter;

/**
 * struct stage_counts - packets by stage and CPU
 * @cpu: for each stage, what each CPU has handled
 */
struct stage_counts {
	struct stage_count cpu[STAGES][CPUS_MAX];
};

struct stage_counter *stage_counter_start(int ns, const char *outer,
					  const char *inner);
void stage_counter_work(struct stage_counter *counter, unsigned int rounds);
void stage_counter_read(struct stage_counter *counter,
			struct stage_counts *counts);
void stage_counter_stop(struct stage_counter *counter);

#endif /* TESTS_BENCH_EFFECT_STAGE_COUNTER_H */
