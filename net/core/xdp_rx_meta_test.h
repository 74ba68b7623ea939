/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KUnit tests of stored RX metadata: a buffer with values, for each test.
 */
#ifndef _NET_CORE_XDP_RX_META_TEST_H
#define _NET_CORE_XDP_RX_META_TEST_H

#include <kunit/test.h>
#include <linux/mm.h>
#include <net/xdp_rx_meta.h>

#define META_END	(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta))

static const struct xdp_rx_meta stored = {
	.timestamp	= 0x0123456789abcdefULL,
	.hash		= 0xcafef00d,
	.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
	.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
	.vlan_tci	= 0xa123,
};

struct buff_fixture {
	struct xdp_rxq_info rxq;
	struct xdp_buff xdp;
	void *page;
};

static inline void buff_put_page(void *page)
{
	free_page((unsigned long)page);
}

static inline int buff_init(struct kunit *test)
{
	struct buff_fixture *buff;

	buff = kunit_kzalloc(test, sizeof(*buff), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, buff);
	buff->page = (void *)get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, buff->page);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, buff_put_page,
							   buff->page));
	xdp_init_buff(&buff->xdp, PAGE_SIZE, &buff->rxq);
	xdp_prepare_buff(&buff->xdp, buff->page, XDP_PACKET_HEADROOM, 64, true);
	test->priv = buff;
	return 0;
}

/* As a program leaves the buffer */
static inline struct xdp_buff *buff_stored(struct kunit *test, u32 flags)
{
	struct buff_fixture *buff = test->priv;

	*xdp_buff_rx_meta(&buff->xdp) = stored;
	buff->xdp.flags |= flags;
	return &buff->xdp;
}

#endif /* _NET_CORE_XDP_RX_META_TEST_H */
