// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on two modelled E810: traffic between two hosts, over buffers
 * that become the skb, and over those of `legacy-rx on`, from which the packet is copied.
 */
#include "card_counts.h"

static const struct count_names card_counts = {
	.rx = { "rx_unicast.nic", "rx_multicast.nic", "rx_broadcast.nic" },
	.tx = { "tx_unicast.nic", "tx_multicast.nic", "tx_broadcast.nic" },
	.dropped = { "no_descriptor", "no_rule", "pruned", "too_long" },
};

#include "traffic_cases.inc.c"

/* Newer drivers have no such flag. */
#define LEGACY(on)	"ethtool --show-priv-flags %1$s | grep -q legacy-rx || exit 0; " \
			"ethtool --set-priv-flags %1$s legacy-rx " on

FIXTURE_VARIANT_ADD(traffic, plain) { LEGACY("off"), false, 1500 };
FIXTURE_VARIANT_ADD(traffic, plain_xdp) { LEGACY("off"), true, 1500 };
FIXTURE_VARIANT_ADD(traffic, plain_jumbo) { LEGACY("off"), false, 9000 };
FIXTURE_VARIANT_ADD(traffic, plain_jumbo_xdp) { LEGACY("off"), true, 9000 };
FIXTURE_VARIANT_ADD(traffic, legacy_rx) { LEGACY("on"), false, 1500 };
FIXTURE_VARIANT_ADD(traffic, legacy_rx_xdp) { LEGACY("on"), true, 1500 };
/* The driver refuses a larger MTU with such buffers, and with XDP on them a much smaller one. */
FIXTURE_VARIANT_ADD(traffic, legacy_rx_jumbo) { LEGACY("on"), false, 8000 };

TEST_MAIN(traffic_open)
