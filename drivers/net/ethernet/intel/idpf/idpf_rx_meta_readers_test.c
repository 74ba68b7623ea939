// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the XDP metadata readers of idpf.
 *
 * Each case calls the driver's own operations on a buffer with a descriptor,
 * and calls them again with all values stored, which override the descriptor's.
 */
#include <net/libeth/xdp.h>
#include "idpf_rx_meta_test.h"

/**
 * struct reader_fixture - a buffer for the readers of metadata
 * @ops: the driver's operations
 * @ptypes: packet types of the device
 * @rxq: Rx queue of the buffer
 * @desc: its descriptor
 * @xdp: the buffer
 */
struct reader_fixture {
	const struct xdp_metadata_ops *ops;
	struct libeth_rx_pt *ptypes;
	struct idpf_rx_queue rxq;
	struct virtchnl2_rx_flex_desc_adv_nic_3 desc;
	struct libeth_xdp_buff *xdp;
};

static int reader_init(struct kunit *test)
{
	struct reader_fixture *fix = rx_meta_test_zalloc(test, sizeof(*fix));
	struct idpf_test *t;
	int err;

	err = idpf_test_init(test);
	if (err)
		return err;
	t = test->priv;
	fix->ops = t->netdev->xdp_metadata_ops;
	fix->ptypes = t->adapter.splitq_pt_lkup;
	fix->rxq.rx_ptype_lkup = fix->ptypes;
	fix->rxq.xdp_rxq.dev = t->netdev;
	idpf_queue_set(PTP, &fix->rxq);
	fix->xdp = rx_meta_test_zalloc(test, sizeof(*fix->xdp));
	rx_meta_test_init_buff(&fix->xdp->base, &fix->rxq.xdp_rxq,
			       rx_meta_test_page(test), XDP_PACKET_HEADROOM,
			       64);
	fix->xdp->desc = &fix->desc;
	test->priv = fix;
	return 0;
}

/* Store all values as a program does, and return them. */
static struct xdp_rx_meta reader_store(struct reader_fixture *fix)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored(XDP_FLAGS_RX_META);

	rx_meta_test_store(&fix->xdp->base, &stored);
	return stored.meta;
}

/* Expect the reader to return @want, or -ENODATA if that is NULL, and then the
 * stored hash.
 */
static void expect_hash(struct kunit *test, const struct xdp_rx_meta *want)
{
	struct reader_fixture *fix = test->priv;
	struct xdp_rx_meta stored;
	bool untouched;

	fix->xdp->base.flags = 0;
	untouched = rx_meta_test_expect_rx_hash(test, fix->ops, fix->xdp,
						want);
	KUNIT_EXPECT_EQ(test, untouched, !want);
	stored = reader_store(fix);
	rx_meta_test_expect_rx_hash(test, fix->ops, fix->xdp, &stored);
}

static void set_hash(struct reader_fixture *fix, u32 hash, u16 ptype)
{
	struct virtchnl2_rx_flex_desc_adv_nic_3 *desc = &fix->desc;

	desc->hash1 = cpu_to_le16(hash & 0xffff);
	desc->ff2_mirrid_hash2.hash2 = hash >> 16;
	desc->hash3 = hash >> 24;
	/* The bits above the packet type are not part of it. */
	desc->ptype_err_fflags0 = cpu_to_le16(0xfc00 | ptype);
}

struct ptype_case {
	const char *name;
	struct libeth_rx_pt pt;
	/* expected */
	int err;
	enum xdp_rss_hash_type type;
};

#define PTYPE(ip, inner, payload) {			\
	.outer_ip	= LIBETH_RX_PT_OUTER_##ip,	\
	.inner_prot	= LIBETH_RX_PT_INNER_##inner,	\
	.payload_layer	= LIBETH_RX_PT_PAYLOAD_##payload, \
}

static const struct ptype_case ptype_cases[] = {
	{ "unknown", PTYPE(L2, NONE, NONE), -ENODATA },
	{ "L2", PTYPE(L2, NONE, L2), 0, XDP_RSS_TYPE_NONE },
	{ "IPv4", PTYPE(IPV4, NONE, L3), 0, XDP_RSS_TYPE_L3_IPV4 },
	{ "IPv4 UDP", PTYPE(IPV4, UDP, L4), 0, XDP_RSS_TYPE_L4_IPV4_UDP },
	{ "IPv4 TCP", PTYPE(IPV4, TCP, L4), 0, XDP_RSS_TYPE_L4_IPV4_TCP },
	{ "IPv4 SCTP", PTYPE(IPV4, SCTP, L4), 0, XDP_RSS_TYPE_L4_IPV4_SCTP },
	{ "IPv4 ICMP", PTYPE(IPV4, ICMP, L4), 0, XDP_RSS_TYPE_L4_IPV4_ICMP },
	{ "IPv6", PTYPE(IPV6, NONE, L3), 0, XDP_RSS_TYPE_L3_IPV6 },
	{ "IPv6 UDP", PTYPE(IPV6, UDP, L4), 0, XDP_RSS_TYPE_L4_IPV6_UDP },
	{ "IPv6 TCP", PTYPE(IPV6, TCP, L4), 0, XDP_RSS_TYPE_L4_IPV6_TCP },
	{ "IPv6 SCTP", PTYPE(IPV6, SCTP, L4), 0, XDP_RSS_TYPE_L4_IPV6_SCTP },
	{ "IPv6 ICMP", PTYPE(IPV6, ICMP, L4), 0, XDP_RSS_TYPE_L4_IPV6_ICMP },
};

KUNIT_ARRAY_PARAM_DESC(ptype, ptype_cases, name);

/* The packet types of the first, of the last and of another number */
static void hash_type_test(struct kunit *test)
{
	static const u16 numbers[] = { 0, 100, IDPF_RX_MAX_PTYPE - 1 };
	const struct ptype_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;
	struct libeth_rx_pt *pt;
	int i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		const struct xdp_rx_meta want = {
			.hash = 0x1234567 + i, .hash_type = c->type,
		};

		pt = &fix->ptypes[numbers[i]];
		*pt = c->pt;
		libeth_rx_pt_gen_hash_type(pt);
		set_hash(fix, want.hash, numbers[i]);
		expect_hash(test, c->err ? NULL : &want);
	}
}

struct hash_case {
	const char *name;
	netdev_features_t features;
	u32 hash;
	/* expected */
	int err;
};

static const struct hash_case hash_cases[] = {
	{ "hash", NETIF_F_RXHASH, 0x89abcdef, 0 },
	{ "all bits set", NETIF_F_RXHASH, U32_MAX, 0 },
	{ "lowest bit", NETIF_F_RXHASH, 1, 0 },
	{ "highest bit", NETIF_F_RXHASH, BIT(31), 0 },
	{ "zero is none", NETIF_F_RXHASH, 0, -ENODATA },
	{ "rxhash off", 0, 0x89abcdef, -ENODATA },
};

KUNIT_ARRAY_PARAM_DESC(hash, hash_cases, name);

static void hash_test(struct kunit *test)
{
	const struct hash_case *c = test->param_value;
	const struct xdp_rx_meta want = {
		.hash = c->hash, .hash_type = XDP_RSS_TYPE_L4_IPV4_UDP,
	};
	struct reader_fixture *fix = test->priv;

	fix->rxq.xdp_rxq.dev->features = c->features;
	set_hash(fix, c->hash, IDPF_TEST_PTYPE);
	expect_hash(test, c->err ? NULL : &want);
}

struct time_case {
	const char *name;
	bool off;
	u8 ts_low;
	u64 cached;
	u32 ts_high;
	/* expected */
	int err;
	u64 ns;
};

#define VALID	VIRTCHNL2_RX_FLEX_TSTAMP_VALID
#define PHC(high, low)	((u64)(high) << 32 | (low))

static const struct time_case time_cases[] = {
	{ "same as the cache", 0, VALID, PHC(7, 500), 500, 0, PHC(7, 500) },
	{ "after the cache", 0, VALID, PHC(7, 500), 600, 0, PHC(7, 600) },
	{ "before the cache", 0, VALID, PHC(7, 500), 400, 0, PHC(7, 400) },
	{ "after, wrapped", 0, VALID, PHC(7, U32_MAX), 3, 0, PHC(8, 3) },
	{ "before, wrapped", 0, VALID, PHC(7, 3), U32_MAX, 0,
	  PHC(6, U32_MAX) },
	{ "furthest after", 0, VALID, PHC(7, 0), S32_MAX, 0, PHC(7, S32_MAX) },
	{ "furthest before", 0, VALID, PHC(7, 0), BIT(31), 0, PHC(6, BIT(31)) },
	{ "sub-nanoseconds", 0, VALID | 0xfe, PHC(7, 500), 600, 0,
	  PHC(7, 600) },
	{ "not valid", 0, 0xfe, PHC(7, 500), 600, -ENODATA },
	{ "off", true, VALID, PHC(7, 500), 600, -ENODATA },
};

KUNIT_ARRAY_PARAM_DESC(time, time_cases, name);

static void timestamp_test(struct kunit *test)
{
	const struct time_case *c = test->param_value;
	const struct xdp_rx_meta want = { .timestamp = c->ns };
	struct reader_fixture *fix = test->priv;
	struct xdp_rx_meta stored;
	bool untouched;

	idpf_queue_assign(PTP, &fix->rxq, !c->off);
	fix->rxq.cached_phc_time = c->cached;
	fix->desc.ts_low = c->ts_low;
	fix->desc.ts_high = cpu_to_le32(c->ts_high);

	untouched = rx_meta_test_expect_rx_timestamp(test, fix->ops, fix->xdp,
						     c->err ? NULL : &want);
	KUNIT_EXPECT_EQ(test, untouched, !!c->err);
	stored = reader_store(fix);
	rx_meta_test_expect_rx_timestamp(test, fix->ops, fix->xdp, &stored);
}

/* The core returns a stored tag for a driver that has no reader of one. */
static void no_vlan_tag_test(struct kunit *test)
{
	struct reader_fixture *fix = test->priv;

	KUNIT_EXPECT_NULL(test, fix->ops->xmo_rx_vlan_tag);
}

static struct kunit_case idpf_readers_cases[] = {
	KUNIT_CASE_PARAM(hash_type_test, ptype_gen_params),
	KUNIT_CASE_PARAM(hash_test, hash_gen_params),
	KUNIT_CASE_PARAM(timestamp_test, time_gen_params),
	KUNIT_CASE(no_vlan_tag_test),
	{}
};

static struct kunit_suite idpf_readers_suite = {
	.name = "idpf_rx_meta_readers",
	.init = reader_init,
	.test_cases = idpf_readers_cases,
};

kunit_test_suite(idpf_readers_suite);
