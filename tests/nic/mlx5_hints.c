// SPDX-License-Identifier: GPL-2.0
/* The unmodified mlx5 driver on a modelled ConnectX-5: its hints. */
#include "tests/lib/net.h"
#include "tests/lib/rss_type.h"
#include "mlx5_card.inc.c"

/* The driver may leave no choice, but the model does. */
static int card_set_symmetric(bool on)
{
	net_set_symmetric_hash(dev, on);
	return card_control(0, on ? "symmetric on" : "symmetric off", NULL, 0);
}

#define CARD_KEY_TAIL	""
#define CARD_PRUNED	"no_rule"
#define CARD_NOTHING	0
#define CARD_OFF	-ENODATA
#define CARD_UDP6	"0x88"
#include "hint_cases.inc.c"

/* The driver asks for one hash for both directions of a flow. */
TEST_F(card, hash_symmetric)
{
	for (unsigned int i = 0; i < N_FLOWS; i++) {
		struct flow back = flows[i];
		const struct hints *h, *b;

		back.src = flows[i].dst;
		back.dst = flows[i].src;
		back.sport = flows[i].dport;
		back.dport = flows[i].sport;
		h = pass(self, 2 * i, &flows[i], 0, 0);
		b = pass(self, 2 * i + 1, &back, 0, 0);
		ASSERT_NE(NULL, h);
		ASSERT_NE(NULL, b);
		EXPECT_EQ(h->hash, b->hash) TH_LOG("flow %u", i);
	}
}

/* A driver that leaves the choice asks for the other hash, too. */
TEST_F(card, hash_symmetric_off)
{
	bool choice = !net_set_symmetric_hash(dev, true);
	struct net_rss rss;

	ASSERT_EQ(0, net_rss(dev, &rss));
	EXPECT_EQ(choice ? 0 : -EOPNOTSUPP,
		  net_set_symmetric_hash(dev, false));
	for (unsigned int i = 0; i < N_FLOWS; i++) {
		const struct hints *h = pass(self, i, &flows[i], 0, 0);

		EXPECT_NE(NULL, h) TH_LOG("flow %u is lost", i);
		if (h)
			EXPECT_EQ(flow_hash(&flows[i], rss.key, !choice), h->hash);
	}
	net_set_symmetric_hash(dev, true);
}

/* The card leaves a service tag in the packet and hashes what is behind it. */
TEST_F(card, vlan_8021ad)
{
	const struct hints *h = pass(self, 5, &flows[0], 0x88a8, 0x4321);
	struct net_rss rss;
	struct frame want;

	frame_begin(&want, 5);
	frame_tag(&want, 0x88a8, 0x4321);
	frame_flow(&want, &flows[0], 64);
	ASSERT_EQ(0, net_rss(dev, &rss));
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
	EXPECT_EQ(want.len, h->len);
	EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
	EXPECT_EQ(flow_hash(&flows[0], rss.key, true), h->hash);
}

TEST_MAIN(card_open)
