// SPDX-License-Identifier: GPL-2.0
/* Every operation of ethtool on the unmodified ice driver with a modelled E810. */
#define CARD_HEADING	"### ice on an E810"
#include "ethtool_cases.inc.c"

TEST_MAIN(table_open)
