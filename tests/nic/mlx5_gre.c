// SPDX-License-Identifier: GPL-2.0
/*
 * GRE with a checksum between two cards. The stack leaves the checksum to the card, mlx5 can
 * only ask it for that of TCP and UDP, and so none arrives unless transmit checksums are
 * off: docs/cards.md says so.
 */
#include "tests/lib/harness.h"
#include "tests/lib/lab_card.h"
#include "card_pair.h"
#include "peer.h"

FIXTURE(gre) {
};

FIXTURE_VARIANT(gre) {
	const char *csum, *tx, *received;
};

FIXTURE_VARIANT_ADD(gre, without) { "nocsum", "on", "3" };
FIXTURE_VARIANT_ADD(gre, checksum) { "csum", "on", "0" };
FIXTURE_VARIANT_ADD(gre, checksum_by_software) { "csum", "off", "3" };

/* Give a card a tunnel to the other one. @ip and the rest name the namespace. */
static int add_tunnel(const char *ip, const char *csum, const char *local,
		      const char *remote, const char *inner)
{
	return card_run("%s link add tn type gretap %s local %s remote %s && %s addr add %s/24 dev tn && %s link set tn up",
			ip, csum, local, remote, ip, inner, ip);
}

FIXTURE_SETUP(gre)
{
	ASSERT_EQ(0, peer_take(1500)) peer_give_back();
	ASSERT_EQ(0, card_run("ethtool -K %s tx %s", dev, variant->tx));
	ASSERT_EQ(0, card_run("ip netns exec peer ethtool -K %s tx %s", peer,
			      variant->tx));
	ASSERT_EQ(0, add_tunnel("ip", variant->csum, LOCAL_IP, PEER_IP,
				"10.9.0.1"));
	ASSERT_EQ(0, add_tunnel("ip -n peer", variant->csum, PEER_IP, LOCAL_IP,
				"10.9.0.2"));
}

FIXTURE_TEARDOWN(gre)
{
	card_run("ip link del tn; ip -n peer link del tn; ip netns exec peer ethtool -K %s tx on; ethtool -K %s tx on",
		 peer, dev);
	EXPECT_EQ(0, peer_give_back());
}

TEST_F(gre, pings)
{
	EXPECT_EQ(0, card_run("ping -c 3 -i 0.2 -W 1 10.9.0.2 | grep -q ' %s packets received'",
			      variant->received));
}

static int gre_open(void)
{
	return cards_ready("on");
}

TEST_MAIN(gre_open)
