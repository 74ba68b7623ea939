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

/*
 * The wire does not show who has put a tag into a packet, so the sending card counts those
 * that it was asked for. It inserts 802.1Q tags in single VLAN mode only.
 */
#define TAG_LISTS	3
#define TAG_PACKETS	(10 * TAG_LISTS)

FIXTURE(tag) {
};

FIXTURE_VARIANT(tag) {
	struct path path;
	unsigned int nic;	/* which sends */
};

FIXTURE_VARIANT_ADD(tag, xmit) {
	.path = PATH_NIC_XMIT("eth0", "eth1"), .nic = 0,
};
FIXTURE_VARIANT_ADD(tag, tx) {
	.path = PATH_NIC_TX("eth0", "eth1"), .nic = 1,
};

FIXTURE_SETUP(tag)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(TAG_LISTS);
}

FIXTURE_TEARDOWN(tag)
{
}

TEST_F(tag, is_inserted_by_the_card_where_it_can)
{
	const struct path_run run = { .packets = TAG_PACKETS };
	bool single = !card_run("ethtool -k eth0 | grep -q 'tx-vlan-stag-hw-insert: off .fixed.'");
	__u64 before = card_stat(variant->nic, "offloads tag");

	path_do(0, 0, STORE_VLAN(0xa123, 0x8100));
	path_do(0, 1, STORE_VLAN(0xa123, 0x88a8));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	EXPECT_EQ(0, path_check_results());
	EXPECT_EQ(single ? TAG_PACKETS / TAG_LISTS : 0,
		  card_stat(variant->nic, "offloads tag") - before);
}

static int ice_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?: e810_pair_open(ICE_MTU, false);
}

TEST_MAIN(ice_open)
