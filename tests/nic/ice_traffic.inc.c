// SPDX-License-Identifier: GPL-2.0
/* Included by ice_traffic.c, ice_split_traffic.c and ice_legacy_rx.c: what the card counts of traffic. */
#include "card_counts.h"

static const struct count_names card_counts = {
	.rx = { "rx_unicast.nic", "rx_multicast.nic", "rx_broadcast.nic" },
	.tx = { "tx_unicast.nic", "tx_multicast.nic", "tx_broadcast.nic" },
	.dropped = { "no_descriptor", "no_rule", "pruned", "too_long" },
};

#include "traffic_cases.inc.c"
