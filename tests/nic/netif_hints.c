// SPDX-License-Identifier: GPL-2.0
/*
 * The hints that the driver of a card of this machine reports: against the frames, the key,
 * the table and the clock of the card. This needs no layer.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <linux/ethtool.h>
#include <linux/net_tstamp.h>
#include <linux/netdev.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/lib/netif_harness.h"
#include "tests/lib/rss_type.h"
#include "netif_listener.h"

#define HFUNC_TOEPLITZ	1	/* as ethtool has it */
#define FLOWS		16
#define L3_TYPES	(L3_IPV4 | L3_IPV6)
#define NO_READER	"the driver %s reports no %s", netif.driver

FIXTURE(hint) {
	struct flow flow[FLOWS];
	int flows;
};

FIXTURE_SETUP(hint)
{
	self->flows = netif_flows(self->flow, FLOWS);
}

FIXTURE_TEARDOWN(hint)
{
}

/* Bits of xdp-rx-metadata-features, or 0 where the kernel has no such list */
static __u64 reported(void)
{
	__u64 features = 0;

	return net_rx_metadata(netif.name, &features) ? 0 : features;
}

static void say_features(void)
{
	__u64 features = reported();

	net_say("xdp-rx-metadata-features:%s%s%s",
		features & NETDEV_XDP_RX_METADATA_HASH ? " hash" : "",
		features & NETDEV_XDP_RX_METADATA_VLAN_TAG ? " vlan-tag" : "",
		features & NETDEV_XDP_RX_METADATA_TIMESTAMP ? " timestamp" : "");
}

/* A reader is there exactly where the driver's list has its hint. */
TEST_F(hint, features)
{
	const struct hints *h = netif_pass(&self->flow[0], 0, 0);
	__u64 features = reported();

	say_features();
	ASSERT_NE(NULL, h);
	EXPECT_EQ(!(features & NETDEV_XDP_RX_METADATA_HASH), h->hash_ret == -EOPNOTSUPP);
	EXPECT_EQ(!(features & NETDEV_XDP_RX_METADATA_VLAN_TAG), h->vlan_ret == -EOPNOTSUPP);
	EXPECT_EQ(!(features & NETDEV_XDP_RX_METADATA_TIMESTAMP), h->time_ret == -EOPNOTSUPP);
}

#define NEED_HASH()	do {						\
	if (!(reported() & NETDEV_XDP_RX_METADATA_HASH))		\
		NETIF_SKIP(NO_READER, "hash");				\
	if (net_has_feature(netif.name, "rx-hashing") == 0)		\
		NETIF_SKIP("receive-hashing of %s is off", netif.name);	\
} while (0)

/* One flow has one hash, and not all flows have the same. The type names the family. */
TEST_F(hint, hash)
{
	__u32 first = 0;
	int others = 0;

	NEED_HASH();
	for (int i = 0; i < self->flows; i++) {
		const struct hints *a = netif_pass(&self->flow[i], 0, 0);
		const struct hints *b = netif_pass(&self->flow[i], 0, 0);
		__u32 l3 = self->flow[i].version == 4 ? L3_IPV4 : L3_IPV6;

		ASSERT_NE(NULL, a) TH_LOG("flow %d is lost", i);
		ASSERT_NE(NULL, b) TH_LOG("flow %d is lost", i);
		EXPECT_EQ(0, a->hash_ret) TH_LOG("flow %d", i);
		EXPECT_EQ(a->hash, b->hash) TH_LOG("flow %d", i);
		EXPECT_EQ(a->hash_type ? l3 : 0, a->hash_type & L3_TYPES) TH_LOG("flow %d", i);
		first = i ? first : a->hash;
		others += a->hash != first;
	}
	EXPECT_LT(0, others) TH_LOG("%d flows have one hash", self->flows);
}

/* The fields that the card hashes. A flow with another protocol is hashed by its addresses. */
static bool hashes_ports(const struct flow *flow)
{
	struct ethtool_rxnfc cmd = { .cmd = ETHTOOL_GRXFH };

	if (flow->version == 4)
		cmd.flow_type = flow->proto == IPPROTO_TCP ? TCP_V4_FLOW : UDP_V4_FLOW;
	else
		cmd.flow_type = flow->proto == IPPROTO_TCP ? TCP_V6_FLOW : UDP_V6_FLOW;
	return net_ethtool(netif.name, &cmd) || cmd.data & RXH_L4_B_0_1;
}

static __u32 want_hash(const struct flow *flow, const struct net_rss *rss, bool symmetric)
{
	struct flow hashed = *flow;

	if (!hashes_ports(flow))
		hashed.proto = IPPROTO_GRE;
	return flow_hash(&hashed, rss->key, symmetric);
}

#define NEED_TOEPLITZ(rss)	do {					\
	NEED_HASH();							\
	if (net_rss(netif.name, rss) || !(rss)->size)			\
		NETIF_SKIP("%s does not tell its key and table", netif.name);\
	if ((rss)->hfunc & ~HFUNC_TOEPLITZ)				\
		NETIF_SKIP("%s does not hash by Toeplitz now", netif.name);\
} while (0)

/* By the key that the driver tells. A driver may ask for one hash of both directions
 * without telling, but then for all flows.
 */
TEST_F(hint, hash_toeplitz)
{
	int plain = 0, symmetric = 0;
	struct net_rss rss;

	NEED_TOEPLITZ(&rss);
	for (int i = 0; i < self->flows; i++) {
		const struct hints *h = netif_pass(&self->flow[i], 0, 0);

		ASSERT_NE(NULL, h) TH_LOG("flow %d is lost", i);
		plain += h->hash == want_hash(&self->flow[i], &rss, false);
		symmetric += h->hash == want_hash(&self->flow[i], &rss, true);
	}
	EXPECT_TRUE(plain == self->flows || symmetric == self->flows)
		TH_LOG("of %d flows %d have the hash, %d that of both directions",
		       self->flows, plain, symmetric);
}

TEST_F(hint, hash_queue)
{
	struct net_rss rss;

	NEED_TOEPLITZ(&rss);
	for (int i = 0; i < self->flows; i++) {
		const struct hints *h = netif_pass(&self->flow[i], 0, 0);

		ASSERT_NE(NULL, h) TH_LOG("flow %d is lost", i);
		EXPECT_EQ(rss.table[h->hash % rss.size], h->queue) TH_LOG("flow %d", i);
	}
}

/* Switching hashes may set up all queues again. The hash is then what it was. */
TEST_F(hint, hash_off_and_on)
{
	const struct hints *h;
	__u32 hash;

	NEED_HASH();
	NETIF_DISRUPTIVE();
	h = netif_pass(&self->flow[0], 0, 0);
	ASSERT_NE(NULL, h);
	hash = h->hash;
	if (net_set_rxhash(netif.name, false) < 0)
		NETIF_SKIP("%s cannot switch its hashes", netif.name);
	EXPECT_TRUE(netif_settle());
	h = netif_pass(&self->flow[0], 0, 0);
	EXPECT_NE(NULL, h);
	net_set_rxhash(netif.name, true);
	EXPECT_TRUE(netif_settle());
	h = netif_pass(&self->flow[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(0, h->hash_ret);
	EXPECT_EQ(hash, h->hash);
}

/* Return: why frames with a tag cannot be tried, or NULL. */
static const char *no_vlan(void)
{
	int err = netif_vlan();

	if (!(reported() & NETDEV_XDP_RX_METADATA_VLAN_TAG))
		return "the driver reports no VLAN tag";
	if (err && err != -EEXIST)
		return "the kernel makes no VLAN interface: load 8021q";
	return NULL;
}

#define NEED_VLAN()	do {						\
	const char *why = no_vlan();					\
									\
	if (why)							\
		NETIF_SKIP("%s", why);					\
} while (0)

/* Whether the bytes of a frame are those that the remote sent, with its tag or without */
static bool is_frame(const struct hints *h, const struct flow *flow, __u16 tpid, __u16 tci)
{
	struct frame want;

	netif_frame(&want, flow, tpid, tci);
	return h->len == want.len && !memcmp(h->head, want.data, 14 + (tpid ? 4 : 0));
}

/* The card takes the tag out and reports it: each priority, and the bit beside it. */
TEST_F(hint, vlan)
{
	NEED_VLAN();
	if (net_has_feature(netif.name, "rx-vlan-hw-parse") == 0)
		NETIF_SKIP("rx-vlan-offload of %s is off", netif.name);
	for (unsigned int i = 0; i < 16; i++) {
		__u16 tci = i << 12 | NETIF_VID;
		const struct hints *h = netif_pass(&self->flow[0], 0x8100, tci);

		ASSERT_NE(NULL, h) TH_LOG("tci %#x is lost: does a switch keep VLAN %u out?",
					  tci, NETIF_VID);
		EXPECT_EQ(0, h->vlan_ret);
		EXPECT_EQ(htons(0x8100), h->tpid);
		EXPECT_EQ(tci, h->tci);
		EXPECT_TRUE(is_frame(h, &self->flow[0], 0, 0)) TH_LOG("tci %#x", tci);
	}
}

/* Nothing is left of the tag of the frame before. */
TEST_F(hint, vlan_none)
{
	const struct hints *h;

	NEED_VLAN();
	ASSERT_NE(NULL, netif_pass(&self->flow[0], 0x8100, NETIF_VID));
	h = netif_pass(&self->flow[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
}

/* With the offload off the tag stays in the packet. */
TEST_F(hint, vlan_left)
{
	const struct hints *h;
	bool was;

	NEED_VLAN();
	NETIF_DISRUPTIVE();
	was = net_has_feature(netif.name, "rx-vlan-hw-parse") == 1;
	if (was && (net_set_rxvlan(netif.name, false) < 0 ||
		    net_has_feature(netif.name, "rx-vlan-hw-parse")))
		NETIF_SKIP("%s cannot leave tags in packets", netif.name);
	EXPECT_TRUE(netif_settle());
	h = netif_pass(&self->flow[0], 0x8100, 0x6000 | NETIF_VID);
	if (was)
		net_set_rxvlan(netif.name, true);
	EXPECT_TRUE(netif_settle());
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
	EXPECT_TRUE(is_frame(h, &self->flow[0], 0x8100, 0x6000 | NETIF_VID));
}

/* Timestamps lie between two readings of the card's clock and never go back. */
TEST_F(hint, timestamp)
{
	int phc = card_phc(netif.name);
	__u64 last = 0;

	if (!(reported() & NETDEV_XDP_RX_METADATA_TIMESTAMP))
		NETIF_SKIP(NO_READER, "timestamp");
	if (phc < 0)
		NETIF_SKIP("%s has no clock (ethtool -T), or /dev/ptp* is missing", netif.name);
	if (card_hwtstamp(netif.name, true))
		NETIF_SKIP("%s does not take timestamps of all frames: %s", netif.name,
			   strerror(errno));
	EXPECT_TRUE(netif_settle());
	for (int i = 0; i < 16; i++) {
		__u64 before = card_phc_read(phc), after;
		const struct hints *h = netif_pass(&self->flow[i % self->flows], 0, 0);

		after = card_phc_read(phc);
		ASSERT_NE(NULL, h) TH_LOG("frame %d is lost", i);
		EXPECT_EQ(0, h->time_ret);
		EXPECT_LE(before, h->time);
		EXPECT_LE(h->time, after);
		EXPECT_LT(last, h->time);
		last = h->time;
	}
	close(phc);
}

static int hints_open(void)
{
	return netif_listen();
}

NETIF_MAIN(hints_open)
