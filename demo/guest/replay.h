/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_REPLAY_H
#define DEMO_GUEST_REPLAY_H

#include "tally.h"

struct capture;
struct topology;

void replay_run(const struct topology *topo, struct capture *capture,
		struct tally *tally);

#endif
