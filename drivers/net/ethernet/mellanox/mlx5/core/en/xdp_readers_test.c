// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the metadata readers of mlx5e_xdp_metadata_ops.
 *
 * A CQE as the device writes it, in front of the driver's own operations. Every
 * case runs a second time with a value stored by a program, which has to win.
 */
#include <kunit/test.h>
#include <linux/clocksource.h>
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"
#include "lib/clock.h"

#define CQE_HASH	0x8badf00d
#define CQE_CYCLES	0x0000000312345678ULL
#define UNTOUCHED	0x5a5a5a5a

/* A clock that counts half nanoseconds and was started at START_NS */
#define START_NS	1000000000ULL

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV6_SCTP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa123,
};

struct reader_fixture {
	struct net_device *dev;
	struct mlx5e_rq *rq;
	struct hwtstamp_config tstamp;
	struct mlx5_clock *clock;
	struct mlx5_cqe64 cqe;
	struct xdp_rxq_info rxq;
	struct mlx5e_xdp_buff buff;
};

KUNIT_DEFINE_ACTION_WRAPPER(reader_free_netdev, free_netdev,
			    struct net_device *);

static u64 reader_cycles(const struct cyclecounter *cc)
{
	return 0;
}

static void reader_init_clock(struct mlx5_clock *clock)
{
	struct mlx5_timer *timer = &clock->timer;

	seqlock_init(&clock->lock);
	timer->cycles = (struct cyclecounter) {
		.read	= reader_cycles,
		.mask	= CLOCKSOURCE_MASK(41),
		.mult	= 1,
		.shift	= 1,
	};
	timecounter_init(&timer->tc, &timer->cycles, START_NS);
}

static int reader_init(struct kunit *test)
{
	struct reader_fixture *fix;
	void *va;

	fix = kunit_kzalloc(test, sizeof(*fix), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, fix);
	fix->rq = kunit_kzalloc(test, sizeof(*fix->rq), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, fix->rq);
	fix->clock = kunit_kzalloc(test, sizeof(*fix->clock), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, fix->clock);
	va = kunit_kzalloc(test, PAGE_SIZE, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, va);

	fix->dev = alloc_etherdev(0);
	KUNIT_ASSERT_NOT_NULL(test, fix->dev);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test,
							   reader_free_netdev,
							   fix->dev));
	fix->dev->features |= NETIF_F_RXHASH;
	fix->rxq.dev = fix->dev;
	reader_init_clock(fix->clock);
	fix->rq->tstamp = &fix->tstamp;
	fix->rq->clock = fix->clock;
	fix->rq->ptp_cyc2time = mlx5_real_time_cyc2time;

	fix->buff.rq = fix->rq;
	fix->buff.cqe = &fix->cqe;
	xdp_init_buff(&fix->buff.xdp, PAGE_SIZE, &fix->rxq);
	xdp_prepare_buff(&fix->buff.xdp, va, XDP_PACKET_HEADROOM, 64, true);
	test->priv = fix;
	return 0;
}

/* As a program leaves the buffer */
static void reader_store(struct reader_fixture *fix, u32 flags)
{
	*xdp_buff_rx_meta(&fix->buff.xdp) = stored;
	fix->buff.xdp.flags |= flags;
}

static const struct xdp_md *reader_ctx(struct reader_fixture *fix)
{
	return (const struct xdp_md *)&fix->buff;
}

struct hash_case {
	const char *name;
	u8 ip;
	u8 l4;
	u32 hash;
	bool off;
	/* expected, for 0 */
	u32 type;
};

#define HASH_CASE(_ip, _l4, _type) {					\
	.name = #_ip " " #_l4, .ip = CQE_RSS_##_ip, .l4 = CQE_RSS_L4_##_l4, \
	.hash = CQE_HASH, .type = XDP_RSS_TYPE_##_type }

/* All that four bits can say, whether the device says it or not */
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

static void hash_desc(const struct hash_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(hash, hash_cases, hash_desc);

static int hash_read(struct kunit *test, u32 flags, u32 *hash,
		     enum xdp_rss_hash_type *type)
{
	const struct hash_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;

	if (c->off)
		fix->dev->features &= ~NETIF_F_RXHASH;
	fix->cqe.rss_hash_result = cpu_to_be32(c->hash);
	fix->cqe.rss_hash_type = FIELD_PREP(CQE_RSS_HTYPE_IP, c->ip) |
				 FIELD_PREP(CQE_RSS_HTYPE_L4, c->l4);
	reader_store(fix, flags);
	return mlx5e_xdp_metadata_ops.xmo_rx_hash(reader_ctx(fix), hash, type);
}

static void rx_hash_test(struct kunit *test)
{
	const struct hash_case *c = test->param_value;
	enum xdp_rss_hash_type type = UNTOUCHED;
	u32 hash = UNTOUCHED;
	int err;

	/* The other values are no reason not to ask the CQE */
	err = hash_read(test, XDP_FLAGS_RX_VLAN_TAG | XDP_FLAGS_RX_TIMESTAMP,
			&hash, &type);

	KUNIT_EXPECT_EQ(test, err, c->off ? -ENODATA : 0);
	KUNIT_EXPECT_EQ(test, hash, c->off ? UNTOUCHED : c->hash);
	KUNIT_EXPECT_EQ(test, (u32)type, c->off ? UNTOUCHED : c->type);
}

static void rx_hash_stored_test(struct kunit *test)
{
	enum xdp_rss_hash_type type;
	u32 hash;

	KUNIT_EXPECT_EQ(test, 0, hash_read(test, XDP_FLAGS_RX_HASH, &hash,
					   &type));
	KUNIT_EXPECT_EQ(test, hash, stored.hash);
	KUNIT_EXPECT_EQ(test, (u32)type, stored.hash_type);
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

static void vlan_desc(const struct vlan_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(vlan, vlan_cases, vlan_desc);

static int vlan_read(struct kunit *test, u32 flags, __be16 *proto, u16 *tci)
{
	const struct vlan_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;

	fix->cqe.l4_l3_hdr_type = c->stripped;
	fix->cqe.vlan_info = cpu_to_be16(c->tci);
	reader_store(fix, flags);
	return mlx5e_xdp_metadata_ops.xmo_rx_vlan_tag(reader_ctx(fix), proto,
						      tci);
}

static void rx_vlan_tag_test(struct kunit *test)
{
	const struct vlan_case *c = test->param_value;
	__be16 proto = 0;
	u16 tci = 0x5a5a;
	int err;

	err = vlan_read(test, XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP,
			&proto, &tci);

	KUNIT_EXPECT_EQ(test, err, c->stripped ? 0 : -ENODATA);
	KUNIT_EXPECT_EQ(test, be16_to_cpu(proto),
			c->stripped ? ETH_P_8021Q : 0);
	KUNIT_EXPECT_EQ(test, tci, c->stripped ? c->tci : 0x5a5a);
}

static void rx_vlan_tag_stored_test(struct kunit *test)
{
	__be16 proto;
	u16 tci;

	KUNIT_EXPECT_EQ(test, 0, vlan_read(test, XDP_FLAGS_RX_VLAN_TAG, &proto,
					   &tci));
	KUNIT_EXPECT_EQ(test, be16_to_cpu(proto), ETH_P_8021AD);
	KUNIT_EXPECT_EQ(test, tci, stored.vlan_tci);
}

struct time_case {
	const char *name;
	int rx_filter;
	bool real_time;
	/* expected, for 0 */
	int err;
	u64 ns;
};

static const struct time_case time_cases[] = {
	{ "off, cycles", HWTSTAMP_FILTER_NONE, false, -ENODATA, 0 },
	{ "off, real time", HWTSTAMP_FILTER_NONE, true, -ENODATA, 0 },
	{ "on, cycles", HWTSTAMP_FILTER_ALL, false, 0,
	  START_NS + (CQE_CYCLES >> 1) },
	{ "on, real time", HWTSTAMP_FILTER_ALL, true, 0,
	  (CQE_CYCLES >> 32) * NSEC_PER_SEC + (CQE_CYCLES & U32_MAX) },
};

static void time_desc(const struct time_case *c, char *desc)
{
	strscpy(desc, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(time, time_cases, time_desc);

static int time_read(struct kunit *test, u32 flags, u64 *ns)
{
	const struct time_case *c = test->param_value;
	struct reader_fixture *fix = test->priv;

	fix->tstamp.rx_filter = c->rx_filter;
	if (!c->real_time)
		fix->rq->ptp_cyc2time = mlx5_timecounter_cyc2time;
	fix->cqe.timestamp_h = cpu_to_be32(CQE_CYCLES >> 32);
	fix->cqe.timestamp_l = cpu_to_be32(CQE_CYCLES & U32_MAX);
	reader_store(fix, flags);
	return mlx5e_xdp_metadata_ops.xmo_rx_timestamp(reader_ctx(fix), ns);
}

static void rx_timestamp_test(struct kunit *test)
{
	const struct time_case *c = test->param_value;
	u64 ns = 0;
	int err;

	err = time_read(test, XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_VLAN_TAG, &ns);

	KUNIT_EXPECT_EQ(test, err, c->err);
	KUNIT_EXPECT_EQ(test, ns, c->ns);
}

static void rx_timestamp_stored_test(struct kunit *test)
{
	u64 ns;

	KUNIT_EXPECT_EQ(test, 0, time_read(test, XDP_FLAGS_RX_TIMESTAMP, &ns));
	KUNIT_EXPECT_EQ(test, ns, stored.timestamp);
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
