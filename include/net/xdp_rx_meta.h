/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that an XDP program stored for a packet, for the XDP core and for
 * drivers.
 *
 * The program's word wins: a driver's metadata readers ask here first, and an
 * skb made from a buffer or a frame gets what was stored on top of what the
 * descriptor said.
 */
#ifndef __LINUX_NET_XDP_RX_META_H__
#define __LINUX_NET_XDP_RX_META_H__

#include <linux/cache.h>
#include <linux/if_vlan.h>
#include <linux/netdevice.h>
#include <net/xdp.h>

/* No program that stores nothing pays for those that do, and a frame and its
 * values stay in one cache line.
 */
static_assert(sizeof(struct xdp_rx_meta) == 24);
static_assert(offsetof(struct xdp_rx_meta, hash) == 8);
static_assert(offsetof(struct xdp_rx_meta, vlan_proto) == 16);
static_assert(sizeof_field(struct xdp_rx_meta, tag_room) == VLAN_HLEN);
/* At any address */
static_assert(__alignof__(struct xdp_rx_meta) == 1);
#ifdef CONFIG_64BIT
static_assert(sizeof(struct xdp_frame) == 40);
static_assert(sizeof(struct xdp_buff) == 56);
static_assert(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta) <= 64);
#endif
/* The third bit is one of newer kernels. */
static_assert(!(XDP_FLAGS_RX_META & (XDP_FLAGS_HAS_FRAGS |
				      XDP_FLAGS_FRAGS_PF_MEMALLOC | BIT(2))));
static_assert(XDP_FLAGS_RX_META <= U8_MAX);

/* Bits of enum xdp_rss_hash_type that say which layer a hash covers. */
#define XDP_RSS_L3_MASK	(XDP_RSS_L3_IPV4 | XDP_RSS_L3_IPV6)
#define XDP_RSS_L4_MASK	(XDP_RSS_L4 | XDP_RSS_L4_TCP | XDP_RSS_L4_UDP | \
			 XDP_RSS_L4_SCTP | XDP_RSS_L4_IPSEC | XDP_RSS_L4_ICMP)

static inline bool xdp_buff_has_rx_meta(const struct xdp_buff *xdp)
{
	return unlikely(xdp->flags & XDP_FLAGS_RX_META);
}

static inline bool xdp_frame_has_rx_meta(const struct xdp_frame *frame)
{
	return unlikely(frame->flags & XDP_FLAGS_RX_META);
}

/* Where the values of a buffer lie, and those of the frame it becomes. */
static inline struct xdp_rx_meta *xdp_buff_rx_meta(const struct xdp_buff *xdp)
{
	return xdp->data_hard_start + sizeof(struct xdp_frame);
}

static inline const struct xdp_rx_meta *
xdp_frame_rx_meta(const struct xdp_frame *frame)
{
	return (const void *)(frame + 1);
}

/**
 * xdp_rx_meta_read - copy what a program stored for a buffer
 * @xdp: buffer
 * @meta: set to the values; those not stored are undefined
 *
 * The chunk of a zero-copy buffer is memory of user space, which may write to
 * it at any time. So the values are read once, and what was checked when it was
 * stored is checked again here. Whoever uses a value uses the copy.
 *
 * Return: XDP_FLAGS_RX_* of the values that are stored and valid.
 */
static inline u32 xdp_rx_meta_read(const struct xdp_buff *xdp,
				   struct xdp_rx_meta *meta)
{
	u32 flags = xdp->flags & XDP_FLAGS_RX_META;

	*meta = *xdp_buff_rx_meta(xdp);
	/* The compiler must not go back to the original behind this */
	barrier_data(meta);
	if (!eth_type_vlan(meta->vlan_proto))
		flags &= ~XDP_FLAGS_RX_VLAN_TAG;

	return flags;
}

/**
 * xdp_buff_clear_rx_meta - begin a packet, for which nothing is stored yet
 * @xdp: buffer
 *
 * For drivers that fill in a buffer by hand; xdp_prepare_buff() does it.
 */
static inline void xdp_buff_clear_rx_meta(struct xdp_buff *xdp)
{
	xdp->flags &= ~XDP_FLAGS_RX_META;
}

/**
 * xdp_buff_move_hard_start - move the start of a buffer that a program ran on
 * @xdp: buffer
 * @start: the new data_hard_start, in front of the old one
 *
 * What the program stored lies at a fixed distance from the start.
 */
static inline void xdp_buff_move_hard_start(struct xdp_buff *xdp, void *start)
{
	const struct xdp_rx_meta *from = xdp_buff_rx_meta(xdp);

	xdp->data_hard_start = start;
	if (xdp_buff_has_rx_meta(xdp))
		memmove(xdp_buff_rx_meta(xdp), from, sizeof(*from));
}

/**
 * xdp_buff_copy_rx_meta - give the copy of a packet what is stored for it
 * @to: buffer of the copy, set up for it, with XDP_PACKET_HEADROOM
 * @from: buffer that a program ran on
 *
 * For drivers that redirect a copy.
 */
static inline void xdp_buff_copy_rx_meta(struct xdp_buff *to,
					 const struct xdp_buff *from)
{
	if (xdp_buff_has_rx_meta(from))
		to->flags |= xdp_rx_meta_read(from, xdp_buff_rx_meta(to));
}

/**
 * xdp_rx_meta_hash - the hash a program stored, for xmo_rx_hash()
 * @xdp: buffer
 * @hash: set to the hash
 * @rss_type: set to its type
 *
 * Return: 0, or -ENODATA when none is stored and the driver's own is wanted.
 */
static inline int xdp_rx_meta_hash(const struct xdp_buff *xdp, u32 *hash,
				   enum xdp_rss_hash_type *rss_type)
{
	const struct xdp_rx_meta *meta = xdp_buff_rx_meta(xdp);

	if (likely(!(xdp->flags & XDP_FLAGS_RX_HASH)))
		return -ENODATA;

	*hash = meta->hash;
	*rss_type = meta->hash_type;
	return 0;
}

/**
 * xdp_rx_meta_vlan_tag - the tag a program stored, for xmo_rx_vlan_tag()
 * @xdp: buffer
 * @vlan_proto: set to the TPID, network byte order
 * @vlan_tci: set to the TCI, host byte order
 *
 * Return: 0, or -ENODATA when none is stored and the driver's own is wanted.
 */
static inline int xdp_rx_meta_vlan_tag(const struct xdp_buff *xdp,
				       __be16 *vlan_proto, u16 *vlan_tci)
{
	struct xdp_rx_meta meta;

	if (likely(!(xdp->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return -ENODATA;
	if (!(xdp_rx_meta_read(xdp, &meta) & XDP_FLAGS_RX_VLAN_TAG))
		return -ENODATA;

	*vlan_proto = meta.vlan_proto;
	*vlan_tci = meta.vlan_tci;
	return 0;
}

/**
 * xdp_rx_meta_timestamp - the time a program stored, for xmo_rx_timestamp()
 * @xdp: buffer
 * @timestamp: set to nanoseconds
 *
 * Return: 0, or -ENODATA when none is stored and the driver's own is wanted.
 */
static inline int xdp_rx_meta_timestamp(const struct xdp_buff *xdp,
					u64 *timestamp)
{
	if (likely(!(xdp->flags & XDP_FLAGS_RX_TIMESTAMP)))
		return -ENODATA;

	*timestamp = xdp_buff_rx_meta(xdp)->timestamp;
	return 0;
}

void __xdp_rx_meta_to_skb(const struct xdp_rx_meta *meta, u32 flags,
			  struct sk_buff *skb);
void __xdp_buff_rx_meta_to_skb(const struct xdp_buff *xdp, struct sk_buff *skb);

/**
 * xdp_buff_rx_meta_to_skb - give an skb what its packet's program stored
 * @xdp: buffer the program ran on
 * @skb: skb made of it, after eth_type_trans() and after the driver filled in
 *	 what its descriptor says
 *
 * For XDP_PASS in a driver. Values not stored are left as they are.
 */
static inline void xdp_buff_rx_meta_to_skb(const struct xdp_buff *xdp,
					   struct sk_buff *skb)
{
	if (xdp_buff_has_rx_meta(xdp))
		__xdp_buff_rx_meta_to_skb(xdp, skb);
}

/* The same for an skb made of a frame, before the frame is scrubbed. */
static inline void xdp_frame_rx_meta_to_skb(const struct xdp_frame *frame,
					    struct sk_buff *skb)
{
	if (xdp_frame_has_rx_meta(frame))
		__xdp_rx_meta_to_skb(xdp_frame_rx_meta(frame), frame->flags,
				     skb);
}

/* Let the copy @frame of the packet in @xdp have its values too. */
static inline void xdp_frame_rx_meta_copy(struct xdp_frame *frame,
					  const struct xdp_buff *xdp)
{
	if (xdp_buff_has_rx_meta(xdp))
		frame->flags |= xdp_rx_meta_read(xdp, (void *)(frame + 1));
}

/**
 * struct xdp_rx_meta_kept - what a program stored, beyond its buffer's life
 * @meta: the values
 * @flags: which of them are valid, as in &struct xdp_buff
 *
 * For drivers that fill in an skb when its buffer may be gone, and for an skb's
 * control buffer.
 */
struct xdp_rx_meta_kept {
	struct xdp_rx_meta meta;
	u32 flags;
};

static inline void xdp_rx_meta_keep(struct xdp_rx_meta_kept *kept,
				    const struct xdp_buff *xdp)
{
	kept->flags = 0;
	if (xdp_buff_has_rx_meta(xdp))
		kept->flags = xdp_rx_meta_read(xdp, &kept->meta);
}

/* As xdp_buff_rx_meta_to_skb() does it */
static inline void xdp_rx_meta_kept_to_skb(const struct xdp_rx_meta_kept *kept,
					   struct sk_buff *skb)
{
	if (unlikely(kept->flags))
		__xdp_rx_meta_to_skb(&kept->meta, kept->flags, skb);
}

int __xdp_buff_push_rx_vlan_tag(struct xdp_buff *xdp);
int __xdp_frame_push_rx_vlan_tag(struct xdp_frame *frame);

/**
 * xdp_buff_push_rx_vlan_tag - put the stored VLAN tag into the packet
 * @xdp: buffer that a program ran on, the packet exclusively its own
 *
 * For XDP_TX where the device does not insert the tag. A buffer with nothing
 * stored is not touched. Custom metadata is given up: it would have to move. So
 * are the other stored values, which mean nothing to who receives the packet.
 *
 * Where the Ethernet header is not in the linear part it is moved there from
 * the first fragment.
 *
 * Return: 0; -ENOSPC when tag or header find no room in the linear part;
 * -EINVAL when linear part and first fragment hold no header and something
 * behind it. The buffer is unchanged then, and must not be sent without its
 * tag.
 */
static inline int xdp_buff_push_rx_vlan_tag(struct xdp_buff *xdp)
{
	if (likely(!(xdp->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __xdp_buff_push_rx_vlan_tag(xdp);
}

/**
 * xdp_frame_push_rx_vlan_tag - put the stored VLAN tag into the packet
 * @frame: exclusively the caller's
 *
 * As xdp_buff_push_rx_vlan_tag() does it, but other stored values stay.
 * ndo_xdp_xmit() needs it only in drivers that set
 * &xdp_metadata_ops.xmit_vlan_tag, for tags which the device does not insert.
 *
 * Return: 0, -ENOSPC or -EINVAL, as xdp_buff_push_rx_vlan_tag().
 */
static inline int xdp_frame_push_rx_vlan_tag(struct xdp_frame *frame)
{
	if (likely(!(frame->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __xdp_frame_push_rx_vlan_tag(frame);
}

/* What a driver makes of a frame with a stored tag that it is about to send: 0,
 * or an error when the frame cannot be sent with its tag.
 */
typedef int (*xdp_rx_vlan_tag_fn)(struct xdp_frame *frame, void *priv);

int __xdp_xmit_rx_vlan_tags(struct xdp_frame **frames, int n, int i,
			    xdp_rx_vlan_tag_fn fn, void *priv);

/**
 * xdp_xmit_rx_vlan_tags - see to the stored VLAN tags of a bulk of frames
 * @frames: what ndo_xdp_xmit() is given; refused ones are moved to the end
 * @n: number of frames
 * @fn: called once for each frame with a stored tag, in order
 * @priv: for @fn
 *
 * The return value of ndo_xdp_xmit() is the length of a prefix: its caller
 * frees what is behind the frames sent. So that a refused frame does not cost
 * those after it, it is moved behind all others. These keep their order.
 *
 * Return: how many of the frames can be sent.
 */
static inline int xdp_xmit_rx_vlan_tags(struct xdp_frame **frames, int n,
					xdp_rx_vlan_tag_fn fn, void *priv)
{
	int i;

	for (i = 0; i < n; i++)
		if (unlikely(frames[i]->flags & XDP_FLAGS_RX_VLAN_TAG))
			return __xdp_xmit_rx_vlan_tags(frames, n, i, fn, priv);

	return n;
}

int xdp_dev_push_rx_vlan_tag(struct xdp_frame *frame, void *dev);

/**
 * xdp_dev_xmit - hand a bulk of frames to a device
 * @dev: device with ndo_xdp_xmit()
 * @n: number of frames
 * @frames: exclusively the caller's; refused ones are moved to the end
 * @flags: XDP_XMIT_*
 *
 * Stored tags are put into the packets, unless @dev says that it sees to them
 * itself. So no tag is lost in a driver that never heard of stored tags.
 *
 * Return: as ndo_xdp_xmit(); the frames behind those sent are the caller's.
 */
static inline int xdp_dev_xmit(struct net_device *dev, int n,
			       struct xdp_frame **frames, u32 flags)
{
	n = xdp_xmit_rx_vlan_tags(frames, n, xdp_dev_push_rx_vlan_tag, dev);
	if (unlikely(!n))
		return 0;

	return dev->netdev_ops->ndo_xdp_xmit(dev, n, frames, flags);
}

void xdp_rx_meta_generic_run(struct sk_buff *skb, struct xdp_buff *xdp,
			     const struct bpf_prog *prog);
void xdp_rx_meta_generic_done(struct sk_buff *skb, const struct xdp_buff *xdp,
			      const struct bpf_prog *prog, u32 act);
struct sk_buff *xdp_rx_meta_generic_xmit(struct sk_buff *skb);

#endif /* __LINUX_NET_XDP_RX_META_H__ */
