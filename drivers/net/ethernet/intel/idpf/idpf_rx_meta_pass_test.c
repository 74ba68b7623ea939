// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the skb of a packet that an XDP program passed, from each kind
 * of Rx queue of idpf.
 */
#include <net/libeth/xdp.h>
#include "idpf_rx_meta_test.h"
#include "xdp.h"

/* What a descriptor reports */
static const struct xdp_rx_meta_saved reported = {
	.meta = {
		.timestamp	= 0x700000258ULL,
		.hash		= 0x89abcdef,
		.hash_type	= XDP_RSS_TYPE_L4_IPV4_UDP,
	},
	.flags = XDP_FLAGS_RX_HASH | XDP_FLAGS_RX_TIMESTAMP,
};

static const struct xdp_rx_meta_saved none;

static void fill_desc(struct virtchnl2_rx_flex_desc_adv_nic_3 *desc)
{
	const struct xdp_rx_meta *meta = &reported.meta;

	desc->hash1 = cpu_to_le16(meta->hash & 0xffff);
	desc->ff2_mirrid_hash2.hash2 = meta->hash >> 16;
	desc->hash3 = meta->hash >> 24;
	desc->ptype_err_fflags0 = cpu_to_le16(IDPF_TEST_PTYPE);
	desc->ts_low = VIRTCHNL2_RX_FLEX_TSTAMP_VALID;
	desc->ts_high = cpu_to_le32(lower_32_bits(meta->timestamp));
}

static void make_queues(struct kunit *test, enum idpf_test_rx kind,
			const struct xdp_rx_meta_saved *stored)
{
	const struct rx_meta_test_prog prog = {
		.stored = stored, .act = XDP_PASS,
	};
	struct idpf_test *t = test->priv;

	idpf_test_make_queues(test, kind, &prog);
	idpf_queue_set(PTP, t->rx);
	t->rx->cached_phc_time = reported.meta.timestamp - 100;
}

/* Expect the skb of the packet of @len bytes. */
static void expect_skb(struct kunit *test, u32 len,
		       const struct xdp_rx_meta_saved *stored,
		       const struct xdp_rx_meta_saved *desc)
{
	struct idpf_test *t = test->priv;

	rx_meta_test_expect_skb(test, rx_meta_test_received(test, &t->tap, len),
				stored, desc);
}

KUNIT_ARRAY_PARAM_DESC(pass, rx_meta_test_packets, name);

static void run_case(struct kunit *test, enum idpf_test_rx kind)
{
	const struct rx_meta_test_packet *c = test->param_value;
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(c->flags);
	struct virtchnl2_rx_flex_desc_adv_nic_3 *desc;
	struct xdp_rx_meta_saved from_desc = {};
	struct idpf_test *t = test->priv;

	make_queues(test, kind, &stored);
	t->netdev->features &= ~c->off;
	desc = idpf_test_receive(t, IDPF_TEST_LEN, true, true);
	if (c->desc) {
		fill_desc(desc);
		from_desc = reported;
	}
	if (c->off & NETIF_F_RXHASH)
		from_desc.flags &= ~XDP_FLAGS_RX_HASH;

	idpf_test_poll(t);
	expect_skb(test, IDPF_TEST_LEN, &stored, &from_desc);
}

static void pass_test(struct kunit *test)
{
	run_case(test, IDPF_TEST_RX_PAGES);
}

static void pass_split_test(struct kunit *test)
{
	run_case(test, IDPF_TEST_RX_SPLIT);
}

static void pass_split_failed_test(struct kunit *test)
{
	run_case(test, IDPF_TEST_RX_SPLIT_FAILED);
}

static void pass_zc_test(struct kunit *test)
{
	run_case(test, IDPF_TEST_RX_ZC);
}

struct kind_case {
	const char *name;
	enum idpf_test_rx kind;
};

static const struct kind_case kind_cases[] = {
	{ "pages", IDPF_TEST_RX_PAGES },
	{ "header split", IDPF_TEST_RX_SPLIT },
	{ "zero-copy", IDPF_TEST_RX_ZC },
};

KUNIT_ARRAY_PARAM_DESC(kind, kind_cases, name);

/* The first buffer of a packet has the stored values, and the last descriptor
 * reports the others.
 */
static void pass_frags_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_HASH |
				       XDP_FLAGS_RX_VLAN_TAG);
	const struct kind_case *c = test->param_value;
	struct idpf_test *t = test->priv;

	make_queues(test, c->kind, &stored);
	idpf_test_receive(t, IDPF_TEST_LEN, false, true);
	idpf_test_receive(t, IDPF_TEST_LEN, false, true);
	fill_desc(idpf_test_receive(t, IDPF_TEST_LEN, true, true));

	idpf_test_poll(t);
	expect_skb(test, 3 * IDPF_TEST_LEN, &stored, &reported);
}

/* The second buffer of a packet arrives after the poll of the first one. */
static void pass_two_polls_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	const struct kind_case *c = test->param_value;
	struct idpf_test *t = test->priv;

	make_queues(test, c->kind, &stored);
	idpf_test_receive(t, IDPF_TEST_LEN, false, true);
	idpf_test_poll(t);
	KUNIT_EXPECT_TRUE(test, skb_queue_empty(&t->tap.skbs));
	fill_desc(idpf_test_receive(t, IDPF_TEST_LEN, true, true));

	idpf_test_poll(t);
	expect_skb(test, 2 * IDPF_TEST_LEN, &stored, &reported);
}

/* Zero is a valid value. */
static void pass_stored_zero_test(struct kunit *test)
{
	struct xdp_rx_meta_saved zero = rx_meta_test_stored_zero();
	const struct kind_case *c = test->param_value;
	struct idpf_test *t = test->priv;

	zero.meta.hash_type = XDP_RSS_TYPE_L3_IPV6;
	make_queues(test, c->kind, &zero);
	fill_desc(idpf_test_receive(t, IDPF_TEST_LEN, true, true));

	idpf_test_poll(t);
	expect_skb(test, IDPF_TEST_LEN, &zero, &reported);
}

/* Receive a packet without and one with values of the descriptor, for which the
 * program stores nothing.
 */
static void receive_unstored(struct idpf_test *t, bool mark)
{
	idpf_test_receive(t, IDPF_TEST_LEN + 1, true, mark);
	fill_desc(idpf_test_receive(t, IDPF_TEST_LEN + 2, true, mark));
	idpf_test_poll(t);
}

/* Expect what was stored for an earlier packet to be on no later one. */
static void expect_stored_once(struct kunit *test,
			       const struct xdp_rx_meta_saved *stored)
{
	expect_skb(test, IDPF_TEST_LEN, stored, NULL);
	expect_skb(test, IDPF_TEST_LEN + 1, &none, NULL);
	expect_skb(test, IDPF_TEST_LEN + 2, &none, &reported);
}

/* Packets of one poll */
static void pass_per_packet_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	const struct kind_case *c = test->param_value;
	struct idpf_test *t = test->priv;

	make_queues(test, c->kind, &stored);
	idpf_test_receive(t, IDPF_TEST_LEN, true, true);
	receive_unstored(t, false);
	expect_stored_once(test, &stored);
}

/* The program is detached between two polls. */
static void pass_detached_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	struct idpf_test *t = test->priv;

	make_queues(test, IDPF_TEST_RX_PAGES, &stored);
	idpf_test_receive(t, IDPF_TEST_LEN, true, true);
	idpf_test_poll(t);

	rtnl_lock();
	idpf_xdp_copy_prog_to_rqs(&t->vport.dflt_qv_rsrc, NULL);
	rtnl_unlock();
	receive_unstored(t, true);
	expect_stored_once(test, &stored);
}

/* A zero-copy buffer has the flags of its last use. */
static void pass_zc_stale_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_l3(XDP_FLAGS_RX_META);
	struct idpf_test *t = test->priv;

	make_queues(test, IDPF_TEST_RX_ZC, &stored);
	rx_meta_test_store(&t->bufq->xsk_buf[0]->base, &stored);
	idpf_test_receive(t, IDPF_TEST_LEN, true, false);

	idpf_test_poll(t);
	expect_skb(test, IDPF_TEST_LEN, &none, NULL);
}

static struct kunit_case idpf_pass_cases[] = {
	KUNIT_CASE_PARAM(pass_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_split_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_split_failed_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_zc_test, pass_gen_params),
	KUNIT_CASE_PARAM(pass_frags_test, kind_gen_params),
	KUNIT_CASE_PARAM(pass_two_polls_test, kind_gen_params),
	KUNIT_CASE_PARAM(pass_stored_zero_test, kind_gen_params),
	KUNIT_CASE_PARAM(pass_per_packet_test, kind_gen_params),
	KUNIT_CASE(pass_detached_test),
	KUNIT_CASE(pass_zc_stale_test),
	{}
};

static struct kunit_suite idpf_pass_suite = {
	.name = "idpf_rx_meta_pass",
	.init = idpf_test_init,
	.test_cases = idpf_pass_cases,
};

kunit_test_suite(idpf_pass_suite);
