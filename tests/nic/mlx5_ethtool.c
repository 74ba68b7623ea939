// SPDX-License-Identifier: GPL-2.0
/* Every operation of ethtool on the unmodified mlx5 driver with a modelled ConnectX-5. */
#define CARD_HEADING	"### mlx5 on a ConnectX-5"
#include "ethtool_cases.inc.c"

TEST_MAIN(table_open)
