// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810: offloads of what it sends. The driver
 * counts none of them, so the card does.
 */
#include "tests/lib/lab_card.h"
#include "card_pair.h"
#include "card_sent.h"

static __u64 card_sent(enum offload what)
{
	static const char * const counters[] = {
		[SENT_CHECKSUM] = "offloads checksum",
		[SENT_LARGE] = "offloads large",
		[SENT_TAG] = "offloads tag",
	};

	return card_stat(1, counters[what]);
}

#include "send_cases.inc.c"

FIXTURE_VARIANT_ADD(send, plain) { NULL };

/* In double VLAN mode the card inserts a service tag, too, if it inserts no other. */
TEST_F(send, vlan_8021ad)
{
	bool can = !card_run("ethtool -K %s rxvlan off txvlan off && ethtool -K %s tx-vlan-stag-hw-insert on",
			     peer, peer);
	__u64 before = card_sent(SENT_TAG);
	struct frame f;
	__u16 tpid = 0;
	int fd;

	ASSERT_EQ(0, card_run("ip link add link %s name tagged type vlan proto 802.1ad id 1234 && ip link set tagged up",
			      peer));
	fd = frame_socket("tagged");
	frame_begin(&f, 1);
	frame_flow(&f, &tcp4, 100);
	EXPECT_EQ(0, frame_send(fd, &f));
	EXPECT_EQ(1234, tag_of(self->in, &tpid));
	EXPECT_EQ(ETH_P_8021AD, tpid);
	EXPECT_EQ(can, card_sent(SENT_TAG) - before);
	close(fd);
	EXPECT_EQ(0, card_run("ip link del tagged"));
	if (can)
		EXPECT_EQ(0, card_run("ethtool -K %s tx-vlan-stag-hw-insert off", peer));
	EXPECT_EQ(0, card_run("ethtool -K %s rxvlan on txvlan on", peer));
}

TEST_MAIN(send_open)
