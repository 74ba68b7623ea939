// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on two modelled E810: traffic between two hosts with
 * `legacy-rx on`, where the packet is copied from the buffer. Linux 7.3 has no such flag.
 */
#include "ice_traffic.inc.c"

#define LEGACY	"ethtool --set-priv-flags %s legacy-rx on"

FIXTURE_VARIANT_ADD(traffic, legacy_rx) { LEGACY, false, 1500 };
FIXTURE_VARIANT_ADD(traffic, legacy_rx_xdp) { LEGACY, true, 1500 };
/* The driver refuses a larger MTU with such buffers, and with XDP on them a much smaller one. */
FIXTURE_VARIANT_ADD(traffic, legacy_rx_jumbo) { LEGACY, false, 8000 };

static int legacy_open(void)
{
	int err = traffic_open();

	if (err)
		return err;
	return card_run("ethtool --show-priv-flags %s | grep -q legacy-rx", dev) ?
	       HARNESS_NO_CASES : 0;
}

TEST_MAIN(legacy_open)
