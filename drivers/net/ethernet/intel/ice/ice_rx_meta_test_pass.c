// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of ice: packets that an XDP program passed, and
 * the expectations on their skbs.
 */
#include "ice_rx_meta_test_pass.h"

/* What a descriptor reports */
const struct xdp_rx_meta_saved ice_pass_reported = {
	.meta = {
		.timestamp	= 0x700000258ULL,
		.hash		= 0x89abcdef,
		.hash_type	= XDP_RSS_TYPE_L4_IPV4_UDP,
		.vlan_proto	= cpu_to_be16(ETH_P_8021Q),
		.vlan_tci	= 0x6123,
	},
	.flags = XDP_FLAGS_RX_META,
};

void ice_pass_fill_desc(union ice_32b_rx_flex_desc *desc)
{
	struct ice_32b_rx_flex_desc_nic *nic = (void *)desc;
	const struct xdp_rx_meta *meta = &ice_pass_reported.meta;

	nic->rss_hash = cpu_to_le32(meta->hash);
	desc->wb.ptype_flex_flags0 = cpu_to_le16(24); /* UDP in IPv4 */
	desc->wb.l2tag1 = cpu_to_le16(meta->vlan_tci);
	desc->wb.status_error0 |=
		cpu_to_le16(BIT(ICE_RX_FLEX_DESC_STATUS0_L2TAG1P_S));
	desc->wb.time_stamp_low = ICE_PTP_TS_VALID;
	desc->wb.flex_ts.ts_high = cpu_to_le32(lower_32_bits(meta->timestamp));
}

/* Expect the skb of the packet of @len bytes. */
void ice_pass_expect_skb(struct kunit *test, u32 len,
			 const struct xdp_rx_meta_saved *stored,
			 const struct xdp_rx_meta_saved *desc)
{
	struct ice_test *t = test->priv;

	rx_meta_test_expect_skb(test, rx_meta_test_received(test, &t->tap, len),
				stored, desc);
}

/* A ring, and a program that removes @pull bytes from the front of packets */
void ice_pass_make_ring(struct kunit *test, enum ice_test_rx kind,
			const struct xdp_rx_meta_saved *stored, u32 pull)
{
	const struct rx_meta_test_prog prog = {
		.stored = stored, .pull = pull, .act = XDP_PASS,
	};
	struct ice_test *t = test->priv;

	ice_test_rx_ring(test, t, kind);
	ice_test_attach(test, t, &prog);
	t->rx->vlan_proto = htons(ETH_P_8021Q);
	t->rx->cached_phctime = ice_pass_reported.meta.timestamp - 100;
	t->rx->ptp_rx = 1;
}

/* What is left of the packet needs an Ethernet header. */
static void pulled_header(struct ice_test *t, u32 pull)
{
	void *data;

	if (!pull)
		return;
	data = ice_test_buffer(t, 0);
	memcpy(data + pull, data, ETH_HLEN);
}

void ice_pass_run_case(struct kunit *test, enum ice_test_rx kind, u32 pull)
{
	const struct rx_meta_test_packet *c = test->param_value;
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(c->flags);
	struct xdp_rx_meta_saved from_desc = {};
	union ice_32b_rx_flex_desc *desc;
	struct ice_test *t = test->priv;

	ice_pass_make_ring(test, kind, &stored, pull);
	t->netdev->features &= ~c->off;
	desc = ice_test_receive(t, ICE_TEST_LEN + pull, true, true);
	pulled_header(t, pull);
	if (c->desc) {
		ice_pass_fill_desc(desc);
		from_desc = ice_pass_reported;
	}
	if (c->off & NETIF_F_RXHASH)
		from_desc.flags &= ~XDP_FLAGS_RX_HASH;

	ice_test_poll(t);
	ice_pass_expect_skb(test, ICE_TEST_LEN, &stored, &from_desc);
}

/* The first buffer of a packet has the stored values, and the last descriptor
 * reports the others.
 */
void ice_pass_run_frags(struct kunit *test, enum ice_test_rx kind, u32 pull)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_HASH |
				       XDP_FLAGS_RX_VLAN_TAG);
	struct ice_test *t = test->priv;

	ice_pass_make_ring(test, kind, &stored, pull);
	ice_test_receive(t, ICE_TEST_LEN + pull, false, true);
	pulled_header(t, pull);
	ice_pass_fill_desc(ice_test_receive(t, ICE_TEST_LEN, true, true));

	ice_test_poll(t);
	ice_pass_expect_skb(test, 2 * ICE_TEST_LEN, &stored,
			    &ice_pass_reported);
}
