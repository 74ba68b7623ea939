// SPDX-License-Identifier: GPL-2.0
/*
 * ice with `tcp-data-split on`, on two modelled E810: eth0 sends to eth1. The card puts the
 * headers of a packet into a buffer of their own, in front of which the values lie. The
 * packets have no IP, so only the Ethernet header is there. Linux 6.12's driver cannot do it.
 */
#include "tests/layer/path/nic_paths.h"
#include "tests/lib/lab_card.h"
#include "e810_pair.h"

#include "tests/layer/cases/carrier.inc.c"
#include "tests/layer/cases/frags.inc.c"
#include "tests/layer/cases/transmit.inc.c"

#define HEADERS		14

CARRIER(pass, PATH_NIC_PASS("eth1"));
CARRIER(redirect, PATH_NIC_REDIRECT("eth1"));
CARRIER(devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
CARRIER(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
FRAGS(pass, PATH_NIC_PASS("eth1"));
FRAGS(redirect, PATH_NIC_REDIRECT("eth1"));
FRAGS(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
TRANSMIT(tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
TRANSMIT(tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(forward, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);

#define CARD_TYPE	"90"
#include "tests/layer/cases/described.inc.c"

/* A program sees the headers alone in the linear part, and the length of all. */
TEST_F(carrier, headers_alone)
{
	int i;

	for (i = 0; i < CARRY_LISTS; i++)
		path_do(variant->path.stores, i, SPAN, VALUE_ALL(i));
	EXPECT_EQ(0, carry(&variant->path));
	EXPECT_EQ(HEADERS, path_test()->prog[0].res[0][0].a);
	EXPECT_EQ(PATH_LEN, path_test()->prog[0].res[0][0].b);
}

static int split_open(void)
{
	int err = path_open_mtu(NIC_JUMBO) ?: e810_pair_open(FRAGS_MTU, false);

	if (err)
		return err;
	err = net_split_headers("eth1");
	return err == -EOPNOTSUPP ? HARNESS_NO_CASES : err;
}

TEST_MAIN(split_open)
