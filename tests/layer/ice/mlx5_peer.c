// SPDX-License-Identifier: GPL-2.0
/*
 * A modelled ConnectX-5, eth1, and a modelled E810, eth0, on one wire. A packet
 * that one receives is redirected to the other and comes back, with all that a
 * program stored: the program of the other driver's device map sees the values,
 * and the wire has the tag.
 */
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/path.h"
#include "tests/layer/cases/carrier.inc.c"
#include "tests/layer/cases/transmit.inc.c"
#include "tests/layer/cases/other_card.inc.c"

#define LONG_LEN	8500

OTHER_CARD(mlx5_to_ice, "eth1", "eth0", PATH_LEN, NULL, "tx_busy");
OTHER_CARD(mlx5_to_ice_60, "eth1", "eth0", 60, NULL, "tx_busy");
OTHER_CARD(mlx5_to_ice_frags, "eth1", "eth0", LONG_LEN, NULL, "tx_busy");
OTHER_CARD(ice_to_mlx5, "eth0", "eth1", PATH_LEN, "tx_xdp_xmit", "tx_xdp_err");
OTHER_CARD(ice_to_mlx5_60, "eth0", "eth1", 60, "tx_xdp_xmit", "tx_xdp_err");
OTHER_CARD(ice_to_mlx5_frags, "eth0", "eth1", LONG_LEN, "tx_xdp_xmit",
	   "tx_xdp_err");

/* What either card receives, over a veth and over another CPU */
CARRIER(mlx5, PATH_NIC_REDIRECT("eth1"));
CARRIER(mlx5_cpumap, PATH_NIC_CPUMAP_PROG("eth1"));
CARRIER(ice, PATH_NIC_REDIRECT("eth0"));
CARRIER(ice_cpumap, PATH_NIC_CPUMAP_PROG("eth0"));
/* XDP_TX of one driver, seen by the other */
TRANSMIT(mlx5_tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
TRANSMIT(ice_tx, PATH_NIC_TX("eth1", "eth0"), PATH_LEN);

static int set(const char *dev)
{
	char batch[64];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n", dev,
		 NIC_JUMBO);
	return card_run("ethtool -K %s rx-vlan-filter off rx-vlan-stag-filter off",
			dev) ?:
	       net_set_rxvlan(dev, false) ?: net_ip(batch) ?:
	       path_observe(dev) ?: card_wait_up(dev);
}

static int peers_open(void)
{
	/* Of a striding queue, 6.12 cannot redirect a long packet to a veth. */
	return path_open_mtu(NIC_JUMBO) ?: card_be(CARD_MAC0) ?:
	       card_run("ethtool --set-priv-flags eth1 rx_striding_rq off") ?:
	       set("eth0") ?: set("eth1");
}

TEST_MAIN(peers_open)
