/* SPDX-License-Identifier: GPL-2.0 */
/* Packets by stage of their way through the stack. */
#ifndef TESTS_BENCH_EFFECT_STAGES_H
#define TESTS_BENCH_EFFECT_STAGES_H

enum stage {
	STAGE_OUTER,	/* the stack has the packet, in its tunnel */
	STAGE_INNER,	/* the packet has left the tunnel */

	STAGES
};

/**
 * struct stage_count - what a CPU has handled in a stage
 * @skbs: calls of the stack
 * @packets: packets, of which GRO makes one call for several
 */
struct stage_count {
	unsigned long long skbs;
	unsigned long long packets;
};

#endif /* TESTS_BENCH_EFFECT_STAGES_H */
