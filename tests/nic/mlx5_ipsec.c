// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5: IPsec. Its TIRs ask for the SPI, so
 * the tunnels between two hosts spread over the queues, in ESP and in AH. In UDP they do
 * not: there the driver asks for the ports, and both are 4500.
 */
#include <unistd.h>
#include <arpa/inet.h>

#include "tests/lib/net.h"
#include "tests/lib/rss_type.h"
#include "mlx5_card.inc.c"

#define SPIS		64

/* Of 64 flows over 8 queues, none has none, and none has half, but by a wrong hash. */
#define MOST_OF(n)	((n) > 2 ? SPIS / 2 : SPIS * 3 / 4)

static unsigned int channels(void)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	return cpus < CARD_QUEUES ? cpus : CARD_QUEUES;
}

/* Send one frame for each SPI. Return: number of wrong hints; each is reported. */
static int send_spis(struct listener *l, struct flow *flow, __u32 *queues)
{
	struct net_rss rss;
	int wrong = 0;

	if (net_rss(dev, &rss))
		return SPIS;
	for (unsigned int i = 0; i < SPIS; i++) {
		const struct hints *h;
		__u32 hash;

		flow->sport = i * 7919 >> 16;
		flow->dport = 4096 + i * 7919;
		hash = flow_hash(flow, rss.key, true);
		h = listener_pass(l, i, flow, 0, 0);
		if (!h || h->hash_ret || h->hash != hash ||
		    h->hash_type != flow_type(flow) ||
		    h->queue != rss.table[hash % rss.size]) {
			net_say("spi %u: hash %#x type %#x queue %u, not %#x",
				i, h ? h->hash : 0, h ? h->hash_type : 0,
				h ? h->queue : 0, hash);
			wrong++;
		} else if (h->queue < CARD_QUEUES) {
			queues[h->queue]++;
		}
	}
	return wrong;
}

FIXTURE(ipsec) {
	struct listener l;
};

FIXTURE_VARIANT(ipsec) {
	struct flow flow;
};

FIXTURE_VARIANT_ADD(ipsec, esp4) {
	{ 4, IPPROTO_ESP, "10.1.0.2", "10.1.0.1", 0, 0 },
};

FIXTURE_VARIANT_ADD(ipsec, ah4) {
	{ 4, IPPROTO_AH, "10.1.0.2", "10.1.0.1", 0, 0 },
};

FIXTURE_VARIANT_ADD(ipsec, esp6) {
	{ 6, IPPROTO_ESP, "fd00::2", "fd00::1", 0, 0 },
};

FIXTURE_VARIANT_ADD(ipsec, ah6) {
	{ 6, IPPROTO_AH, "fd00::2", "fd00::1", 0, 0 },
};

FIXTURE_SETUP(ipsec)
{
	/* ethtool fails where the number does not change. */
	card_run("ethtool -L %s combined %u", dev, channels());
	ASSERT_EQ(0, cards_set_rss("hkey " PUBLISHED_KEY));
	ASSERT_EQ(0, listener_open(&self->l));
}

FIXTURE_TEARDOWN(ipsec)
{
	listener_close(&self->l);
	cards_set_rings(RING_SMALL);
}

TEST_F(ipsec, spreads)
{
	__u32 queues[CARD_QUEUES] = { 0 };
	struct flow flow = variant->flow;

	EXPECT_EQ(0, send_spis(&self->l, &flow, queues));
	for (unsigned int i = 0; i < channels(); i++) {
		EXPECT_NE(0, queues[i]) TH_LOG("queue %u", i);
		if (channels() > 1)
			EXPECT_GT(MOST_OF(channels()), queues[i]);
	}
}

/* NAT traversal: what lies behind UDP is no part of the hash. */
TEST_F(card, nat_traversal)
{
	static const struct flow flow = { 4, IPPROTO_UDP, "10.1.0.2", "10.1.0.1",
					  4500, 4500 };
	struct net_rss rss;
	__u32 hash;

	ASSERT_EQ(0, net_rss(dev, &rss));
	hash = flow_hash(&flow, rss.key, true);
	for (unsigned int i = 0; i < 8; i++) {
		/* The payload begins with the number, as an SPI would. */
		const struct hints *h = pass(self, i, &flow, 0, 0);

		ASSERT_NE(NULL, h);
		EXPECT_EQ(hash, h->hash);
		EXPECT_EQ(L3_IPV4 | L4_UDP, h->hash_type);
		EXPECT_EQ(rss.table[hash % rss.size], h->queue);
	}
}

TEST_MAIN(card_open)
