// SPDX-License-Identifier: GPL-2.0
/* The unmodified mlx5 driver on two modelled ConnectX-5: traffic between two hosts. */
#include "card_counts.h"

static const struct count_names card_counts = {
	.rx = { "rx_packets_phy" },
	.tx = { "tx_packets_phy" },
	.dropped = { "no_buffer", "no_rule", "too_long" },
};

#include "traffic_cases.inc.c"

#define STRIDING	"ethtool --set-priv-flags %s rx_striding_rq on"
#define LEGACY		"ethtool --set-priv-flags %s rx_striding_rq off"

FIXTURE_VARIANT_ADD(traffic, striding) { STRIDING, false, 1500 };
FIXTURE_VARIANT_ADD(traffic, striding_xdp) { STRIDING, true, 1500 };
FIXTURE_VARIANT_ADD(traffic, striding_jumbo) { STRIDING, false, 9000 };
FIXTURE_VARIANT_ADD(traffic, striding_jumbo_xdp) { STRIDING, true, 9000 };
FIXTURE_VARIANT_ADD(traffic, legacy) { LEGACY, false, 1500 };
FIXTURE_VARIANT_ADD(traffic, legacy_xdp) { LEGACY, true, 1500 };
FIXTURE_VARIANT_ADD(traffic, legacy_jumbo_xdp) { LEGACY, true, 9000 };

TEST_MAIN(traffic_open)
