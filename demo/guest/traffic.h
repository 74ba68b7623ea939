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
 * @backwards: send the packets of each flow in reverse order
 * @midway: called with @arg when half of the packets are sent, or %NULL
 * @arg: kind of tunnel
 */
struct plan {
	uint32_t run;
	int inner;
	int flows;
	int each;
	bool backwards;
	void (*midway)(const struct topology *topo, const struct tunnel *arg);
	const struct tunnel *arg;
};

void traffic_run(const struct topology *topo, const struct plan *plan,
		 struct tally *tally);

#endif
