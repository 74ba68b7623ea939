/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests in net/core: a buffer for a test, and the core's
 * accessors as metadata readers.
 */
#ifndef _NET_CORE_XDP_RX_META_TEST_H
#define _NET_CORE_XDP_RX_META_TEST_H

#include <net/xdp_rx_meta_kunit.h>

struct buff_fixture {
	struct xdp_rxq_info rxq;
	struct xdp_buff xdp;
	void *page;
};

static inline int buff_init(struct kunit *test)
{
	struct buff_fixture *buff = rx_meta_test_zalloc(test, sizeof(*buff));

	buff->page = rx_meta_test_page(test);
	xdp_init_buff(&buff->xdp, PAGE_SIZE, &buff->rxq);
	xdp_prepare_buff(&buff->xdp, buff->page, XDP_PACKET_HEADROOM, 64, true);
	test->priv = buff;
	return 0;
}

/* The buffer after a program stored these values */
static inline struct xdp_buff *buff_stored(struct kunit *test, u32 flags)
{
	const struct xdp_rx_meta_saved stored = rx_meta_test_stored(flags);
	struct buff_fixture *buff = test->priv;

	rx_meta_test_store(&buff->xdp, &stored);
	return &buff->xdp;
}

static inline int buff_rx_hash(const struct xdp_md *ctx, u32 *hash,
			       enum xdp_rss_hash_type *type)
{
	return xdp_rx_meta_hash((const struct xdp_buff *)ctx, hash, type);
}

static inline int buff_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto,
				   u16 *tci)
{
	return xdp_rx_meta_vlan_tag((const struct xdp_buff *)ctx, proto, tci);
}

static inline int buff_rx_timestamp(const struct xdp_md *ctx, u64 *ns)
{
	return xdp_rx_meta_timestamp((const struct xdp_buff *)ctx, ns);
}

/* Expect the accessors to return the stored values and no others. */
static inline void buff_expect_readers(struct kunit *test,
				       const struct xdp_buff *xdp,
				       const struct xdp_rx_meta_saved *stored)
{
	static const struct xdp_metadata_ops ops = {
		.xmo_rx_hash		= buff_rx_hash,
		.xmo_rx_vlan_tag	= buff_rx_vlan_tag,
		.xmo_rx_timestamp	= buff_rx_timestamp,
	};
	u32 flags = stored->flags;
	bool same;

	same = rx_meta_test_expect_rx_hash(test, &ops, xdp,
					   flags & XDP_FLAGS_RX_HASH ?
					   &stored->meta : NULL);
	KUNIT_EXPECT_EQ(test, same, !(flags & XDP_FLAGS_RX_HASH));
	same = rx_meta_test_expect_rx_vlan_tag(test, &ops, xdp,
					       flags & XDP_FLAGS_RX_VLAN_TAG ?
					       &stored->meta : NULL);
	KUNIT_EXPECT_EQ(test, same, !(flags & XDP_FLAGS_RX_VLAN_TAG));
	same = rx_meta_test_expect_rx_timestamp(test, &ops, xdp,
						flags & XDP_FLAGS_RX_TIMESTAMP ?
						&stored->meta : NULL);
	KUNIT_EXPECT_EQ(test, same, !(flags & XDP_FLAGS_RX_TIMESTAMP));
}

#endif /* _NET_CORE_XDP_RX_META_TEST_H */
