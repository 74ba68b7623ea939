/* SPDX-License-Identifier: GPL-2.0 */
/* The public series, V2, rebuilt for comparison: who uses what a program stored. */
#ifndef __LINUX_NET_XDP_V2_H__
#define __LINUX_NET_XDP_V2_H__

#include <linux/if_vlan.h>
#include <linux/skbuff.h>
#include <net/xdp.h>

static_assert(offsetof(struct xdp_frame, rx_meta) == XDP_V2_OFFSET);

/* Before an skb is built around the frame, which clears the place of the timestamp */
static inline ktime_t xdp_v2_timestamp(const struct xdp_frame *frame)
{
	if (!(frame->flags & XDP_V2_TIMESTAMP))
		return 0;

	return xdp_get_shared_info_from_frame(frame)->hwtstamps.hwtstamp;
}

static inline enum pkt_hash_types xdp_v2_hash_type(u32 type)
{
	if (type & XDP_RSS_TYPE_L4_ANY)
		return PKT_HASH_TYPE_L4;

	return type & (XDP_RSS_TYPE_L3_IPV4 | XDP_RSS_TYPE_L3_IPV6) ?
	       PKT_HASH_TYPE_L3 : PKT_HASH_TYPE_NONE;
}

static inline void xdp_v2_to_skb(const struct xdp_frame *frame,
				 struct sk_buff *skb, ktime_t timestamp)
{
	const struct xdp_v2_meta *meta = &frame->rx_meta;

	if (frame->flags & XDP_V2_HASH)
		skb_set_hash(skb, meta->hash.val,
			     xdp_v2_hash_type(meta->hash.type));
	if (frame->flags & XDP_V2_VLAN)
		__vlan_hwaccel_put_tag(skb, meta->vlan.proto, meta->vlan.tci);
	if (frame->flags & XDP_V2_TIMESTAMP)
		skb_hwtstamps(skb)->hwtstamp = timestamp;
}

static inline int xdp_v2_load_hash(const struct xdp_buff *xdp, u32 *hash,
				   enum xdp_rss_hash_type *type)
{
	if (!(xdp->flags & XDP_V2_HASH))
		return -ENODATA;

	*hash = xdp->rx_meta->hash.val;
	*type = xdp->rx_meta->hash.type;
	return 0;
}

static inline int xdp_v2_load_vlan(const struct xdp_buff *xdp, __be16 *proto,
				   u16 *tci)
{
	if (!(xdp->flags & XDP_V2_VLAN))
		return -ENODATA;

	*proto = xdp->rx_meta->vlan.proto;
	*tci = xdp->rx_meta->vlan.tci;
	return 0;
}

static inline int xdp_v2_load_timestamp(const struct xdp_buff *xdp, u64 *ns)
{
	if (!(xdp->flags & XDP_V2_TIMESTAMP))
		return -ENODATA;

	*ns = xdp_get_shared_info_from_buff(xdp)->hwtstamps.hwtstamp;
	return 0;
}

#endif /* __LINUX_NET_XDP_V2_H__ */
