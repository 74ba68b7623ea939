/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture for KUnit tests of stored XDP RX metadata: values to store, packets
 * to store them for, and the expectations on an skb, on metadata readers and on
 * the bytes of a packet.
 *
 * The tests of the core and of drivers share it. Each test module has a copy of
 * its own, as all functions are static inline.
 */
#ifndef __LINUX_NET_XDP_RX_META_KUNIT_H__
#define __LINUX_NET_XDP_RX_META_KUNIT_H__

#include <kunit/test.h>
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/mm.h>
#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>

/* Least headroom of a buffer with stored values */
#define RX_META_TEST_ROOM						\
	(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta))
/* Bytes of struct xdp_rx_meta that hold values */
#define RX_META_TEST_VALUES	offsetof(struct xdp_rx_meta, tag_room)
/* First byte of a packet, of a locally administered unicast address */
#define RX_META_TEST_MARK	0x02
/* Where a fragment starts in its page */
#define RX_META_TEST_FRAG_OFF	64

static inline void rx_meta_test_defer(struct kunit *test,
				      kunit_action_t *action, void *data)
{
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, action, data));
}

static inline void *rx_meta_test_zalloc(struct kunit *test, size_t size)
{
	void *p = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	return p;
}

static inline void rx_meta_test_free_page(void *page)
{
	free_page((unsigned long)page);
}

/* A zeroed page that the caller frees */
static inline void *rx_meta_test_get_page(struct kunit *test)
{
	void *page = (void *)get_zeroed_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

/* A zeroed page that is freed after the test */
static inline void *rx_meta_test_page(struct kunit *test)
{
	void *page = rx_meta_test_get_page(test);

	rx_meta_test_defer(test, rx_meta_test_free_page, page);
	return page;
}

/*
 * Values
 */

/**
 * rx_meta_test_stored - the values that the program of a test stores
 * @flags: XDP_FLAGS_RX_* of the stored ones
 *
 * The other members are set too. The code under test must not use them.
 *
 * Return: values and flags.
 */
static inline struct xdp_rx_meta_saved rx_meta_test_stored(u32 flags)
{
	return (struct xdp_rx_meta_saved) {
		.meta = {
			.timestamp	= 0x0123456789abcdefULL,
			.hash		= 0xcafef00d,
			.hash_type	= XDP_RSS_TYPE_L4_IPV6_SCTP,
			.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
			.vlan_tci	= 0xa123,
		},
		.flags = flags,
	};
}

/* All values are stored, and all are zero. */
static inline struct xdp_rx_meta_saved rx_meta_test_stored_zero(void)
{
	return (struct xdp_rx_meta_saved) {
		.meta = {
			.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
			.vlan_proto	= cpu_to_be16(ETH_P_8021AD),
		},
		.flags = XDP_FLAGS_RX_META,
	};
}

/* A C-tag or S-tag is stored, or no value if @proto is 0. */
static inline struct xdp_rx_meta_saved rx_meta_test_stored_tag(u16 proto,
							       u16 tci)
{
	return (struct xdp_rx_meta_saved) {
		.meta = {
			.vlan_proto	= cpu_to_be16(proto),
			.vlan_tci	= tci,
		},
		.flags = proto ? XDP_FLAGS_RX_VLAN_TAG : 0,
	};
}

/* Combination @which of stored values, from 0 to XDP_RX_META_ALL */
static inline struct xdp_rx_meta_saved rx_meta_test_combination(u32 which)
{
	return rx_meta_test_stored(which << XDP_RX_META_SHIFT);
}

/* Store values in @xdp as a program does. */
static inline void rx_meta_test_store(struct xdp_buff *xdp,
				      const struct xdp_rx_meta_saved *stored)
{
	memcpy(xdp_buff_rx_meta(xdp), &stored->meta, RX_META_TEST_VALUES);
	xdp->flags |= stored->flags;
}

/* Returns the values of @stored if it has @flag, else those of @reported if
 * that has it, else NULL.
 */
static inline const struct xdp_rx_meta *
rx_meta_test_source(u32 flag, const struct xdp_rx_meta_saved *stored,
		    const struct xdp_rx_meta_saved *reported)
{
	if (stored->flags & flag)
		return &stored->meta;
	return reported && reported->flags & flag ? &reported->meta : NULL;
}

/*
 * The skb of a packet
 */

static inline void rx_meta_test_expect_hash(struct kunit *test,
					    const struct sk_buff *skb,
					    const struct xdp_rx_meta *want)
{
	KUNIT_EXPECT_EQ(test, skb->hash, want ? want->hash : 0);
	KUNIT_EXPECT_EQ(test, (bool)skb->l4_hash,
			want && want->hash_type & XDP_RSS_L4_MASK);
}

static inline void rx_meta_test_expect_tag(struct kunit *test,
					   const struct sk_buff *skb,
					   const struct xdp_rx_meta *want)
{
	KUNIT_EXPECT_EQ(test, (bool)skb_vlan_tag_present(skb), !!want);
	if (!want)
		return;
	KUNIT_EXPECT_EQ(test, be16_to_cpu(skb->vlan_proto),
			be16_to_cpu(want->vlan_proto));
	KUNIT_EXPECT_EQ(test, skb_vlan_tag_get(skb), want->vlan_tci);
}

/**
 * rx_meta_test_expect_skb - expect the RX metadata of an skb
 * @test: KUnit test
 * @skb: skb of a packet that a program passed
 * @stored: values that the program stored
 * @reported: values that the device reported, or NULL
 *
 * Stored values override reported ones. The skb has no value that is neither.
 */
static inline void
rx_meta_test_expect_skb(struct kunit *test, struct sk_buff *skb,
			const struct xdp_rx_meta_saved *stored,
			const struct xdp_rx_meta_saved *reported)
{
	const struct xdp_rx_meta *time;

	rx_meta_test_expect_hash(test, skb,
				 rx_meta_test_source(XDP_FLAGS_RX_HASH, stored,
						     reported));
	rx_meta_test_expect_tag(test, skb,
				rx_meta_test_source(XDP_FLAGS_RX_VLAN_TAG,
						    stored, reported));
	time = rx_meta_test_source(XDP_FLAGS_RX_TIMESTAMP, stored, reported);
	KUNIT_EXPECT_EQ(test, ktime_to_ns(skb_hwtstamps(skb)->hwtstamp),
			time ? time->timestamp : 0);
}

/*
 * Metadata readers. Each of these functions expects the values @want, or
 * -ENODATA if that is NULL. It returns whether the reader left its outputs
 * untouched.
 */
#define RX_META_TEST_UNTOUCHED	0x5a5a	/* fits every output */

static inline bool
rx_meta_test_expect_rx_hash(struct kunit *test,
			    const struct xdp_metadata_ops *ops,
			    const void *ctx, const struct xdp_rx_meta *want)
{
	enum xdp_rss_hash_type type = RX_META_TEST_UNTOUCHED;
	u32 hash = RX_META_TEST_UNTOUCHED;

	KUNIT_EXPECT_EQ(test, ops->xmo_rx_hash(ctx, &hash, &type),
			want ? 0 : -ENODATA);
	if (want) {
		KUNIT_EXPECT_EQ(test, hash, want->hash);
		KUNIT_EXPECT_EQ(test, (u32)type, want->hash_type);
	}
	return hash == RX_META_TEST_UNTOUCHED && type == RX_META_TEST_UNTOUCHED;
}

static inline bool
rx_meta_test_expect_rx_vlan_tag(struct kunit *test,
				const struct xdp_metadata_ops *ops,
				const void *ctx, const struct xdp_rx_meta *want)
{
	const __be16 untouched = cpu_to_be16(RX_META_TEST_UNTOUCHED);
	u16 tci = RX_META_TEST_UNTOUCHED;
	__be16 proto = untouched;

	KUNIT_EXPECT_EQ(test, ops->xmo_rx_vlan_tag(ctx, &proto, &tci),
			want ? 0 : -ENODATA);
	if (want) {
		KUNIT_EXPECT_EQ(test, be16_to_cpu(proto),
				be16_to_cpu(want->vlan_proto));
		KUNIT_EXPECT_EQ(test, tci, want->vlan_tci);
	}
	return proto == untouched && tci == RX_META_TEST_UNTOUCHED;
}

static inline bool
rx_meta_test_expect_rx_timestamp(struct kunit *test,
				 const struct xdp_metadata_ops *ops,
				 const void *ctx,
				 const struct xdp_rx_meta *want)
{
	u64 ns = RX_META_TEST_UNTOUCHED;

	KUNIT_EXPECT_EQ(test, ops->xmo_rx_timestamp(ctx, &ns),
			want ? 0 : -ENODATA);
	if (want)
		KUNIT_EXPECT_EQ(test, ns, want->timestamp);
	return ns == RX_META_TEST_UNTOUCHED;
}

/*
 * Packets
 */

/* Byte @i of a packet. No protocol of the stack takes its ethertype. */
static inline u8 rx_meta_test_byte(u32 i)
{
	switch (i) {
	case 0:
		return RX_META_TEST_MARK;
	case 2 * ETH_ALEN:
		return ETH_P_802_EX1 >> 8;
	case 2 * ETH_ALEN + 1:
		return ETH_P_802_EX1 & 0xff;
	default:
		return 3 * i;
	}
}

/* Byte @i of a packet as it leaves, with @tag in it unless that is NULL */
static inline u8 rx_meta_test_wire_byte(u32 i, const struct xdp_rx_meta *tag)
{
	u32 at = i - 2 * ETH_ALEN;

	if (!tag || i < 2 * ETH_ALEN)
		return rx_meta_test_byte(i);
	if (at >= VLAN_HLEN)
		return rx_meta_test_byte(i - VLAN_HLEN);
	return (at < 2 ? be16_to_cpu(tag->vlan_proto) : tag->vlan_tci) >>
	       (at % 2 ? 0 : 8);
}

/* Write bytes @from to @from + @len of a packet. */
static inline void rx_meta_test_fill(void *data, u32 from, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		((u8 *)data)[i] = rx_meta_test_byte(from + i);
}

/**
 * rx_meta_test_expect_bytes - expect bytes of a packet that leaves
 * @test: KUnit test
 * @data: the bytes
 * @from: index of the first one
 * @len: number of bytes
 * @tag: VLAN tag in the packet, or NULL
 *
 * Return: index of the byte behind them.
 */
static inline u32 rx_meta_test_expect_bytes(struct kunit *test,
					    const void *data, u32 from, u32 len,
					    const struct xdp_rx_meta *tag)
{
	const u8 *bytes = data;
	u32 i;

	for (i = 0; i < len; i++)
		KUNIT_ASSERT_EQ_MSG(test, bytes[i],
				    rx_meta_test_wire_byte(from + i, tag),
				    "byte %u", from + i);
	return from + len;
}

/* Set up @xdp for a packet of @len bytes in @page. */
static inline void rx_meta_test_init_buff(struct xdp_buff *xdp,
					  struct xdp_rxq_info *rxq, void *page,
					  u32 headroom, u32 len)
{
	xdp_init_buff(xdp, PAGE_SIZE, rxq);
	xdp_prepare_buff(xdp, page, headroom, len, true);
	rx_meta_test_fill(xdp->data, 0, len);
}

/* Add a fragment of @len bytes, behind the @from bytes that @xdp holds. */
static inline struct skb_shared_info *
rx_meta_test_add_frag(struct xdp_buff *xdp, void *page, u32 from, u32 len)
{
	struct skb_shared_info *sinfo = xdp_get_shared_info_from_buff(xdp);

	if (!xdp_buff_has_frags(xdp)) {
		sinfo->nr_frags = 0;
		sinfo->xdp_frags_size = 0;
		xdp_buff_set_frags_flag(xdp);
	}
	rx_meta_test_fill(page + RX_META_TEST_FRAG_OFF, from, len);
	skb_frag_fill_page_desc(&sinfo->frags[sinfo->nr_frags++],
				virt_to_page(page), RX_META_TEST_FRAG_OFF, len);
	sinfo->xdp_frags_size += len;
	return sinfo;
}

#endif /* __LINUX_NET_XDP_RX_META_KUNIT_H__ */
