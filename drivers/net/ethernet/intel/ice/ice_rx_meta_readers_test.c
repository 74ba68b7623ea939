// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the XDP metadata readers of ice.
 *
 * Each case calls the driver's own operations on a buffer with a descriptor,
 * and calls them again with all values stored, which override the descriptor's.
 */
#include "ice_rx_meta_test.h"

struct reader_fixture {
	struct ice_test_reader rd;
	struct net_device *netdev;
};

static int reader_init(struct kunit *test)
{
	struct reader_fixture *fix = rx_meta_test_zalloc(test, sizeof(*fix));
	struct ice_test_reader *rd = &fix->rd;

	fix->netdev = rx_meta_test_netdev(test, 0);
	ice_test_make_reader(test, rd);
	rd->rxq->dev = fix->netdev;
	rx_meta_test_init_buff(rd->xdp, rd->rxq, rx_meta_test_page(test),
			       XDP_PACKET_HEADROOM, 64);
	rd->desc.wb.rxdid = ICE_RXDID_FLEX_NIC;
	test->priv = fix;
	return 0;
}

/* Store all values as a program does, and return them. */
static struct xdp_rx_meta reader_store(struct ice_test_reader *rd)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored(XDP_FLAGS_RX_META);

	rx_meta_test_store(rd->xdp, &stored);
	return stored.meta;
}

/* Expect the reader to return @want, or -ENODATA if that is NULL, and then the
 * stored hash.
 */
static void expect_hash(struct kunit *test, const struct xdp_rx_meta *want)
{
	struct reader_fixture *fix = test->priv;
	struct ice_test_reader *rd = &fix->rd;
	struct xdp_rx_meta stored;

	rd->xdp->flags = 0;
	rx_meta_test_expect_rx_hash(test, &ice_xdp_md_ops, rd->xdp, want);
	stored = reader_store(rd);
	rx_meta_test_expect_rx_hash(test, &ice_xdp_md_ops, rd->xdp, &stored);
}

static void set_hash(struct ice_test_reader *rd, u32 hash, u16 ptype)
{
	struct ice_32b_rx_flex_desc_nic *nic = (void *)&rd->desc;

	nic->rss_hash = cpu_to_le32(hash);
	/* The bits above the packet type are not part of it. */
	rd->desc.wb.ptype_flex_flags0 = cpu_to_le16(0xfc00 | ptype);
}

/* Each nesting of IP headers has a row of seven packet types. */
static const enum xdp_rss_hash_type row_v4[] = {
	XDP_RSS_TYPE_L3_IPV4,				/* fragment */
	XDP_RSS_TYPE_L3_IPV4,
	XDP_RSS_TYPE_L4_IPV4_UDP,
	XDP_RSS_TYPE_NONE,				/* unused */
	XDP_RSS_TYPE_L4_IPV4_TCP,
	XDP_RSS_TYPE_L4_IPV4_SCTP,
	XDP_RSS_TYPE_L4_IPV4_ICMP,
};

static const enum xdp_rss_hash_type row_v6[] = {
	XDP_RSS_TYPE_L3_IPV6,
	XDP_RSS_TYPE_L3_IPV6,
	XDP_RSS_TYPE_L4_IPV6_UDP,
	XDP_RSS_TYPE_NONE,
	XDP_RSS_TYPE_L4_IPV6_TCP,
	XDP_RSS_TYPE_L4_IPV6_SCTP,
	XDP_RSS_TYPE_L4_IPV6_ICMP,
};

/* Packet types that are not IP or not in the table have no hash type. */
static const enum xdp_rss_hash_type row_none[12];

struct ptype_case {
	const char *name;
	u16 first;
	u16 count;
	/* expected, for each type from first on */
	const enum xdp_rss_hash_type *types;
};

/* Each tunnel without IP inside has one type, of layer 3. */
static const struct ptype_case ptype_cases[] = {
	{ "L2", 0, 12, row_none },
	{ "L3, not IP", 12, 10, row_none },
	{ "IPv4", 22, 7, row_v4 },
	{ "IPv4 IPv4", 29, 7, row_v4 },
	{ "IPv4 IPv6", 36, 7, row_v4 },
	{ "IPv4 GRE", 43, 1, row_v4 },
	{ "IPv4 GRE IPv4", 44, 7, row_v4 },
	{ "IPv4 GRE IPv6", 51, 7, row_v4 },
	{ "IPv4 GRE MAC", 58, 1, row_v4 },
	{ "IPv4 GRE MAC IPv4", 59, 7, row_v4 },
	{ "IPv4 GRE MAC IPv6", 66, 7, row_v4 },
	{ "IPv4 GRE VLAN", 73, 1, row_v4 },
	{ "IPv4 GRE VLAN IPv4", 74, 7, row_v4 },
	{ "IPv4 GRE VLAN IPv6", 81, 7, row_v4 },
	{ "IPv6", 88, 7, row_v6 },
	{ "IPv6 IPv4", 95, 7, row_v6 },
	{ "IPv6 IPv6", 102, 7, row_v6 },
	{ "IPv6 GRE", 109, 1, row_v6 },
	{ "IPv6 GRE IPv4", 110, 7, row_v6 },
	{ "IPv6 GRE IPv6", 117, 7, row_v6 },
	{ "IPv6 GRE MAC", 124, 1, row_v6 },
	{ "IPv6 GRE MAC IPv4", 125, 7, row_v6 },
	{ "IPv6 GRE MAC IPv6", 132, 7, row_v6 },
	{ "IPv6 GRE VLAN", 139, 1, row_v6 },
	{ "IPv6 GRE VLAN IPv4", 140, 7, row_v6 },
	{ "IPv6 GRE VLAN IPv6", 147, 7, row_v6 },
	{ "first unknown", 154, 1, row_none },
	{ "last unknown", 1023, 1, row_none },
};

KUNIT_ARRAY_PARAM_DESC(ptype, ptype_cases, name);

static void hash_type_test(struct kunit *test)
{
	const struct ptype_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;
	int i;

	for (i = 0; i < c->count; i++) {
		const struct xdp_rx_meta want = {
			.hash = 0x1234567 + i, .hash_type = c->types[i],
		};

		set_hash(&fix->rd, want.hash, c->first + i);
		expect_hash(test, &want);
	}
}

struct hash_case {
	const char *name;
	u8 rxdid;
	netdev_features_t features;
	u32 hash;
	/* expected */
	int err;
};

static const struct hash_case hash_cases[] = {
	{ "hash", ICE_RXDID_FLEX_NIC, NETIF_F_RXHASH, 0x89abcdef, 0 },
	{ "all bits set", ICE_RXDID_FLEX_NIC, NETIF_F_RXHASH, U32_MAX, 0 },
	/* rxhash controls the hash of skbs only. */
	{ "rxhash off", ICE_RXDID_FLEX_NIC, 0, 0x89abcdef, 0 },
	{ "zero is none", ICE_RXDID_FLEX_NIC, NETIF_F_RXHASH, 0, -ENODATA },
	{ "zero, rxhash off", ICE_RXDID_FLEX_NIC, 0, 0, -ENODATA },
	{ "other descriptor", ICE_RXDID_LEGACY_1, NETIF_F_RXHASH, 0x89abcdef,
	  -ENODATA },
};

KUNIT_ARRAY_PARAM_DESC(hash, hash_cases, name);

static void hash_test(struct kunit *test)
{
	const struct hash_case *c = test->param_value;
	const struct xdp_rx_meta want = {
		.hash = c->hash, .hash_type = XDP_RSS_TYPE_L4_IPV4_TCP,
	};
	struct reader_fixture *fix = test->priv;
	struct ice_test_reader *rd = &fix->rd;

	rd->desc.wb.rxdid = c->rxdid;
	fix->netdev->features = c->features;
	set_hash(rd, c->hash, 26);
	expect_hash(test, c->err ? NULL : &want);
}

struct tag_case {
	const char *name;
	u16 ring_proto;
	u16 status0;
	u16 status1;
	u16 l2tag1;
	u16 l2tag2;
	/* expected */
	int err;
	u16 tci;
};

#define L2TAG1P		BIT(ICE_RX_FLEX_DESC_STATUS0_L2TAG1P_S)
#define L2TAG2P		BIT(ICE_RX_FLEX_DESC_STATUS1_L2TAG2P_S)

static const struct tag_case tag_cases[] = {
	{ "C-tag, L2TAG1", ETH_P_8021Q, L2TAG1P, 0, 0x6123, 0, 0, 0x6123 },
	{ "C-tag, L2TAG2", ETH_P_8021Q, 0, L2TAG2P, 0, 0x6123, 0, 0x6123 },
	{ "S-tag, L2TAG1", ETH_P_8021AD, L2TAG1P, 0, 0xf123, 0, 0, 0xf123 },
	{ "S-tag, L2TAG2", ETH_P_8021AD, 0, L2TAG2P, 0, 0xf123, 0, 0xf123 },
	{ "priority only", ETH_P_8021Q, L2TAG1P, 0, 0xa000, 0, 0, 0xa000 },
	{ "both, the first", ETH_P_8021Q, L2TAG1P, L2TAG2P, 1, 2, 0, 1 },
	{ "absent", ETH_P_8021Q, 0, 0, 0x6123, 0x6123, -ENODATA, 0 },
	{ "zero", ETH_P_8021Q, L2TAG1P, 0, 0, 0, -ENODATA, 0 },
	{ "stripping off", 0, L2TAG1P, 0, 0x6123, 0, -ENODATA, 0 },
};

KUNIT_ARRAY_PARAM_DESC(tag, tag_cases, name);

static void vlan_tag_test(struct kunit *test)
{
	const struct tag_case *c = test->param_value;
	const struct xdp_rx_meta want = {
		.vlan_proto = htons(c->ring_proto), .vlan_tci = c->tci,
	};
	struct reader_fixture *fix = test->priv;
	struct ice_test_reader *rd = &fix->rd;
	struct xdp_rx_meta stored;

	rd->ctx->vlan_proto = htons(c->ring_proto);
	rd->desc.wb.status_error0 = cpu_to_le16(c->status0);
	rd->desc.wb.status_error1 = cpu_to_le16(c->status1);
	rd->desc.wb.l2tag1 = cpu_to_le16(c->l2tag1);
	rd->desc.wb.l2tag2_2nd = cpu_to_le16(c->l2tag2);

	rx_meta_test_expect_rx_vlan_tag(test, &ice_xdp_md_ops, rd->xdp,
					c->err ? NULL : &want);
	stored = reader_store(rd);
	rx_meta_test_expect_rx_vlan_tag(test, &ice_xdp_md_ops, rd->xdp,
					&stored);
}

struct time_case {
	const char *name;
	u8 ts_low;
	u64 cached;
	u32 ts_high;
	/* expected */
	int err;
	u64 ns;
};

#define VALID	ICE_PTP_TS_VALID
#define PHC(high, low)	((u64)(high) << 32 | (low))

static const struct time_case time_cases[] = {
	{ "same as the cache", VALID, PHC(7, 500), 500, 0, PHC(7, 500) },
	{ "after the cache", VALID, PHC(7, 500), 600, 0, PHC(7, 600) },
	{ "before the cache", VALID, PHC(7, 500), 400, 0, PHC(7, 400) },
	{ "after, wrapped", VALID, PHC(7, U32_MAX), 3, 0, PHC(8, 3) },
	{ "before, wrapped", VALID, PHC(7, 3), U32_MAX, 0, PHC(6, U32_MAX) },
	{ "furthest after", VALID, PHC(7, 0), S32_MAX, 0, PHC(7, S32_MAX) },
	{ "furthest before", VALID, PHC(7, 0), BIT(31), 0, PHC(6, BIT(31)) },
	{ "sub-nanoseconds", VALID | 0xfe, PHC(7, 500), 600, 0, PHC(7, 600) },
	{ "not valid", 0xfe, PHC(7, 500), 600, -ENODATA, 0 },
	{ "clock not read yet", VALID, 0, 600, -ENODATA, 0 },
};

KUNIT_ARRAY_PARAM_DESC(time, time_cases, name);

static void timestamp_test(struct kunit *test)
{
	const struct time_case *c = test->param_value;
	const struct xdp_rx_meta want = { .timestamp = c->ns };
	struct reader_fixture *fix = test->priv;
	struct ice_test_reader *rd = &fix->rd;
	struct xdp_rx_meta stored;

	rd->ctx->cached_phctime = c->cached;
	rd->desc.wb.time_stamp_low = c->ts_low;
	rd->desc.wb.flex_ts.ts_high = cpu_to_le32(c->ts_high);

	rx_meta_test_expect_rx_timestamp(test, &ice_xdp_md_ops, rd->xdp,
					 c->err ? NULL : &want);
	stored = reader_store(rd);
	rx_meta_test_expect_rx_timestamp(test, &ice_xdp_md_ops, rd->xdp,
					 &stored);
}

static struct kunit_case ice_readers_cases[] = {
	KUNIT_CASE_PARAM(hash_type_test, ptype_gen_params),
	KUNIT_CASE_PARAM(hash_test, hash_gen_params),
	KUNIT_CASE_PARAM(vlan_tag_test, tag_gen_params),
	KUNIT_CASE_PARAM(timestamp_test, time_gen_params),
	{}
};

static struct kunit_suite ice_readers_suite = {
	.name = "ice_rx_meta_readers",
	.init = reader_init,
	.test_cases = ice_readers_cases,
};

kunit_test_suite(ice_readers_suite);
