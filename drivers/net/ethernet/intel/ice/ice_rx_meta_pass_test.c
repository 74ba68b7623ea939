// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the skb of a packet that an XDP program passed, from each kind
 * of Rx ring.
 */
#include "ice_rx_meta_test.h"

/* What a descriptor reports */
static const struct xdp_rx_meta_saved reported = {
	.meta = {
		.timestamp	= 0x700000258ULL,
		.hash		= 0x89abcdef,
		.hash_type	= XDP_RSS_TYPE_L4_IPV4_UDP,
		.vlan_proto	= cpu_to_be16(ETH_P_8021Q),
		.vlan_tci	= 0x6123,
	},
	.flags = XDP_FLAGS_RX_META,
};

/* The program stores an L3 hash, as the descriptor reports an L4 hash. */
static struct xdp_rx_meta_saved pass_stored(u32 flags)
{
	struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);

	stored.meta.hash_type = XDP_RSS_TYPE_L3_IPV6;
	return stored;
}

/**
 * struct pass_case - a packet of one buffer
 * @name: of the case
 * @flags: values that the program stores
 * @desc: whether the descriptor reports values
 * @off: features that are off
 */
struct pass_case {
	const char *name;
	u32 flags;
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
	const struct xdp_rx_meta *meta = &reported.meta;

	nic->rss_hash = cpu_to_le32(meta->hash);
	desc->wb.ptype_flex_flags0 = cpu_to_le16(24); /* UDP in IPv4 */
	desc->wb.l2tag1 = cpu_to_le16(meta->vlan_tci);
	desc->wb.status_error0 |=
		cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS0_L2TAG1P_S));
	desc->wb.time_stamp_low = ICE_PTP_TS_VALID;
	desc->wb.flex_ts.ts_high = cpu_to_le32(lower_32_bits(meta->timestamp));
}

/* Expect the skb of the packet of @len bytes. */
static void expect_skb(struct kunit *test, u32 len,
		       const struct xdp_rx_meta_saved *stored,
		       const struct xdp_rx_meta_saved *desc)
{
	struct ice_test *t = test->priv;

	rx_meta_test_expect_skb(test, rx_meta_test_received(test, &t->tap, len),
				stored, desc);
}

static void make_ring(struct kunit *test, enum ice_test_rx kind,
		      const struct xdp_rx_meta_saved *stored, u32 pull)
{
	const struct rx_meta_test_prog prog = {
		.stored = stored, .pull = pull, .act = XDP_PASS,
	};
	struct ice_test *t = test->priv;

	ice_test_rx_ring(test, t, kind);
	ice_test_attach(test, t, &prog);
	t->rx->vlan_proto = htons(ETH_P_8021Q);
	t->rx->cached_phctime = reported.meta.timestamp - 100;
	t->rx->ptp_rx = 1;
}

/* A legacy ring has no headroom. The program removes bytes from the front of
 * the packet to get some.
 */
static u32 legacy_pull(enum ice_test_rx kind)
{
	return kind == ICE_TEST_RX_LEGACY ? XDP_PACKET_HEADROOM : 0;
}

/* What is left of the packet needs an Ethernet header. */
static void legacy_header(struct ice_test *t, u32 pull)
{
	void *data = page_address(t->rx->rx_buf[0].page);

	if (pull)
		memcpy(data + pull, data, ETH_HLEN);
}

static void run_case(struct kunit *test, enum ice_test_rx kind)
{
	const struct pass_case *c = test->param_value;
	const struct xdp_rx_meta_saved stored = pass_stored(c->flags);
	struct xdp_rx_meta_saved from_desc = {};
	union ice_32b_rx_flex_desc *desc;
	struct ice_test *t = test->priv;
	u32 pull = legacy_pull(kind);

	make_ring(test, kind, &stored, pull);
	t->netdev->features &= ~c->off;
	desc = ice_test_receive(t, ICE_TEST_LEN + pull, true, true);
	legacy_header(t, pull);
	if (c->desc) {
		fill_desc(desc);
		from_desc = reported;
	}
	if (c->off & NETIF_F_RXHASH)
		from_desc.flags &= ~XDP_FLAGS_RX_HASH;

	ice_test_poll(t);
	expect_skb(test, ICE_TEST_LEN, &stored, &from_desc);
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

/* The first buffer of a packet has the stored values, and the last descriptor
 * reports the others.
 */
static void run_frags(struct kunit *test, enum ice_test_rx kind)
{
	const struct xdp_rx_meta_saved stored =
		pass_stored(XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_VLAN_TAG);
	struct ice_test *t = test->priv;
	u32 pull = legacy_pull(kind);

	make_ring(test, kind, &stored, pull);
	ice_test_receive(t, ICE_TEST_LEN + pull, false, true);
	legacy_header(t, pull);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN, true, true));

	ice_test_poll(t);
	expect_skb(test, 2 * ICE_TEST_LEN, &stored, &reported);
}

static void pass_frags_test(struct kunit *test)
{
	run_frags(test, ICE_TEST_RX_BUILD_SKB);
}

static void pass_legacy_frags_test(struct kunit *test)
{
	run_frags(test, ICE_TEST_RX_LEGACY);
}

/* Zero is a valid value. */
static void pass_stored_zero_test(struct kunit *test)
{
	struct xdp_rx_meta_saved zero = rx_meta_test_stored_zero();
	struct ice_test *t = test->priv;

	zero.meta.hash_type = XDP_RSS_TYPE_L3_IPV6;
	make_ring(test, ICE_TEST_RX_BUILD_SKB, &zero, 0);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN, true, true));

	ice_test_poll(t);
	expect_skb(test, ICE_TEST_LEN, &zero, &reported);
}

/* In double VLAN mode the descriptor reports the tag in another place, with the
 * TPID of the ring. A stored tag overrides it.
 */
static void pass_outer_tag_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		pass_stored(XDP_FLAGS_RX_VLAN_TAG);
	const struct xdp_rx_meta_saved outer =
		rx_meta_test_stored_tag(ETH_P_8021AD, 0x6123);
	const struct xdp_rx_meta_saved none = {};
	union ice_32b_rx_flex_desc *desc;
	struct ice_test *t = test->priv;
	int i;

	make_ring(test, ICE_TEST_RX_BUILD_SKB, &stored, 0);
	t->rx->vlan_proto = htons(ETH_P_8021AD);
	for (i = 0; i < 2; i++) {
		desc = ice_test_receive(t, ICE_TEST_LEN + i, true, i);
		desc->wb.l2tag2_2nd = cpu_to_le16(outer.meta.vlan_tci);
		desc->wb.status_error1 =
			cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS1_L2TAG2P_S));
	}

	ice_test_poll(t);
	for (i = 0; i < 2; i++)
		expect_skb(test, ICE_TEST_LEN + i, i ? &stored : &none, &outer);
}

/* Receive a packet without and one with values of the descriptor, for which the
 * program stores nothing.
 */
static void receive_unstored(struct ice_test *t, bool mark)
{
	ice_test_receive(t, ICE_TEST_LEN + 1, true, mark);
	fill_desc(ice_test_receive(t, ICE_TEST_LEN + 2, true, mark));
	ice_test_poll(t);
}

/* Expect what was stored for an earlier packet to be on no later one. */
static void expect_stored_once(struct kunit *test,
			       const struct xdp_rx_meta_saved *stored)
{
	const struct xdp_rx_meta_saved none = {};

	expect_skb(test, ICE_TEST_LEN, stored, NULL);
	expect_skb(test, ICE_TEST_LEN + 1, &none, NULL);
	expect_skb(test, ICE_TEST_LEN + 2, &none, &reported);
}

/* Without a program, the driver does not use the values in the buffer of the
 * ring.
 */
static void pass_detached_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored = pass_stored(ALL);
	struct ice_test *t = test->priv;

	make_ring(test, ICE_TEST_RX_BUILD_SKB, &stored, 0);
	ice_test_receive(t, ICE_TEST_LEN, true, true);
	ice_test_poll(t);

	t->vsi->xdp_prog = NULL;
	t->rx->xdp_prog = NULL;
	receive_unstored(t, true);
	expect_stored_once(test, &stored);
}

/* All packets of one poll use the same xdp_buff of the ring. */
static void pass_per_packet_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored = pass_stored(ALL);
	struct ice_test *t = test->priv;

	make_ring(test, ICE_TEST_RX_BUILD_SKB, &stored, 0);
	ice_test_receive(t, ICE_TEST_LEN, true, true);
	receive_unstored(t, false);
	expect_stored_once(test, &stored);
}

/* A zero-copy buffer comes out of its pool with the flags of its last use. */
static void pass_zc_stale_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored = pass_stored(ALL);
	const struct xdp_rx_meta_saved none = {};
	struct ice_test *t = test->priv;

	make_ring(test, ICE_TEST_RX_ZC, &stored, 0);
	rx_meta_test_store(t->rx->xdp_buf[0], &stored);
	ice_test_receive(t, ICE_TEST_LEN, true, false);

	ice_test_poll(t);
	expect_skb(test, ICE_TEST_LEN, &none, NULL);
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
	.init = ice_test_init,
	.test_cases = ice_pass_cases,
};

kunit_test_suite(ice_pass_suite);
