// SPDX-License-Identifier: GPL-2.0
/* The hardware clock of a modelled ConnectX-5 under the unmodified mlx5 driver. */
#include "mlx5_card.inc.c"

#define CARD_STOPS	0
#include "clock_cases.inc.c"

TEST_MAIN(card_open)
