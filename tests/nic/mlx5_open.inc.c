// SPDX-License-Identifier: GPL-2.0
/* Included by the mlx5 programs: set up both cards for the cases. */
#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "hints_check.h"
#include "listener.h"

static int card_open(void)
{
	hints_hash_symmetric = true;
	return cards_ready("on") ?: cards_set_rings(RING_SMALL) ?:
	       listener_share(true);
}
