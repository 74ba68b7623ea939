// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: what the skb of a packet gets that a program passed, in each of
 * the ways ice receives.
 */
#include "ice_rx_meta_test.h"

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L3_IPV6,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa000,
};

#define DESC_HASH	0x89abcdef
#define DESC_TCI	0x6123
#define DESC_TIME	0x700000258ULL

static int pass_init(struct kunit *test)
{
	test->priv = ice_test_make(test);
	return 0;
}

struct pass_case {
	const char *name;
	/* stored by the program */
	u32 flags;
	/* the descriptor says something, too */
	bool desc;
	netdev_features_t off;
};

#define ALL	XDP_FLAGS_RX_META

static const struct pass_case pass_cases[] = {
	{ "nothing", 0, false, 0 },
	{ "descriptor", 0, true, 0 },
	{ "descriptor, rxhash off", 0, true, NETIF_F_RXHASH },
	{ "stored", ALL, false, 0 },
	{ "stored and descriptor", ALL, true, 0 },
	{ "stored and descriptor, rxhash off", ALL, true, NETIF_F_RXHASH },
	{ "stored hash", XDP_FLAGS_RX_HASH, true, 0 },
	{ "stored vlan_tag", XDP_FLAGS_RX_VLAN_TAG, true, 0 },
	{ "stored timestamp", XDP_FLAGS_RX_TIMESTAMP, true, 0 },
};

KUNIT_ARRAY_PARAM_DESC(pass, pass_cases, name);

static void fill_desc(union ice_32b_rx_flex_desc *desc)
{
	struct ice_32b_rx_flex_desc_nic *nic = (void *)desc;

	nic->rss_hash = cpu_to_le32(DESC_HASH);
	desc->wb.ptype_flex_flags0 = cpu_to_le16(24); /* UDP in IPv4 */
	desc->wb.l2tag1 = cpu_to_le16(DESC_TCI);
	desc->wb.status_error0 |=
		cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS0_L2TAG1P_S));
	desc->wb.time_stamp_low = ICE_PTP_TS_VALID;
	desc->wb.flex_ts.ts_high = cpu_to_le32(lower_32_bits(DESC_TIME));
}

static void expect_hash(struct kunit *test, const struct sk_buff *skb,
			bool is_stored, bool desc)
{
	KUNIT_EXPECT_EQ(test, skb->hash,
			is_stored ? stored.hash : desc ? DESC_HASH : 0);
	KUNIT_EXPECT_EQ(test, (bool)skb->l4_hash, !is_stored && desc);
}

static void expect_tag(struct kunit *test, const struct sk_buff *skb,
		       bool is_stored, bool desc)
{
	KUNIT_EXPECT_EQ(test, (bool)skb_vlan_tag_present(skb),
			is_stored || desc);
	if (!is_stored && !desc)
		return;
	KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb),
			is_stored ? stored.vlan_tci : DESC_TCI);
	KUNIT_EXPECT_EQ(test, ntohs(skb->vlan_proto),
			is_stored ? ETH_P_8021AD : ETH_P_8021Q);
}

/* What is in the packet does not tell of a tag beside it */
static void expect_skb(struct kunit *test, struct sk_buff *skb, u32 flags,
		       bool desc, netdev_features_t off)
{
	bool is_time = flags & XDP_FLAGS_RX_TIMESTAMP;

	expect_hash(test, skb, flags & XDP_FLAGS_RX_HASH,
		    desc && !(off & NETIF_F_RXHASH));
	expect_tag(test, skb, flags & XDP_FLAGS_RX_VLAN_TAG, desc);
	KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp),
			is_time ? stored.timestamp : desc ? DESC_TIME : 0);
	KUNIT_EXPECT_EQ(test, ntohs(skb->protocol), ICE_TEST_PROTO);
}

/* The stack may get packets of one poll in another order */
static struct sk_buff *find_skb(struct kunit *test, u32 len)
{
	struct ice_test *t = test->priv;
	struct sk_buff *skb;

	skb_queue_walk(&t->skbs, skb)
		if (skb->len == len - ETH_HLEN)
			return skb;

	KUNIT_FAIL_AND_ABORT(test, "no skb of a packet of %u bytes", len);
	return NULL;
}

static void make_ring_for(struct kunit *test, enum ice_test_rx way,
			  const struct xdp_rx_meta *meta, u32 flags, u32 pull)
{
	const struct ice_test_prog prog = {
		.meta = meta, .flags = flags, .pull = pull, .act = XDP_PASS,
	};
	struct ice_test *t = test->priv;

	ice_test_rx_ring(test, t, way);
	ice_test_attach(test, t, &prog);
	t->rx->vlan_proto = htons(ETH_P_8021Q);
	t->rx->cached_phctime = DESC_TIME - 100;
	t->rx->ptp_rx = 1;
}

static void make_ring(struct kunit *test, enum ice_test_rx way, u32 flags,
		      u32 pull)
{
	make_ring_for(test, way, &stored, flags, pull);
}

/* Without headroom a program has to make some first. The header that is left
 * then has to be one.
 */
static u32 legacy_pull(enum ice_test_rx way)
{
	return way == ICE_TEST_RX_LEGACY ? XDP_PACKET_HEADROOM : 0;
}

static void legacy_header(struct ice_test *t, u32 pull)
{
	void *data = page_address(t->rx->rx_buf[0].page);

	if (pull)
		memcpy(data + pull, data, ETH_HLEN);
}

static void run_case(struct kunit *test, enum ice_test_rx way)
{
	const struct pass_case *c = test->param_value;
	u32 pull = legacy_pull(way);
	union ice_32b_rx_flex_desc *desc;
	struct ice_test *t = test->priv;

	make_ring(test, way, c->flags, pull);
	t->netdev->features &= ~c->off;
	desc = ice_test_receive(t, ICE_TEST_LEN + pull, true, true);
	legacy_header(t, pull);
	if (c->desc)
		fill_desc(desc);

	ice_test_poll(t);
	expect_skb(test, find_skb(test, ICE_TEST_LEN), c->flags, c->desc,
		   c->off);
}

static void pass_build_skb_test(struct kunit *test)
{
	run_case(test, ICE_TEST_RX_BUILD_SKB);
}

static void pass_legacy_test(struct kunit *test)
{
	run_case(test, ICE_TEST_RX_LEGACY);
}

static void pass_zc_test(struct kunit *test)
{
	run_case(test, ICE_TEST_RX_ZC);
}

/* A packet of several buffers: the first has the values, the last descriptor
 * has the rest.
 */
static void run_frags(struct kunit *test, enum ice_test_rx way)
{
	u32 flags = XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_VLAN_TAG;
	struct ice_test *t = test->priv;
	u32 pull = legacy_pull(way);

	make_ring(test, way, flags, pull);
	ice_test_receive(t, ICE_TEST_LEN + pull, false, true);
	legacy_header(t, pull);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN, true, true));

	ice_test_poll(t);
	expect_skb(test, find_skb(test, 2 * ICE_TEST_LEN), flags, true, 0);
}

static void pass_frags_test(struct kunit *test)
{
	run_frags(test, ICE_TEST_RX_BUILD_SKB);
}

static void pass_legacy_frags_test(struct kunit *test)
{
	run_frags(test, ICE_TEST_RX_LEGACY);
}

/* A value is stored or it is not, be it zero. */
static void pass_stored_zero_test(struct kunit *test)
{
	static const struct xdp_rx_meta zero = {
		.hash_type	= XDP_RSS_TYPE_L3_IPV6,
		.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	};
	struct ice_test *t = test->priv;
	struct sk_buff *skb;

	make_ring_for(test, ICE_TEST_RX_BUILD_SKB, &zero, ALL, 0);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN, true, true));

	ice_test_poll(t);
	skb = find_skb(test, ICE_TEST_LEN);
	KUNIT_EXPECT_EQ(test, skb->hash, 0);
	KUNIT_EXPECT_FALSE(test, skb->l4_hash);
	KUNIT_EXPECT_TRUE(test, skb_vlan_tag_present(skb));
	KUNIT_EXPECT_EQ(test, ntohs(skb->vlan_proto), ETH_P_8021AD);
	KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb), 0);
	KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp), 0);
}

/* The descriptor's tag where double VLAN mode has it, with its TPID, and a
 * stored one over it.
 */
static void pass_outer_tag_test(struct kunit *test)
{
	union ice_32b_rx_flex_desc *desc;
	struct ice_test *t = test->priv;
	struct sk_buff *skb;
	int i;

	make_ring(test, ICE_TEST_RX_BUILD_SKB, XDP_FLAGS_RX_VLAN_TAG, 0);
	t->rx->vlan_proto = htons(ETH_P_8021AD);
	for (i = 0; i < 2; i++) {
		desc = ice_test_receive(t, ICE_TEST_LEN + i, true, i);
		desc->wb.l2tag2_2nd = cpu_to_le16(DESC_TCI);
		desc->wb.status_error1 =
			cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS1_L2TAG2P_S));
	}

	ice_test_poll(t);
	for (i = 0; i < 2; i++) {
		skb = find_skb(test, ICE_TEST_LEN + i);
		KUNIT_EXPECT_TRUE(test, skb_vlan_tag_present(skb));
		KUNIT_EXPECT_EQ(test, ntohs(skb->vlan_proto), ETH_P_8021AD);
		KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb),
				i ? stored.vlan_tci : DESC_TCI);
	}
}

/* The program is gone, but what it left in the ring's buffer is not. */
static void pass_detached_test(struct kunit *test)
{
	struct ice_test *t = test->priv;

	make_ring(test, ICE_TEST_RX_BUILD_SKB, ALL, 0);
	ice_test_receive(t, ICE_TEST_LEN, true, true);
	ice_test_poll(t);
	expect_skb(test, find_skb(test, ICE_TEST_LEN), ALL, false, 0);

	t->vsi->xdp_prog = NULL;
	t->rx->xdp_prog = NULL;
	ice_test_receive(t, ICE_TEST_LEN + 1, true, true);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN + 2, true, true));
	ice_test_poll(t);
	expect_skb(test, find_skb(test, ICE_TEST_LEN + 1), 0, false, 0);
	expect_skb(test, find_skb(test, ICE_TEST_LEN + 2), 0, true, 0);
}

/* The ring's buffer is set up once for all packets: the second one here has
 * nothing stored, the third one only what its descriptor says.
 */
static void pass_per_packet_test(struct kunit *test)
{
	struct ice_test *t = test->priv;

	make_ring(test, ICE_TEST_RX_BUILD_SKB, ALL, 0);
	ice_test_receive(t, ICE_TEST_LEN, true, true);
	ice_test_receive(t, ICE_TEST_LEN + 1, true, false);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN + 2, true, false));

	ice_test_poll(t);
	expect_skb(test, find_skb(test, ICE_TEST_LEN), ALL, false, 0);
	expect_skb(test, find_skb(test, ICE_TEST_LEN + 1), 0, false, 0);
	expect_skb(test, find_skb(test, ICE_TEST_LEN + 2), 0, true, 0);
}

/* Buffers of a pool come with the flags of their last use. */
static void pass_zc_stale_test(struct kunit *test)
{
	struct ice_test *t = test->priv;

	make_ring(test, ICE_TEST_RX_ZC, ALL, 0);
	*xdp_buff_rx_meta(t->rx->xdp_buf[0]) = stored;
	t->rx->xdp_buf[0]->flags = ALL;
	ice_test_receive(t, ICE_TEST_LEN, true, false);

	ice_test_poll(t);
	expect_skb(test, find_skb(test, ICE_TEST_LEN), 0, false, 0);
}

static struct kunit_case ice_pass_cases[] = {
	KUNIT_CASE_PARAM(pass_build_skb_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_legacy_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_zc_test, pass_gen_params),
	KUNIT_CASE(pass_frags_test),
	KUNIT_CASE(pass_legacy_frags_test),
	KUNIT_CASE(pass_stored_zero_test),
	KUNIT_CASE(pass_outer_tag_test),
	KUNIT_CASE(pass_detached_test),
	KUNIT_CASE(pass_per_packet_test),
	KUNIT_CASE(pass_zc_stale_test),
	{}
};

static struct kunit_suite ice_pass_suite = {
	.name = "ice_rx_meta_pass",
	.init = pass_init,
	.test_cases = ice_pass_cases,
};

kunit_test_suite(ice_pass_suite);
