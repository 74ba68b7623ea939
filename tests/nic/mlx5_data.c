// SPDX-License-Identifier: GPL-2.0
/* The unmodified mlx5 driver on a modelled ConnectX-5: frames under XDP programs. */
#include "mlx5_card.inc.c"
#include "data_cases.inc.c"

TEST_MAIN(card_open)
