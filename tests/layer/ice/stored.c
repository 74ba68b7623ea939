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
#include "e810_pair.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define ICE_JUMBO	(ICE_MTU > 1500)
#define CARD_MTU	ICE_MTU
#define CARD_HEADLESS	0

#include "tests/layer/cases/card_paths.inc.c"

#if ICE_JUMBO
TRANSMIT(xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
#endif

#include "tests/layer/cases/other_card.inc.c"

OTHER_CARD(one_buffer, "eth1", "eth0", PATH_LEN, NULL, "tx_busy");
#if ICE_JUMBO
OTHER_CARD(frags, "eth1", "eth0", FRAGS_LEN, NULL, "tx_busy");
#endif

#define CARD_TYPE	"90"
#include "tests/layer/cases/described.inc.c"
#if !ICE_JUMBO
DESCRIBED_ZERO_COPY;
#endif
#include "tests/layer/cases/detached.inc.c"

static int ice_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?: e810_pair_open(ICE_MTU, false);
}

TEST_MAIN(ice_open)
