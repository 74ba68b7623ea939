// SPDX-License-Identifier: GPL-2.0
/*
 * Test body: the paths of any pair of cards, where eth0 sends to eth1.
 *
 * mlx5/stored.c and ice/stored.c include this file. CARD_MTU decides whether a
 * packet lies in one buffer. CARD_HEADLESS says that the first buffer of a
 * packet in several ones is empty: the kernel makes no skb of such a frame.
 */
#include "tests/layer/cases/carrier.inc.c"
#include "tests/layer/cases/transmit.inc.c"
#include "tests/layer/path/nic_paths.h"

#define CARD_JUMBO	(CARD_MTU > 1500)

CARRIER(pass, PATH_NIC_PASS("eth1"));
TRANSMIT(tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
/* A frame that the first card sends arrives at eth1 again, which must not
 * forward it a second time. So eth1 itself is the redirect target.
 */
TRANSMIT(forward, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);

#if !CARD_HEADLESS
CARRIER(redirect, PATH_NIC_REDIRECT("eth1"));
CARRIER(devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
CARRIER(broadcast, PATH_NIC_BROADCAST("eth1"));
CARRIER(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#endif

#if CARD_JUMBO
#include "tests/layer/cases/frags.inc.c"

FRAGS(pass, PATH_NIC_PASS("eth1"));
TRANSMIT(tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(forward_frags, PATH_NIC_BACK("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(xmit_frags, PATH_NIC_XMIT("eth0", "eth1"), FRAGS_LEN);
#if !CARD_HEADLESS
FRAGS(redirect, PATH_NIC_REDIRECT("eth1"));
FRAGS(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#endif
#else
#include "tests/layer/cases/adjust.inc.c"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/cases/packet_socket.inc.c"
#include "tests/layer/cases/zero_copy.inc.c"

#define CARD_ZERO_COPY(name, path)						\
	ZERO_COPY(name, path, .dev = "eth1", .mtu = CARD_MTU, .supported = true)

TRANSMIT(live, PATH_NIC_XMIT_LIVE("eth0", "eth1"), PATH_LEN);
TRANSMIT(live_1514, PATH_NIC_XMIT_LIVE("eth0", "eth1"), 1514);
TRANSMIT(xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
TRANSMIT(xmit_60, PATH_NIC_XMIT("eth0", "eth1"), 60);
TRANSMIT(xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth0", "eth1"), PATH_LEN);
TRANSMIT(tx_60, PATH_NIC_TX("eth0", "eth1"), 60);
TRANSMIT(tx_1514, PATH_NIC_TX("eth0", "eth1"), 1514);
CARD_ZERO_COPY(pass, PATH_NIC_PASS("eth1"));
CARD_ZERO_COPY(redirect, PATH_NIC_REDIRECT("eth1"));
CARD_ZERO_COPY(cpumap, PATH_NIC_CPUMAP_PROG("eth1"));
/* Where XDP_TX sends a copy of the packet, it has the tag of the original. */
CARD_ZERO_COPY(tx, PATH_NIC_TX("eth0", "eth1"));
CHAINED(devmap, PATH_NIC_DEVMAP_PROG("eth1"));
ADJUST(pass, PATH_NIC_PASS("eth1"), .keeps_meta = true);
PACKET_SOCKET(pass, PATH_NIC_PASS("eth1"));
#endif
