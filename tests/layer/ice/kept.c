// SPDX-License-Identifier: GPL-2.0
/*
 * ice on two modelled E810: eth0 sends to eth1. What a program stores on a
 * packet reaches the skb, the next program and, if it is a tag, the wire. In
 * single VLAN mode the card inserts an 802.1Q tag, otherwise the driver does.
 *
 * This is built twice: ICE_MTU decides whether a packet lies in one buffer.
 */
#include <stdlib.h>
#include <unistd.h>
#include <bpf/libbpf.h>

#include "tests/lib/lab_card.h"
#include "tests/layer/cases/carrier.inc.c"
#include "e810_pair.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"
#include "tests/layer/cases/transmit.inc.c"
#if ICE_MTU > 1500
#include "tests/layer/cases/frags.inc.c"
#else
#include "tests/layer/cases/adjust.inc.c"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/cases/packet_socket.inc.c"
#include "tests/layer/cases/zero_copy.inc.c"
#endif

#define ICE_JUMBO	(ICE_MTU > 1500)

CARRIER(pass, PATH_NIC_PASS("eth1"));
CARRIER(redirect, PATH_NIC_REDIRECT("eth1"));
CARRIER(devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
CARRIER(broadcast, PATH_NIC_BROADCAST("eth1"));
CARRIER(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
TRANSMIT(tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
/* The frame comes back to eth1, so eth1 itself is the redirect target. */
TRANSMIT(forward, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);
TRANSMIT(xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
#if ICE_JUMBO
FRAGS(pass, PATH_NIC_PASS("eth1"));
FRAGS(redirect, PATH_NIC_REDIRECT("eth1"));
FRAGS(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
TRANSMIT(tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(forward_frags, PATH_NIC_BACK("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(xmit_frags, PATH_NIC_XMIT("eth0", "eth1"), FRAGS_LEN);
#else
TRANSMIT(live, PATH_NIC_XMIT_LIVE("eth0", "eth1"), PATH_LEN);
TRANSMIT(live_1514, PATH_NIC_XMIT_LIVE("eth0", "eth1"), 1514);
TRANSMIT(xmit_60, PATH_NIC_XMIT("eth0", "eth1"), 60);
TRANSMIT(xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth0", "eth1"), PATH_LEN);
TRANSMIT(tx_60, PATH_NIC_TX("eth0", "eth1"), 60);
TRANSMIT(tx_1514, PATH_NIC_TX("eth0", "eth1"), 1514);
ZERO_COPY(pass, PATH_NIC_PASS("eth1"), .dev = "eth1", .mtu = ICE_MTU,
	  .supported = true);
ZERO_COPY(redirect, PATH_NIC_REDIRECT("eth1"), .dev = "eth1", .mtu = ICE_MTU,
	  .supported = true);
ZERO_COPY(cpumap, PATH_NIC_CPUMAP_PROG("eth1"), .dev = "eth1",
	  .mtu = ICE_MTU, .supported = true);
ZERO_COPY(tx, PATH_NIC_TX("eth0", "eth1"), .dev = "eth1", .mtu = ICE_MTU,
	  .supported = true);
CHAINED(devmap, PATH_NIC_DEVMAP_PROG("eth1"));
ADJUST(pass, PATH_NIC_PASS("eth1"), .keeps_meta = true);
PACKET_SOCKET(pass, PATH_NIC_PASS("eth1"));
#endif

#include "tests/layer/cases/other_card.inc.c"

OTHER_CARD(one_buffer, "eth1", "eth0", PATH_LEN, NULL, "tx_busy");

#define CARD_TYPE	"90"
#include "tests/layer/cases/described.inc.c"
#include "tests/layer/cases/detached.inc.c"

static int ice_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?: e810_pair_open(ICE_MTU, false);
}

TEST_MAIN(ice_open)
