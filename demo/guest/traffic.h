/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_TRAFFIC_H
#define DEMO_GUEST_TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>

#include "tally.h"

struct topology;
struct tunnel;

/**
 * struct plan - the packets of a run
 * @run: number of the run, which every packet carries
 * @inner: IP version of the flows, 4 or 6
 * @flows: number of flows, each with a source port of its own
 * @each: packets of a flow
 * @train: packets that a flow sends before the next one's turn, a divisor of @each, or 0 for 1
 * @payload: bytes of each packet, or 0 for many lengths
 * @window: packets that are under way at most, or 0 for %WINDOW
 * @stall_ms: the run ends after so long without a packet, or 0 for %STALL_MS
 * @gro: take packets that GRO merged as one
 * @backwards: send the packets of each flow in reverse order
 * @midway: called with @arg when half of the packets are sent, or %NULL
 * @arg: kind of tunnel
 */
struct plan {
	uint32_t run;
	int inner;
	int flows;
	int each;
	int train;
	int payload;
	int window;
	int stall_ms;
	bool gro;
	bool backwards;
	void (*midway)(const struct topology *topo, const struct tunnel *arg);
	const struct tunnel *arg;
};

void traffic_exchange(const struct topology *topo, const struct plan *plan,
		      struct tally *tally);
void traffic_run(const struct topology *topo, const struct plan *plan,
		 struct tally *tally);

#endif
