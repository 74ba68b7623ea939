// SPDX-License-Identifier: GPL-2.0
/* The unmodified ice driver on a modelled E810: its hints. */
#include "tests/lib/rss_type.h"
#include "ice_card.inc.c"

/*
 * ice asks for symmetry only when ethtool does. To leave it as it is, ethtool 6.14 sets all
 * bits of the transformation, and the driver of 6.12 takes one of them for symmetry.
 */
static int card_set_symmetric(bool on)
{
	return on ? 0 : card_run("ethtool --help | grep -q symmetric-xor || exit 0; "
				 "ethtool -X %s xfrm none", dev);
}

/* The key goes on for the hash of other headers than those of flows. */
#define CARD_KEY_TAIL	":00:00:00:00:00:00:00:00:00:00:00:00"
#define CARD_PRUNED	"pruned"
#define CARD_NOTHING	-ENODATA
/* The readers look at the descriptor only. */
#define CARD_OFF	0
#include "hint_cases.inc.c"

TEST_MAIN(card_open)
