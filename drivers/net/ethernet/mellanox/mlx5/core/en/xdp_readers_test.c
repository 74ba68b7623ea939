// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the metadata readers of mlx5e_xdp_metadata_ops.
 *
 * Each case writes a CQE as the device does and calls the driver's own
 * operations. It runs again with a stored value, which overrides the CQE's.
 */
#include "en/xdp_rx_test.h"

#define CQE_HASH	0x8badf00d
#define CQE_CYCLES	0x0000000312345678ULL

#define START_NS	1000000000ULL

struct reader_fixture {
	struct net_device *dev;
	struct mlx5e_rq *rq;
	struct mlx5_cqe64 cqe;
	struct xdp_rxq_info rxq;
	struct mlx5e_xdp_buff buff;
};

static int reader_init(struct kunit *test)
{
	struct reader_fixture *fix = rx_meta_test_zalloc(test, sizeof(*fix));

	fix->rq = rx_meta_test_zalloc(test, sizeof(*fix->rq));
	fix->dev = rx_meta_test_netdev(test, 0);
	fix->rxq.dev = fix->dev;
	fix->rq->clock = mlx5e_rx_test_clock(test, START_NS);
	fix->rq->ptp_cyc2time = mlx5_real_time_cyc2time;

	fix->buff.rq = fix->rq;
	fix->buff.cqe = &fix->cqe;
	rx_meta_test_init_buff(&fix->buff.xdp, &fix->rxq,
			       rx_meta_test_page(test), XDP_PACKET_HEADROOM,
			       64);
	test->priv = fix;
	return 0;
}

/* Store values as a program does, and return them. */
static struct xdp_rx_meta reader_store(struct reader_fixture *fix, u32 flags)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);

	rx_meta_test_store(&fix->buff.xdp, &stored);
	return stored.meta;
}

struct hash_case {
	const char *name;
	u8 ip;
	u8 l4;
	u32 hash;
	bool off;
	/* expected */
	u32 type;
};

#define HASH_CASE(_ip, _l4, _type) {					\
	.name = #_ip " " #_l4, .ip = CQE_RSS_##_ip, .l4 = CQE_RSS_L4_##_l4, \
	.hash = CQE_HASH, .type = XDP_RSS_TYPE_##_type }

/* All values of the four bits, including those that no device writes */
static const struct hash_case hash_cases[] = {
	HASH_CASE(IP_NONE,	NONE,	NONE),
	HASH_CASE(IP_NONE,	TCP,	NONE),
	HASH_CASE(IP_NONE,	UDP,	NONE),
	HASH_CASE(IP_NONE,	IPSEC,	NONE),
	HASH_CASE(IPV4,		NONE,	L3_IPV4),
	HASH_CASE(IPV4,		TCP,	L4_IPV4_TCP),
	HASH_CASE(IPV4,		UDP,	L4_IPV4_UDP),
	HASH_CASE(IPV4,		IPSEC,	L4_IPV4_IPSEC),
	HASH_CASE(IPV6,		NONE,	L3_IPV6),
	HASH_CASE(IPV6,		TCP,	L4_IPV6_TCP),
	HASH_CASE(IPV6,		UDP,	L4_IPV6_UDP),
	HASH_CASE(IPV6,		IPSEC,	L4_IPV6_IPSEC),
	HASH_CASE(RESERVED,	NONE,	NONE),
	HASH_CASE(RESERVED,	TCP,	NONE),
	HASH_CASE(RESERVED,	UDP,	NONE),
	HASH_CASE(RESERVED,	IPSEC,	NONE),
	{ .name = "hash zero", .ip = CQE_RSS_IPV4, .l4 = CQE_RSS_L4_UDP,
	  .hash = 0, .type = XDP_RSS_TYPE_L4_IPV4_UDP },
	{ .name = "rxhash off", .ip = CQE_RSS_IPV4, .l4 = CQE_RSS_L4_UDP,
	  .hash = CQE_HASH, .off = true },
};

KUNIT_ARRAY_PARAM_DESC(hash, hash_cases, name);

/* Expect the reader to return @want, or -ENODATA if that is NULL. */
static void hash_expect(struct kunit *test, const struct xdp_rx_meta *want)
{
	const struct hash_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;
	bool untouched;

	if (c->off)
		fix->dev->features &= ~NETIF_F_RXHASH;
	fix->cqe.rss_hash_result = cpu_to_be32(c->hash);
	fix->cqe.rss_hash_type = FIELD_PREP(CQE_RSS_HTYPE_IP, c->ip) |
				 FIELD_PREP(CQE_RSS_HTYPE_L4, c->l4);
	untouched = rx_meta_test_expect_rx_hash(test, &mlx5e_xdp_metadata_ops,
						&fix->buff, want);
	KUNIT_EXPECT_EQ(test, untouched, !want);
}

/* Other stored values do not affect the hash. */
static void rx_hash_test(struct kunit *test)
{
	const struct hash_case *c = test->param_value;
	const struct xdp_rx_meta reported = {
		.hash = c->hash, .hash_type = c->type,
	};

	reader_store(test->priv, XDP_FLAGS_RX_META & ~XDP_FLAGS_RX_HASH);
	hash_expect(test, c->off ? NULL : &reported);
}

static void rx_hash_stored_test(struct kunit *test)
{
	const struct xdp_rx_meta stored =
		reader_store(test->priv, XDP_FLAGS_RX_HASH);

	hash_expect(test, &stored);
}

struct vlan_case {
	const char *name;
	bool stripped;
	u16 tci;
};

/* The device strips C-tags only; an S-tag stays in the packet. */
static const struct vlan_case vlan_cases[] = {
	{ "none",		false,	0 },
	{ "none, tci left over", false,	0x0fff },
	{ "vid",		true,	0x0123 },
	{ "prio, dei and vid",	true,	0xf456 },
	{ "zero",		true,	0 },
};

KUNIT_ARRAY_PARAM_DESC(vlan, vlan_cases, name);

static void vlan_expect(struct kunit *test, const struct xdp_rx_meta *want)
{
	const struct vlan_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;
	bool untouched;

	fix->cqe.l4_l3_hdr_type = c->stripped;
	fix->cqe.vlan_info = cpu_to_be16(c->tci);
	untouched = rx_meta_test_expect_rx_vlan_tag(test,
						    &mlx5e_xdp_metadata_ops,
						    &fix->buff, want);
	KUNIT_EXPECT_EQ(test, untouched, !want);
}

static void rx_vlan_tag_test(struct kunit *test)
{
	const struct vlan_case *c = test->param_value;
	const struct xdp_rx_meta reported = {
		.vlan_proto = htons(ETH_P_8021Q), .vlan_tci = c->tci,
	};

	reader_store(test->priv, XDP_FLAGS_RX_META & ~XDP_FLAGS_RX_VLAN_TAG);
	vlan_expect(test, c->stripped ? &reported : NULL);
}

static void rx_vlan_tag_stored_test(struct kunit *test)
{
	const struct xdp_rx_meta stored =
		reader_store(test->priv, XDP_FLAGS_RX_VLAN_TAG);

	vlan_expect(test, &stored);
}

struct time_case {
	const char *name;
	int rx_filter;
	bool real_time;
	/* expected; 0 if the reader returns -ENODATA */
	u64 ns;
};

static const struct time_case time_cases[] = {
	{ "off, cycles", HWTSTAMP_FILTER_NONE, false, 0 },
	{ "off, real time", HWTSTAMP_FILTER_NONE, true, 0 },
	{ "on, cycles", HWTSTAMP_FILTER_ALL, false,
	  START_NS + (CQE_CYCLES >> 1) },
	{ "on, real time", HWTSTAMP_FILTER_ALL, true,
	  (CQE_CYCLES >> 32) * NSEC_PER_SEC + (CQE_CYCLES & U32_MAX) },
};

KUNIT_ARRAY_PARAM_DESC(time, time_cases, name);

static void time_expect(struct kunit *test, const struct xdp_rx_meta *want)
{
	const struct time_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;
	bool untouched;

	mlx5e_rx_test_set_filter(test, fix->rq, c->rx_filter);
	if (!c->real_time)
		fix->rq->ptp_cyc2time = mlx5_timecounter_cyc2time;
	fix->cqe.timestamp_h = cpu_to_be32(CQE_CYCLES >> 32);
	fix->cqe.timestamp_l = cpu_to_be32(CQE_CYCLES & U32_MAX);
	untouched = rx_meta_test_expect_rx_timestamp(test,
						     &mlx5e_xdp_metadata_ops,
						     &fix->buff, want);
	KUNIT_EXPECT_EQ(test, untouched, !want);
}

static void rx_timestamp_test(struct kunit *test)
{
	const struct time_case *c = test->param_value;
	const struct xdp_rx_meta reported = { .timestamp = c->ns };

	reader_store(test->priv, XDP_FLAGS_RX_META & ~XDP_FLAGS_RX_TIMESTAMP);
	time_expect(test, c->ns ? &reported : NULL);
}

static void rx_timestamp_stored_test(struct kunit *test)
{
	const struct xdp_rx_meta stored =
		reader_store(test->priv, XDP_FLAGS_RX_TIMESTAMP);

	time_expect(test, &stored);
}

static struct kunit_case mlx5e_xdp_readers_cases[] = {
	KUNIT_CASE_PARAM(rx_hash_test, hash_gen_params),
	KUNIT_CASE_PARAM(rx_hash_stored_test, hash_gen_params),
	KUNIT_CASE_PARAM(rx_vlan_tag_test, vlan_gen_params),
	KUNIT_CASE_PARAM(rx_vlan_tag_stored_test, vlan_gen_params),
	KUNIT_CASE_PARAM(rx_timestamp_test, time_gen_params),
	KUNIT_CASE_PARAM(rx_timestamp_stored_test, time_gen_params),
	{}
};

static struct kunit_suite mlx5e_xdp_readers_suite = {
	.name = "mlx5e_xdp_readers",
	.init = reader_init,
	.test_cases = mlx5e_xdp_readers_cases,
};

kunit_test_suite(mlx5e_xdp_readers_suite);
