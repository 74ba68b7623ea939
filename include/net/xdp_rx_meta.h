/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to the RX metadata that an XDP program stored for a packet, for the
 * XDP core and for drivers.
 *
 * A stored value overrides the descriptor's. Metadata readers of drivers return
 * it first. Code that builds an skb from a buffer or a frame sets it after the
 * values of the descriptor.
 */
#ifndef __LINUX_NET_XDP_RX_META_H__
#define __LINUX_NET_XDP_RX_META_H__

#include <linux/cache.h>
#include <linux/if_vlan.h>
#include <linux/netdevice.h>
#include <net/xdp.h>

/* Neither struct xdp_frame nor struct xdp_buff grows, and a frame shares a
 * cache line with its values.
 */
static_assert(sizeof(struct xdp_rx_meta) == 24);
static_assert(offsetof(struct xdp_rx_meta, hash) == 8);
static_assert(offsetof(struct xdp_rx_meta, vlan_proto) == 16);
static_assert(sizeof_field(struct xdp_rx_meta, tag_room) == VLAN_HLEN);
/* The values may lie at any address. */
static_assert(__alignof__(struct xdp_rx_meta) == 1);
#ifdef CONFIG_64BIT
static_assert(sizeof(struct xdp_frame) == 40);
static_assert(sizeof(struct xdp_buff) == 56);
static_assert(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta) <= 64);
#endif
/* enum xdp_buff_flags may use bits 0 to 2. */
static_assert(!(XDP_FLAGS_RX_META & (XDP_FLAGS_HAS_FRAGS |
				      XDP_FLAGS_FRAGS_PF_MEMALLOC | BIT(2))));
static_assert(XDP_FLAGS_RX_META <= U8_MAX);

/* Bits of enum xdp_rss_hash_type that name the layer a hash covers. */
#define XDP_RSS_L3_MASK	(XDP_RSS_L3_IPV4 | XDP_RSS_L3_IPV6)
#define XDP_RSS_L4_MASK	(XDP_RSS_L4 | XDP_RSS_L4_TCP | XDP_RSS_L4_UDP | \
			 XDP_RSS_L4_SCTP | XDP_RSS_L4_IPSEC | XDP_RSS_L4_ICMP)

/* Whether a store takes these bits as the type of a hash: at least one of them
 * names a layer, and none is unknown.
 */
static inline bool xdp_rx_meta_valid_type(u32 rss_type)
{
	return rss_type & (XDP_RSS_L3_MASK | XDP_RSS_L4_MASK) &&
	       !(rss_type & ~(XDP_RSS_L3_MASK | XDP_RSS_L3_DYNHDR |
			      XDP_RSS_L4_MASK));
}

static inline bool xdp_buff_has_rx_meta(const struct xdp_buff *xdp)
{
	return unlikely(xdp->flags & XDP_FLAGS_RX_META);
}

static inline bool xdp_frame_has_rx_meta(const struct xdp_frame *frame)
{
	return unlikely(frame->flags & XDP_FLAGS_RX_META);
}

/* The values of a buffer lie where the frame made of it has its own. */
static inline struct xdp_rx_meta *xdp_buff_rx_meta(const struct xdp_buff *xdp)
{
	return xdp->data_hard_start + sizeof(struct xdp_frame);
}

static inline const struct xdp_rx_meta *
xdp_frame_rx_meta(const struct xdp_frame *frame)
{
	return (const void *)(frame + 1);
}

/* Read a tag once and check it. User space may write to the headroom of a
 * zero-copy buffer at any time, and the store made the same check before.
 */
static inline bool xdp_rx_meta_read_tag(const struct xdp_rx_meta *meta,
					__be16 *vlan_proto, u16 *vlan_tci)
{
	__be16 proto = meta->vlan_proto;

	/* The compiler must not read the original again. */
	OPTIMIZER_HIDE_VAR(proto);
	if (unlikely(!eth_type_vlan(proto)))
		return false;

	*vlan_proto = proto;
	*vlan_tci = meta->vlan_tci;
	return true;
}

/**
 * xdp_rx_meta_read - copy the values stored for a buffer
 * @xdp: buffer
 * @meta: set to the values; members whose flag is not returned are undefined.
 *	  The TPID is in network byte order, the TCI in host byte order.
 *
 * The headroom of a zero-copy buffer is user memory, and user space may write
 * to it at any time. This function therefore reads each value once and repeats
 * the check of the TPID that the store made. Callers must use the copy only.
 *
 * Return: XDP_FLAGS_RX_* of the values that are stored and valid.
 */
static inline u32 xdp_rx_meta_read(const struct xdp_buff *xdp,
				   struct xdp_rx_meta *meta)
{
	u32 flags = xdp->flags & XDP_FLAGS_RX_META;

	*meta = *xdp_buff_rx_meta(xdp);
	/* The compiler must not read the original again. */
	barrier_data(meta);
	if (!eth_type_vlan(meta->vlan_proto))
		flags &= ~XDP_FLAGS_RX_VLAN_TAG;

	return flags;
}

/**
 * xdp_buff_clear_rx_meta - drop the values of a buffer's previous packet
 * @xdp: buffer that is about to hold a new packet
 *
 * For drivers that set up a buffer without xdp_prepare_buff(), which clears the
 * values too.
 */
static inline void xdp_buff_clear_rx_meta(struct xdp_buff *xdp)
{
	xdp->flags &= ~XDP_FLAGS_RX_META;
}

/**
 * xdp_buff_move_hard_start - move the start of a buffer after its program ran
 * @xdp: buffer
 * @start: new data_hard_start, at or below the old one
 *
 * Stored values lie at a fixed distance from the start and move with it.
 */
static inline void xdp_buff_move_hard_start(struct xdp_buff *xdp, void *start)
{
	const struct xdp_rx_meta *from = xdp_buff_rx_meta(xdp);

	xdp->data_hard_start = start;
	if (xdp_buff_has_rx_meta(xdp))
		memmove(xdp_buff_rx_meta(xdp), from, sizeof(*from));
}

/**
 * xdp_buff_copy_rx_meta - copy the stored values of a packet to its copy
 * @to: buffer of the copy, already set up, with XDP_PACKET_HEADROOM
 * @from: buffer that the program ran on
 *
 * For drivers that redirect a copy of the packet.
 */
static inline void xdp_buff_copy_rx_meta(struct xdp_buff *to,
					 const struct xdp_buff *from)
{
	if (xdp_buff_has_rx_meta(from))
		to->flags |= xdp_rx_meta_read(from, xdp_buff_rx_meta(to));
}

/**
 * xdp_rx_meta_hash - return the stored hash, for xmo_rx_hash()
 * @xdp: buffer
 * @hash: set to the hash
 * @rss_type: set to its type
 *
 * Return: 0, or -ENODATA if no hash is stored and the driver has to return its
 * own.
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
 * xdp_rx_meta_vlan_tag - return the stored VLAN tag, for xmo_rx_vlan_tag()
 * @xdp: buffer
 * @vlan_proto: set to the TPID, network byte order
 * @vlan_tci: set to the TCI, host byte order
 *
 * Return: 0, or -ENODATA if no valid tag is stored and the driver has to return
 * its own.
 */
static inline int xdp_rx_meta_vlan_tag(const struct xdp_buff *xdp,
				       __be16 *vlan_proto, u16 *vlan_tci)
{
	if (likely(!(xdp->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return -ENODATA;

	return xdp_rx_meta_read_tag(xdp_buff_rx_meta(xdp), vlan_proto,
				    vlan_tci) ? 0 : -ENODATA;
}

/**
 * xdp_rx_meta_timestamp - return the stored timestamp, for xmo_rx_timestamp()
 * @xdp: buffer
 * @timestamp: set to nanoseconds
 *
 * Return: 0, or -ENODATA if no timestamp is stored and the driver has to return
 * its own.
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

/**
 * xdp_buff_rx_meta_to_skb - set the stored values of a buffer in an skb
 * @xdp: buffer that the program ran on
 * @skb: skb built from it, after eth_type_trans() and after the driver set the
 *	 values of its descriptor
 *
 * For XDP_PASS in drivers. Fields of @skb for which nothing is stored do not
 * change.
 */
static inline void xdp_buff_rx_meta_to_skb(const struct xdp_buff *xdp,
					   struct sk_buff *skb)
{
	if (xdp_buff_has_rx_meta(xdp))
		__xdp_rx_meta_to_skb(xdp_buff_rx_meta(xdp), xdp->flags, skb);
}

/**
 * xdp_frame_rx_meta_to_skb - set the stored values of a frame in an skb
 * @frame: frame, not scrubbed yet
 * @skb: skb built from it
 *
 * Stands where the core asks whether the frame has fragments: most frames have
 * neither these nor stored values, and one test finds both.
 *
 * Return: whether the frame has fragments.
 */
static inline bool xdp_frame_rx_meta_to_skb(const struct xdp_frame *frame,
					    struct sk_buff *skb)
{
	if (likely(!(frame->flags & (XDP_FLAGS_HAS_FRAGS | XDP_FLAGS_RX_META))))
		return false;

	if (xdp_frame_has_rx_meta(frame))
		__xdp_rx_meta_to_skb(xdp_frame_rx_meta(frame), frame->flags,
				     skb);
	return xdp_frame_has_frags(frame);
}

/* Copy the stored values of @xdp to @frame, which is a copy of the packet. */
static inline void xdp_frame_rx_meta_copy(struct xdp_frame *frame,
					  const struct xdp_buff *xdp)
{
	if (xdp_buff_has_rx_meta(xdp))
		frame->flags |= xdp_rx_meta_read(xdp, (void *)(frame + 1));
}

/**
 * struct xdp_rx_meta_saved - copy of stored values that outlives their buffer
 * @meta: the values
 * @flags: XDP_FLAGS_RX_* of the valid ones
 *
 * For drivers that fill in an skb after they released its buffer. It fits into
 * the control buffer of an skb.
 */
struct xdp_rx_meta_saved {
	struct xdp_rx_meta meta;
	u32 flags;
};

static inline void xdp_rx_meta_save(struct xdp_rx_meta_saved *saved,
				    const struct xdp_buff *xdp)
{
	saved->flags = 0;
	if (xdp_buff_has_rx_meta(xdp))
		saved->flags = xdp_rx_meta_read(xdp, &saved->meta);
}

/* Like xdp_buff_rx_meta_to_skb(), with values saved before. */
static inline void
xdp_rx_meta_saved_to_skb(const struct xdp_rx_meta_saved *saved,
			 struct sk_buff *skb)
{
	if (unlikely(saved->flags))
		__xdp_rx_meta_to_skb(&saved->meta, saved->flags, skb);
}

int __xdp_buff_push_rx_vlan_tag(struct xdp_buff *xdp);
int __xdp_frame_push_rx_vlan_tag(struct xdp_frame *frame);

/**
 * xdp_buff_push_rx_vlan_tag - push the stored VLAN tag into the packet
 * @xdp: buffer that the program ran on, with the packet exclusively its own
 *
 * For XDP_TX on devices that do not insert the tag. A buffer without a stored
 * tag does not change. A push drops the custom metadata, which would have to
 * move, and the other stored values, which have no meaning on the wire.
 *
 * If the linear part does not hold the whole Ethernet header, the missing bytes
 * move there from the first fragment.
 *
 * Return:
 * * 0: the packet holds the tag, or none was stored
 * * -ENOSPC: the linear part has no room for the tag or for the header
 * * -EINVAL: linear part and first fragment do not hold more than a header
 *
 * On error the buffer is unchanged, and the driver must not send it.
 */
static inline int xdp_buff_push_rx_vlan_tag(struct xdp_buff *xdp)
{
	if (likely(!(xdp->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __xdp_buff_push_rx_vlan_tag(xdp);
}

/**
 * xdp_frame_push_rx_vlan_tag - push the stored VLAN tag into the packet
 * @frame: frame that is exclusively the caller's
 *
 * Like xdp_buff_push_rx_vlan_tag(), but the other stored values stay.
 * ndo_xdp_xmit() needs it only in drivers that set
 * &xdp_metadata_ops.xmit_vlan_tag, for tags that the device does not insert.
 *
 * Return: 0, -ENOSPC or -EINVAL, as for xdp_buff_push_rx_vlan_tag().
 */
static inline int xdp_frame_push_rx_vlan_tag(struct xdp_frame *frame)
{
	if (likely(!(frame->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __xdp_frame_push_rx_vlan_tag(frame);
}

/* Prepares a frame with a stored tag for transmission. Returns 0, or an error
 * if the frame cannot be sent with its tag.
 */
typedef int (*xdp_rx_vlan_tag_fn)(struct xdp_frame *frame, void *priv);

int __xdp_xmit_rx_vlan_tags(struct xdp_frame **frames, int n, int i,
			    xdp_rx_vlan_tag_fn fn, void *priv);

/**
 * xdp_xmit_rx_vlan_tags - prepare the stored VLAN tags of a bulk of frames
 * @frames: frames of ndo_xdp_xmit(); refused ones move to the end
 * @n: number of frames
 * @fn: called once for each frame with a stored tag, in order
 * @priv: argument of @fn
 *
 * ndo_xdp_xmit() returns the length of a prefix, and its caller frees the
 * frames behind it. A refused frame therefore moves behind all others, so that
 * the frames after it can still be sent. The others keep their order.
 *
 * Return: number of frames that can be sent.
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
 * xdp_dev_xmit - send a bulk of frames with their stored VLAN tags
 * @dev: device with ndo_xdp_xmit()
 * @n: number of frames
 * @frames: frames, exclusively the caller's; refused ones move to the end
 * @flags: XDP_XMIT_*
 *
 * Pushes stored tags into the packets unless the driver of @dev handles them
 * itself. Drivers that do not know about stored tags thus send them as well.
 *
 * Return: as ndo_xdp_xmit(). The caller owns the frames behind those sent.
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
