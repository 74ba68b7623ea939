// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on two modelled E810: traffic between two hosts, with the
 * headers of packets in buffers of their own. Linux 6.12's driver cannot do it.
 */
#include "ice_traffic.inc.c"

FIXTURE_VARIANT_ADD(traffic, split) { NULL, false, 1500 };
FIXTURE_VARIANT_ADD(traffic, split_xdp) { NULL, true, 1500 };
FIXTURE_VARIANT_ADD(traffic, split_jumbo) { NULL, false, 9000 };
FIXTURE_VARIANT_ADD(traffic, split_jumbo_xdp) { NULL, true, 9000 };

static int split_open(void)
{
	int err = traffic_open();

	if (err)
		return err;
	err = net_split_headers(dev) ?: net_split_headers(peer);
	return err == -EOPNOTSUPP ? HARNESS_NO_CASES : err;
}

TEST_MAIN(split_open)
