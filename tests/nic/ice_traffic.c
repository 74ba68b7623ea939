// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on two modelled E810: traffic between two hosts, over buffers
 * that become the skb.
 */
#include "ice_traffic.inc.c"

FIXTURE_VARIANT_ADD(traffic, plain) { NULL, false, 1500 };
FIXTURE_VARIANT_ADD(traffic, plain_xdp) { NULL, true, 1500 };
FIXTURE_VARIANT_ADD(traffic, plain_jumbo) { NULL, false, 9000 };
FIXTURE_VARIANT_ADD(traffic, plain_jumbo_xdp) { NULL, true, 9000 };

TEST_MAIN(traffic_open)
