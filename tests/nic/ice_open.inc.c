// SPDX-License-Identifier: GPL-2.0
/* Included by the ice programs: set up both cards for the cases. */
#include <kselftest.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "hints_check.h"
#include "listener.h"

/*
 * In double VLAN mode the driver filters both kinds of tags or none. While one is still
 * requested, the next change of any feature would switch both on again.
 */
static int no_filter(void)
{
	return card_run("ethtool -K %s rx-vlan-filter off rx-vlan-stag-filter off", dev) ?
	       KSFT_FAIL : 0;
}

static inline int card_open(void)
{
	hints_hash_symmetric = false;
	return cards_ready("on") ?: no_filter() ?: cards_set_rings(RING_SMALL) ?:
	       listener_share(true);
}
