// SPDX-License-Identifier: GPL-2.0
/* The unmodified mlx5 driver is bound to a modelled ConnectX-5 again and again. */
#include "mlx5_open.inc.c"

#define CARD_LEFT	0
#define CARD_SECONDS	300
#include "probe_cases.inc.c"
