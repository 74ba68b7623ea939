// SPDX-License-Identifier: GPL-2.0
/*
 * The hardware clock of a modelled E810 under the unmodified ice driver. A descriptor
 * has 32 bits of a time, and the driver adds the others.
 */
#include "ice_card.inc.c"

/* The driver reads the clock, adds to it and sets it, unless 31 bits are enough. */
#define CARD_STOPS	(SECOND / 2)
#include "clock_cases.inc.c"

TEST_MAIN(card_open)
