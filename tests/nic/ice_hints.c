// SPDX-License-Identifier: GPL-2.0
/* The unmodified ice driver on a modelled E810: its hints. */
#include "tests/lib/rss_type.h"
#include "ice_card.inc.c"

/* ice asks for symmetry only when ethtool does. */
static int card_set_symmetric(bool on)
{
	return 0;
}

/* The key goes on for the hash of other headers than those of flows. */
#define CARD_KEY_TAIL	":00:00:00:00:00:00:00:00:00:00:00:00"
#define CARD_PRUNED	"pruned"
#define CARD_NOTHING	-ENODATA
/* The readers look at the descriptor only. */
#define CARD_OFF	0
#include "hint_cases.inc.c"

TEST_MAIN(card_open)
