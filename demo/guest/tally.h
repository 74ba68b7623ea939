/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_TALLY_H
#define DEMO_GUEST_TALLY_H

#include "packet_counters.h"

/**
 * struct tally - the outcome of a run
 * @sent: packets that the sender's socket accepted
 * @intact: of these, packets that arrived unchanged
 * @repeated: packets that arrived again
 * @damaged: packets that arrived changed, or that were never sent
 * @reordered: packets that arrived after a later one of their flow
 * @passed: with a capture: of the intact ones, those that the program passed on
 * @seconds: duration
 * @packets: packets by queue and CPU
 */
struct tally {
	int sent;
	int intact;
	int repeated;
	int damaged;
	int reordered;
	int passed;
	double seconds;
	struct counters packets;
};

#endif
