// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the skb of a packet that an XDP program passed, from each kind
 * of Rx ring.
 */
#include "ice_rx_meta_test_pass.h"

KUNIT_ARRAY_PARAM_DESC(pass, rx_meta_test_packets, name);

static void pass_build_skb_test(struct kunit *test)
{
	ice_pass_run_case(test, ICE_TEST_RX_BUILD_SKB, 0);
}

static void pass_zc_test(struct kunit *test)
{
	ice_pass_run_case(test, ICE_TEST_RX_ZC, 0);
}

static void pass_frags_test(struct kunit *test)
{
	ice_pass_run_frags(test, ICE_TEST_RX_BUILD_SKB, 0);
}

/* Zero is a valid value. */
static void pass_stored_zero_test(struct kunit *test)
{
	struct xdp_rx_meta_saved zero = rx_meta_test_stored_zero();
	struct ice_test *t = test->priv;

	zero.meta.hash_type = XDP_RSS_TYPE_L3_IPV6;
	ice_pass_make_ring(test, ICE_TEST_RX_BUILD_SKB, &zero, 0);
	ice_pass_fill_desc(ice_test_receive(t, ICE_TEST_LEN, true, true));

	ice_test_poll(t);
	ice_pass_expect_skb(test, ICE_TEST_LEN, &zero, &ice_pass_reported);
}

/* In double VLAN mode the descriptor reports the tag in another place, with the
 * TPID of the ring. A stored tag overrides it.
 */
static void pass_outer_tag_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_VLAN_TAG);
	const struct xdp_rx_meta_saved outer =
		rx_meta_test_stored_tag(ETH_P_8021AD, 0x6123);
	const struct xdp_rx_meta_saved none = {};
	union ice_32b_rx_flex_desc *desc;
	struct ice_test *t = test->priv;
	int i;

	ice_pass_make_ring(test, ICE_TEST_RX_BUILD_SKB, &stored, 0);
	t->rx->vlan_proto = htons(ETH_P_8021AD);
	for (i = 0; i < 2; i++) {
		desc = ice_test_receive(t, ICE_TEST_LEN + i, true, i);
		desc->wb.l2tag2_2nd = cpu_to_le16(outer.meta.vlan_tci);
		desc->wb.status_error1 =
			cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS1_L2TAG2P_S));
	}

	ice_test_poll(t);
	for (i = 0; i < 2; i++)
		ice_pass_expect_skb(test, ICE_TEST_LEN + i,
				    i ? &stored : &none, &outer);
}

/* Receive a packet without and one with values of the descriptor, for which the
 * program stores nothing.
 */
static void receive_unstored(struct ice_test *t, bool mark)
{
	ice_test_receive(t, ICE_TEST_LEN + 1, true, mark);
	ice_pass_fill_desc(ice_test_receive(t, ICE_TEST_LEN + 2, true, mark));
	ice_test_poll(t);
}

/* Expect what was stored for an earlier packet to be on no later one. */
static void expect_stored_once(struct kunit *test,
			       const struct xdp_rx_meta_saved *stored)
{
	const struct xdp_rx_meta_saved none = {};

	ice_pass_expect_skb(test, ICE_TEST_LEN, stored, NULL);
	ice_pass_expect_skb(test, ICE_TEST_LEN + 1, &none, NULL);
	ice_pass_expect_skb(test, ICE_TEST_LEN + 2, &none, &ice_pass_reported);
}

/* Without a program, the driver does not use the values in the buffer of the
 * ring.
 */
static void pass_detached_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	struct ice_test *t = test->priv;

	ice_pass_make_ring(test, ICE_TEST_RX_BUILD_SKB, &stored, 0);
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
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	struct ice_test *t = test->priv;

	ice_pass_make_ring(test, ICE_TEST_RX_BUILD_SKB, &stored, 0);
	ice_test_receive(t, ICE_TEST_LEN, true, true);
	receive_unstored(t, false);
	expect_stored_once(test, &stored);
}

/* A zero-copy buffer comes out of its pool with the flags of its last use. */
static void pass_zc_stale_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	const struct xdp_rx_meta_saved none = {};
	struct ice_test *t = test->priv;

	ice_pass_make_ring(test, ICE_TEST_RX_ZC, &stored, 0);
	rx_meta_test_store(t->rx->xdp_buf[0], &stored);
	ice_test_receive(t, ICE_TEST_LEN, true, false);

	ice_test_poll(t);
	ice_pass_expect_skb(test, ICE_TEST_LEN, &none, NULL);
}

static struct kunit_case ice_pass_cases[] = {
	KUNIT_CASE_PARAM(pass_build_skb_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_zc_test, pass_gen_params),
	KUNIT_CASE(pass_frags_test),
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
