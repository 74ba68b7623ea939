// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the XDP metadata readers of ice.
 *
 * Each case calls the driver's own operations on a buffer with a descriptor
 * made by hand, and once more with everything stored: that has to win, whatever
 * the descriptor says.
 */
#include <kunit/test.h>
#include "ice.h"
#include "ice_rx_meta.h"

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV6_UDP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa123,
};

struct reader_fixture {
	struct ice_xdp_buff ext;
	struct ice_pkt_ctx ctx;
	union ice_32b_rx_flex_desc desc;
	struct xdp_rxq_info rxq;
	struct net_device *netdev;
	void *page;
};

static void reader_free_netdev(void *netdev)
{
	free_netdev(netdev);
}

static int reader_init(struct kunit *test)
{
	struct reader_fixture *rd;

	rd = kunit_kzalloc(test, sizeof(*rd), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, rd);
	rd->page = kunit_kzalloc(test, PAGE_SIZE, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, rd->page);
	rd->netdev = alloc_etherdev(0);
	KUNIT_ASSERT_NOT_NULL(test, rd->netdev);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, reader_free_netdev,
						  rd->netdev));

	rd->netdev->features = NETIF_F_RXHASH;
	rd->rxq.dev = rd->netdev;
	xdp_init_buff(&rd->ext.xdp_buff, PAGE_SIZE, &rd->rxq);
	xdp_prepare_buff(&rd->ext.xdp_buff, rd->page, XDP_PACKET_HEADROOM, 64,
			 true);
	rd->ext.eop_desc = &rd->desc;
	rd->ext.pkt_ctx = &rd->ctx;
	rd->desc.wb.rxdid = ICE_RXDID_FLEX_NIC;
	test->priv = rd;
	return 0;
}

static const struct xdp_md *reader_ctx(struct reader_fixture *rd)
{
	return (void *)&rd->ext;
}

/* As a program leaves the buffer that stored everything */
static const struct xdp_md *reader_ctx_stored(struct reader_fixture *rd)
{
	*xdp_buff_rx_meta(&rd->ext.xdp_buff) = stored;
	rd->ext.xdp_buff.flags |= XDP_FLAGS_RX_META;
	return reader_ctx(rd);
}

static void expect_hash(struct kunit *test, int want, u32 want_hash,
			enum xdp_rss_hash_type want_type)
{
	struct reader_fixture *rd = test->priv;
	enum xdp_rss_hash_type type;
	u32 hash;
	int err;

	rd->ext.xdp_buff.flags = 0;
	err = ice_xdp_md_ops.xmo_rx_hash(reader_ctx(rd), &hash, &type);
	KUNIT_EXPECT_EQ(test, err, want);
	if (!err) {
		KUNIT_EXPECT_EQ(test, hash, want_hash);
		KUNIT_EXPECT_EQ(test, type, want_type);
	}

	err = ice_xdp_md_ops.xmo_rx_hash(reader_ctx_stored(rd), &hash, &type);
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_EQ(test, hash, stored.hash);
	KUNIT_EXPECT_EQ(test, (u32)type, stored.hash_type);
}

static void set_hash(struct reader_fixture *rd, u32 hash, u16 ptype)
{
	struct ice_32b_rx_flex_desc_nic *nic = (void *)&rd->desc;

	nic->rss_hash = cpu_to_le32(hash);
	/* What is above the packet type must not be taken for it */
	rd->desc.wb.ptype_flex_flags0 = cpu_to_le16(0xfc00 | ptype);
}

/* Packet types come in rows of seven for each way IP can be nested. */
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

/* What is neither IP nor in the table has a hash of no type. */
static const enum xdp_rss_hash_type row_none[12];

struct ptype_case {
	const char *name;
	u16 first;
	u16 count;
	/* expected, for each type from first on */
	const enum xdp_rss_hash_type *types;
};

/* A tunnel without IP inside is one type, of layer 3 */
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
	int i;

	for (i = 0; i < c->count; i++) {
		set_hash(test->priv, 0x1234567 + i, c->first + i);
		expect_hash(test, 0, 0x1234567 + i, c->types[i]);
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
	/* rxhash is about skbs; a program that asks is answered */
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
	struct reader_fixture *rd = test->priv;

	rd->desc.wb.rxdid = c->rxdid;
	rd->netdev->features = c->features;
	set_hash(rd, c->hash, 26);
	expect_hash(test, c->err, c->hash, XDP_RSS_TYPE_L4_IPV4_TCP);
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
	struct reader_fixture *rd = test->priv;
	__be16 proto;
	u16 tci;
	int err;

	rd->ctx.vlan_proto = htons(c->ring_proto);
	rd->desc.wb.status_error0 = cpu_to_le16(c->status0);
	rd->desc.wb.status_error1 = cpu_to_le16(c->status1);
	rd->desc.wb.l2tag1 = cpu_to_le16(c->l2tag1);
	rd->desc.wb.l2tag2_2nd = cpu_to_le16(c->l2tag2);

	err = ice_xdp_md_ops.xmo_rx_vlan_tag(reader_ctx(rd), &proto, &tci);
	KUNIT_EXPECT_EQ(test, err, c->err);
	if (!err) {
		KUNIT_EXPECT_EQ(test, ntohs(proto), c->ring_proto);
		KUNIT_EXPECT_EQ(test, tci, c->tci);
	}

	err = ice_xdp_md_ops.xmo_rx_vlan_tag(reader_ctx_stored(rd), &proto,
					     &tci);
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_EQ(test, ntohs(proto), ntohs(stored.vlan_proto));
	KUNIT_EXPECT_EQ(test, tci, stored.vlan_tci);
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
	struct reader_fixture *rd = test->priv;
	int err;
	u64 ns;

	rd->ctx.cached_phctime = c->cached;
	rd->desc.wb.time_stamp_low = c->ts_low;
	rd->desc.wb.flex_ts.ts_high = cpu_to_le32(c->ts_high);

	err = ice_xdp_md_ops.xmo_rx_timestamp(reader_ctx(rd), &ns);
	KUNIT_EXPECT_EQ(test, err, c->err);
	if (!err)
		KUNIT_EXPECT_EQ(test, ns, c->ns);

	err = ice_xdp_md_ops.xmo_rx_timestamp(reader_ctx_stored(rd), &ns);
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_EQ(test, ns, stored.timestamp);
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
