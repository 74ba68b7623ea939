// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_hints.c: hints that every card has to report alike, to the bit.
 *
 * Frames leave the second card as they are. On the first card record_hints.bpf.c
 * records what the readers of the driver report. The cases compute what these have to
 * report from the frame, and from the key and table that the driver gives.
 *
 * The including file has before this line
 * - the fixture "card" and its function pass();
 * - card_set_symmetric(), which switches a hash that is the same for both directions
 *   of a flow off and on, where the driver asks the card for one;
 * - CARD_KEY_TAIL, what follows the 40 bytes of a key;
 * - CARD_PRUNED, the counter of frames with a tag that the driver did not ask for;
 * - CARD_NOTHING, what the driver's readers return for a hash or a tag of 0: 0 or
 *   -ENODATA;
 * - CARD_OFF, what they return where ethtool has switched the hint off;
 * - CARD_UDP6, the type of an IPv6 packet with UDP in the card's descriptor.
 */
#include <errno.h>
#include <unistd.h>
#include <arpa/inet.h>

#include "tests/lib/net.h"
#include "tests/lib/rss_type.h"

/* By the key and the table that the driver reports */
TEST_F(card, hash)
{
	struct net_rss rss;

	ASSERT_EQ(0, net_rss(dev, &rss));
	for (unsigned int i = 0; i < N_FLOWS; i++) {
		const struct hints *h = pass(self, i, &flows[i], 0, 0);
		__u32 hash = flow_hash(&flows[i], rss.key, hints_hash_symmetric);

		ASSERT_NE(NULL, h) TH_LOG("flow %u is lost", i);
		EXPECT_EQ(0, h->hash_ret);
		EXPECT_EQ(hash, h->hash) TH_LOG("flow %u", i);
		EXPECT_EQ(flow_type(&flows[i]), h->hash_type) TH_LOG("%u", i);
		EXPECT_EQ(rss.table[hash % rss.size], h->queue);
	}
}

/* The verification suite of the RSS specification: hashes with and without ports */
static const struct {
	struct flow flow;
	__u32 with, without;
} published[] = {
	{ { 4, 0, "66.9.149.187", "161.142.100.80", 2794, 1766 },
	  0x51ccc178, 0x323e8fc2 },
	{ { 4, 0, "199.92.111.2", "65.69.140.83", 14230, 4739 },
	  0xc626b0ea, 0xd718262a },
	{ { 4, 0, "24.19.198.95", "12.22.207.184", 12898, 38024 },
	  0x5c2b394a, 0xd2d0a5de },
	{ { 4, 0, "38.27.205.30", "209.142.163.6", 48228, 2217 },
	  0xafc7327f, 0x82989176 },
	{ { 4, 0, "153.39.163.191", "202.188.127.2", 44251, 1303 },
	  0x10e828a2, 0x5d1809c5 },
	{ { 6, 0, "3ffe:2501:200:1fff::7", "3ffe:2501:200:3::1", 2794, 1766 },
	  0x40207d3d, 0x2cc18cd5 },
	{ { 6, 0, "3ffe:501:8::260:97ff:fe40:efab", "ff02::1", 14230, 4739 },
	  0xdde51bbf, 0x0f0c461c },
	{ { 6, 0, "3ffe:1900:4545:3:200:f8ff:fe21:67cf",
	    "fe80::200:f8ff:fe21:67cf", 44251, 38024 },
	  0x02d1feef, 0x4b61e985 },
};

TEST_F(card, hash_published)
{
	static const int protos[] = { IPPROTO_TCP, IPPROTO_UDP, IPPROTO_GRE };

	ASSERT_EQ(0, card_run("ethtool -X %s hkey " PUBLISHED_KEY CARD_KEY_TAIL,
			      dev));
	ASSERT_EQ(0, card_set_symmetric(false));
	for (unsigned int i = 0; i < 3 * ARRAY_SIZE(published); i++) {
		struct flow flow = published[i / 3].flow;
		__u32 want = published[i / 3].with;
		const struct hints *h;

		flow.proto = protos[i % 3];
		if (flow.proto == IPPROTO_GRE)
			want = published[i / 3].without;
		h = pass(self, i, &flow, 0, 0);
		EXPECT_NE(NULL, h) TH_LOG("%u is lost", i);
		if (!h)
			continue;
		EXPECT_EQ(0, h->hash_ret);
		EXPECT_EQ(want, h->hash) TH_LOG("%u", i);
		EXPECT_EQ(flow_type(&flow), h->hash_type) TH_LOG("%u", i);
	}
	EXPECT_EQ(0, card_set_symmetric(true));
}

/* A frame without IP has no hash: its type is 0. */
TEST_F(card, hash_none)
{
	const struct flow none = { 0 };
	const struct hints *h = pass(self, 1, &none, 0, 0);

	ASSERT_NE(NULL, h);
	EXPECT_EQ(CARD_NOTHING, h->hash_ret);
	EXPECT_EQ(0, h->hash);
	EXPECT_EQ(0, h->hash_type);
}

TEST_F(card, hash_off)
{
	const struct hints *h;

	ASSERT_EQ(0, card_run("ethtool -K %s rxhash off", dev));
	h = pass(self, 1, &flows[0], 0, 0);
	EXPECT_EQ(0, card_run("ethtool -K %s rxhash on", dev));
	ASSERT_NE(NULL, h);
	EXPECT_EQ(CARD_OFF, h->hash_ret);
}

/* The card takes the tag out and reports it. */
TEST_F(card, vlan)
{
	static const __u16 tcis[] = { 0x0005, 0xe005, 0x1fff, 0xffff, 0x0000 };

	for (unsigned int i = 0; i < 5; i++) {
		const struct hints *h = pass(self, i, &flows[0], 0x8100,
					     tcis[i]);
		struct frame want;

		frame_begin(&want, i);
		frame_flow(&want, &flows[0], 64);
		ASSERT_NE(NULL, h) TH_LOG("tci %#x is lost", tcis[i]);
		EXPECT_EQ(tcis[i] ? 0 : CARD_NOTHING, h->vlan_ret);
		if (!h->vlan_ret)
			EXPECT_EQ(htons(0x8100), h->tpid);
		if (!h->vlan_ret)
			EXPECT_EQ(tcis[i], h->tci);
		EXPECT_EQ(want.len, h->len);
		EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
	}
}

TEST_F(card, vlan_none)
{
	const struct hints *h = pass(self, 1, &flows[0], 0, 0);

	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
	/* Nothing is left of the tag of the packet before. */
	h = pass(self, 2, &flows[0], 0x8100, 7);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(0, h->vlan_ret);
	h = pass(self, 3, &flows[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
}

/* The card drops frames with a tag that the driver did not ask for. */
TEST_F(card, vlan_filter)
{
	__u64 before;
	struct frame f;

	ASSERT_EQ(0, card_run("ethtool -K %s rx-vlan-filter on", dev));
	before = card_stat(0, CARD_PRUNED);
	frame_begin(&f, 3);
	frame_tag(&f, 0x8100, 0x123);
	frame_flow(&f, &flows[0], 64);
	EXPECT_EQ(0, frame_send(self->l.fd, &f));
	EXPECT_NE(NULL, pass(self, 4, &flows[0], 0, 0));
	EXPECT_EQ(1, card_stat(0, CARD_PRUNED) - before);
	EXPECT_EQ(0, self->l.skel->bss->hints[3].seen);
	EXPECT_EQ(0, card_run("ethtool -K %s rx-vlan-filter off", dev));
}

TEST_F(card, vlan_kept)
{
	const struct hints *h;
	struct frame want;

	ASSERT_EQ(0, card_run("ethtool -K %s rxvlan off", dev));
	h = pass(self, 9, &flows[0], 0x8100, 0x2007);
	EXPECT_EQ(0, card_run("ethtool -K %s rxvlan on", dev));
	frame_begin(&want, 9);
	frame_tag(&want, 0x8100, 0x2007);
	frame_flow(&want, &flows[0], 64);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
	EXPECT_EQ(want.len, h->len);
	EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
}

/* Timestamps lie between two readings of the card's clock and never go back. */
TEST_F(card, timestamp)
{
	int phc = card_phc(dev);
	__u64 last = 0;

	ASSERT_GE(phc, 0);
	for (int i = 0; i < 16; i++) {
		__u64 before = card_phc_read(phc), after;
		const struct hints *h = pass(self, i, &flows[0], 0, 0);

		after = card_phc_read(phc);
		ASSERT_NE(NULL, h);
		EXPECT_EQ(0, h->time_ret);
		EXPECT_GE(h->time, before);
		EXPECT_LE(h->time, after);
		EXPECT_GT(h->time, last);
		last = h->time;
	}
	close(phc);
}

TEST_F(card, timestamp_off)
{
	const struct hints *h;

	ASSERT_EQ(0, card_hwtstamp(dev, false));
	h = pass(self, 1, &flows[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(CARD_OFF, h->time_ret);
}

/* The readers report what the control socket writes into a descriptor. */
TEST_F(card, injected)
{
	char line[256] = "inject hash=0xdeadbeef type=" CARD_UDP6 " vlan=0xa123 ";
	size_t n = strlen(line);
	struct hints *h = &self->l.skel->bss->hints[77];
	struct frame f;

	frame_begin(&f, 77);
	frame_flow(&f, &flows[0], 4);
	for (size_t i = 0; i < f.len; i++)
		n += sprintf(line + n, "%02x", f.data[i]);
	ASSERT_EQ(0, card_control(0, line, NULL, 0));
	ASSERT_TRUE(listener_wait(&self->l, 1));
	EXPECT_EQ(0xdeadbeef, h->hash);
	EXPECT_EQ(L3_IPV6 | L4_UDP, h->hash_type);
	EXPECT_EQ(0, h->vlan_ret);
	EXPECT_EQ(0xa123, h->tci);
	EXPECT_EQ(60, h->len);
}
