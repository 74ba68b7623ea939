// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver is bound to a modelled E810 again and again. It leaves two
 * rules of the switch, and the reset of the next probe removes them.
 */
#include "ice_open.inc.c"

#define CARD_LEFT	2
#define CARD_SECONDS	600
#include "probe_cases.inc.c"
