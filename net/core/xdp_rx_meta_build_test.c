// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: what the core does with stored values when a driver lets it
 * build the skb of a packet, and when a program pulls bytes of fragments into
 * the linear part.
 */
#include <linux/module.h>
#include <net/xdp_rx_meta_kunit_nic.h>

#define METASIZE	8
#define LEN		100
#define FRAG_LEN	300

struct build_fixture {
	struct net_device *netdev;
	struct xdp_rxq_info rxq;
	struct xdp_buff xdp;
};

static int build_init(struct kunit *test)
{
	struct build_fixture *fix = rx_meta_test_zalloc(test, sizeof(*fix));

	fix->netdev = rx_meta_test_netdev(test, 0);
	fix->rxq.dev = fix->netdev;
	test->priv = fix;
	return 0;
}

/* Each combination of values */
static const u32 which_params[] = { 0, 1, 2, 3, 4, 5, 6, 7 };

static void which_desc(const u32 *which, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "values %u", *which);
}

KUNIT_ARRAY_PARAM(which, which_params, which_desc);

static void build_free_skb(void *skb)
{
	kfree_skb(skb);
}

/* Expect an skb with the values, the metadata and the packet. */
static void build_expect(struct kunit *test, struct sk_buff *skb,
			 const struct xdp_rx_meta_saved *stored)
{
	KUNIT_ASSERT_NOT_NULL(test, skb);
	rx_meta_test_defer(test, build_free_skb, skb);
	rx_meta_test_expect_skb(test, skb, stored, NULL);
	KUNIT_EXPECT_EQ(test, skb_metadata_len(skb), METASIZE);
	KUNIT_ASSERT_EQ(test, skb->len, LEN - ETH_HLEN);
	rx_meta_test_expect_bytes(test, skb_mac_header(skb), 0, LEN, NULL);
}

static void from_buff_test(struct kunit *test)
{
	const u32 *which = test->param_value;
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_combination(*which);
	struct build_fixture *fix = test->priv;
	struct xdp_buff *xdp = &fix->xdp;
	struct sk_buff *skb;
	void *page;

	/* The skb frees it. */
	page = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, page);
	rx_meta_test_init_buff(xdp, &fix->rxq, page, XDP_PACKET_HEADROOM, LEN);
	xdp->data_meta = xdp->data - METASIZE;
	rx_meta_test_store(xdp, &stored);

	local_bh_disable();
	skb = xdp_build_skb_from_buff(xdp);
	local_bh_enable();
	build_expect(test, skb, &stored);
}

/* The skb has a copy of the packet, and the buffer is in its pool again. */
static void from_zc_test(struct kunit *test)
{
	const u32 *which = test->param_value;
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_combination(*which);
	struct build_fixture *fix = test->priv;
	struct rx_meta_test_umem *umem;
	struct xsk_buff_pool *pool;
	struct xdp_buff_xsk *xskb;
	struct xdp_buff *xdp;
	struct sk_buff *skb;
	struct device *dev;

	dev = rx_meta_test_dma_device(test, "xdp_rx_meta_build");
	pool = rx_meta_test_xsk_pool(test, dev);
	umem = rx_meta_test_umem(test, dev, 1);
	xskb = rx_meta_test_zalloc(test, sizeof(*xskb));
	rx_meta_test_init_xskb(xskb, pool, &fix->rxq, umem, 0);
	xdp = &xskb->xdp;
	xdp->data = xdp->data_hard_start + XDP_PACKET_HEADROOM;
	xdp->data_end = xdp->data + LEN;
	xdp->data_meta = xdp->data - METASIZE;
	rx_meta_test_fill(xdp->data, 0, LEN);
	rx_meta_test_store(xdp, &stored);

	local_bh_disable();
	skb = xdp_build_skb_from_zc(xdp);
	local_bh_enable();
	build_expect(test, skb, &stored);
	KUNIT_EXPECT_EQ(test, pool->free_list_cnt, 1);
}

/* The kfunc has no declaration and is not exported. */
#if IS_BUILTIN(CONFIG_XDP_RX_META_KUNIT_TEST)
int bpf_xdp_pull_data(struct xdp_md *x, u32 len);

/* A packet with METASIZE bytes of metadata and no room behind its linear part.
 * Pulling @room bytes of the fragment moves it down by as many.
 */
static struct xdp_buff *pull_buff(struct kunit *test, u32 flags, u32 room)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);
	struct build_fixture *fix = test->priv;
	struct xdp_buff *xdp = &fix->xdp;
	u32 headroom, len;

	headroom = sizeof(struct xdp_frame) + room + METASIZE;
	if (flags)
		headroom += sizeof(struct xdp_rx_meta);
	len = SKB_WITH_OVERHEAD(PAGE_SIZE) - headroom;
	rx_meta_test_init_buff(xdp, &fix->rxq, rx_meta_test_page(test),
			       headroom, len);
	xdp->data_meta = xdp->data - METASIZE;
	memset(xdp->data_meta, 0xa5, METASIZE);
	rx_meta_test_add_frag(xdp, rx_meta_test_page(test), len, FRAG_LEN);
	rx_meta_test_store(xdp, &stored);
	return xdp;
}

/* Expect the values, the metadata and the linear part of the packet. */
static void pull_expect(struct kunit *test, const struct xdp_buff *xdp,
			u32 flags, u32 len)
{
	const struct xdp_rx_meta stored = rx_meta_test_stored(flags).meta;
	u8 meta[METASIZE];

	memset(meta, 0xa5, METASIZE);
	KUNIT_EXPECT_EQ(test, xdp->flags & XDP_FLAGS_RX_META, flags);
	if (flags)
		KUNIT_EXPECT_MEMEQ(test, xdp_buff_rx_meta(xdp), &stored,
				   RX_META_TEST_VALUES);
	KUNIT_ASSERT_EQ(test, xdp->data - xdp->data_meta, METASIZE);
	KUNIT_EXPECT_MEMEQ(test, xdp->data_meta, meta, METASIZE);
	KUNIT_ASSERT_EQ(test, xdp->data_end - xdp->data, len);
	rx_meta_test_expect_bytes(test, xdp->data, 0, len, NULL);
}

static void pull_test(struct kunit *test, u32 flags)
{
	struct xdp_buff *xdp = pull_buff(test, flags, 40);
	u32 len = xdp->data_end - xdp->data;

	/* One byte more than there is room for changes nothing. */
	KUNIT_EXPECT_EQ(test, bpf_xdp_pull_data((void *)xdp, len + 41),
			-EINVAL);
	pull_expect(test, xdp, flags, len);
	KUNIT_EXPECT_EQ(test, bpf_xdp_pull_data((void *)xdp, len + 40), 0);
	pull_expect(test, xdp, flags, len + 40);
}

static void pull_stored_test(struct kunit *test)
{
	pull_test(test, XDP_FLAGS_RX_META);
}

/* Without stored values the packet moves as far as before. */
static void pull_nothing_test(struct kunit *test)
{
	pull_test(test, 0);
}
#endif

static struct kunit_case build_cases[] = {
	KUNIT_CASE_PARAM(from_buff_test, which_gen_params),
	KUNIT_CASE_PARAM(from_zc_test, which_gen_params),
#if IS_BUILTIN(CONFIG_XDP_RX_META_KUNIT_TEST)
	KUNIT_CASE(pull_stored_test),
	KUNIT_CASE(pull_nothing_test),
#endif
	{}
};

static struct kunit_suite build_suite = {
	.name = "xdp_rx_meta_build",
	.init = build_init,
	.test_cases = build_cases,
};

kunit_test_suite(build_suite);

MODULE_DESCRIPTION("KUnit tests for the builders of skbs and stored XDP RX metadata");
MODULE_LICENSE("GPL");
