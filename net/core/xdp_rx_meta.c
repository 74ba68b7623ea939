// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata stored by XDP programs: what becomes of it in an skb, and of a
 * tag on the wire.
 */
#include <linux/export.h>
#include <linux/filter.h>
#include <linux/if_vlan.h>
#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>

/* A program may name the protocol without XDP_RSS_L4. Any L4 bit has to count:
 * skb_get_hash() recomputes a hash that is not marked as L4.
 */
static enum pkt_hash_types xdp_rx_meta_hash_kind(u32 hash_type)
{
	return hash_type & XDP_RSS_L4_MASK ? PKT_HASH_TYPE_L4 :
					     PKT_HASH_TYPE_L3;
}

/**
 * __xdp_rx_meta_to_skb - give an skb the stored values that are valid
 * @meta: the values; TPID in network byte order, TCI in host byte order
 * @flags: of the xdp_buff or xdp_frame, says which are valid
 * @skb: private to the caller, its shared info included
 *
 * Drivers want xdp_buff_rx_meta_to_skb().
 */
void __xdp_rx_meta_to_skb(const struct xdp_rx_meta *meta, u32 flags,
			  struct sk_buff *skb)
{
	if (flags & XDP_FLAGS_RX_HASH)
		skb_set_hash(skb, meta->hash,
			     xdp_rx_meta_hash_kind(meta->hash_type));
	if (flags & XDP_FLAGS_RX_VLAN_TAG)
		__vlan_hwaccel_put_tag(skb, meta->vlan_proto, meta->vlan_tci);
	if (flags & XDP_FLAGS_RX_TIMESTAMP)
		skb_hwtstamps(skb)->hwtstamp = ns_to_ktime(meta->timestamp);
}
EXPORT_SYMBOL_GPL(__xdp_rx_meta_to_skb);

/* The tag as it lies in a packet. */
struct xdp_rx_meta_wire_tag {
	__be16 proto;
	__be16 tci;
};

static_assert(sizeof(struct xdp_rx_meta_wire_tag) == VLAN_HLEN);

/* Room for a tag can end inside the area of the values: the last four bytes of
 * it hold none, so a packet right behind the area has its tag there, and the
 * others stay as they are.
 */
static_assert(sizeof(struct xdp_rx_meta) - VLAN_HLEN >=
	      offsetofend(struct xdp_rx_meta, vlan_tci));

/**
 * __xdp_frame_push_rx_vlan_tag - put a stored VLAN tag into the packet
 * @frame: exclusively the caller's, with a tag stored
 *
 * XDP metadata in front of the packet is given up: it would have to move. Other
 * stored values stay.
 *
 * Drivers want xdp_frame_push_rx_vlan_tag().
 *
 * Return: 0, -ENOSPC or -EINVAL; the frame is unchanged then.
 */
int __xdp_frame_push_rx_vlan_tag(struct xdp_frame *frame)
{
	const struct xdp_rx_meta *meta = xdp_frame_rx_meta(frame);
	struct xdp_rx_meta_wire_tag tag = {
		.proto = meta->vlan_proto,
		.tci = cpu_to_be16(meta->vlan_tci),
	};

	if (frame->headroom < sizeof(*meta))
		return -ENOSPC;
	if (frame->len < ETH_HLEN)
		return -EINVAL;

	frame->data -= VLAN_HLEN;
	frame->headroom -= VLAN_HLEN;
	frame->len += VLAN_HLEN;
	frame->metasize = 0;
	frame->flags &= ~XDP_FLAGS_RX_VLAN_TAG;
	memmove(frame->data, frame->data + VLAN_HLEN, 2 * ETH_ALEN);
	memcpy(frame->data + 2 * ETH_ALEN, &tag, sizeof(tag));
	return 0;
}
EXPORT_SYMBOL_GPL(__xdp_frame_push_rx_vlan_tag);

/**
 * __xdp_xmit_rx_vlan_tags - see to the stored VLAN tags of a bulk of frames
 * @frames: the frames
 * @n: number of frames
 * @i: the first one with a tag
 * @fn: called once for each frame with a stored tag, in order
 * @priv: for @fn
 *
 * Drivers want xdp_xmit_rx_vlan_tags().
 *
 * Return: how many of the frames can be sent.
 */
int __xdp_xmit_rx_vlan_tags(struct xdp_frame **frames, int n, int i,
			    xdp_rx_vlan_tag_fn fn, void *priv)
{
	int ready = n;

	while (i < ready) {
		struct xdp_frame *frame = frames[i];

		if (!(frame->flags & XDP_FLAGS_RX_VLAN_TAG) ||
		    !fn(frame, priv)) {
			i++;
			continue;
		}
		/* Rare, and a bulk is short: close the gap at once */
		memmove(&frames[i], &frames[i + 1],
			(n - i - 1) * sizeof(*frames));
		frames[n - 1] = frame;
		ready--;
	}

	return ready;
}
EXPORT_SYMBOL_GPL(__xdp_xmit_rx_vlan_tags);

static int xdp_rx_meta_push_tag(struct xdp_frame *frame, void *priv)
{
	return __xdp_frame_push_rx_vlan_tag(frame);
}

/**
 * xdp_xmit_push_rx_vlan_tags - put the stored VLAN tags into the packets
 * @frames: as for xdp_xmit_rx_vlan_tags()
 * @n: number of frames
 *
 * For ndo_xdp_xmit() of a device that inserts no tags.
 *
 * Return: how many of the frames can be sent.
 */
int xdp_xmit_push_rx_vlan_tags(struct xdp_frame **frames, int n)
{
	return xdp_xmit_rx_vlan_tags(frames, n, xdp_rx_meta_push_tag, NULL);
}
EXPORT_SYMBOL_GPL(xdp_xmit_push_rx_vlan_tags);

/* Take back from an skb what an earlier program stored and a later one cleared.
 */
static void xdp_rx_meta_unset_skb(struct sk_buff *skb, u32 flags)
{
	if (flags & XDP_FLAGS_RX_HASH)
		skb_clear_hash(skb);
	if (flags & XDP_FLAGS_RX_VLAN_TAG)
		__vlan_hwaccel_clear_tag(skb);
	if (flags & XDP_FLAGS_RX_TIMESTAMP)
		skb_hwtstamps(skb)->hwtstamp = 0;
}

/* Generic XDP redirects the skb itself: no frame carries the values to the
 * program of a cpumap or devmap. The control buffer does; between the two
 * programs nobody else owns it, and clones and copies take it along.
 */
static struct xdp_rx_meta_kept *xdp_rx_meta_cb(struct sk_buff *skb)
{
	BUILD_BUG_ON(sizeof(struct xdp_rx_meta_kept) > sizeof(skb->cb));
	return (struct xdp_rx_meta_kept *)skb->cb;
}

/* Whether @prog runs on what a first program redirected, so that the control
 * buffer was filled in.
 */
static bool xdp_rx_meta_second_prog(const struct bpf_prog *prog)
{
	return prog->expected_attach_type == BPF_XDP_CPUMAP ||
	       prog->expected_attach_type == BPF_XDP_DEVMAP;
}

/**
 * xdp_rx_meta_generic_run - before a program runs on an skb
 * @skb: packet
 * @xdp: prepared buffer over its linear part
 * @prog: about to run
 *
 * Shows the program of a cpumap or devmap what the first one stored.
 */
void xdp_rx_meta_generic_run(struct sk_buff *skb, struct xdp_buff *xdp,
			     const struct bpf_prog *prog)
{
	const struct xdp_rx_meta_kept *cb = xdp_rx_meta_cb(skb);

	if (likely(!xdp_rx_meta_second_prog(prog)) || !cb->flags)
		return;

	/* The first store made sure of the room, and has protected it since */
	*xdp_buff_rx_meta(xdp) = cb->meta;
	xdp->flags |= cb->flags;
}

/**
 * xdp_rx_meta_generic_done - after a program ran on an skb
 * @skb: packet
 * @xdp: buffer the program ran on
 * @prog: has run
 * @act: its verdict
 *
 * The skb leaves with what is stored now; what a second program cleared is gone
 * from it. On a redirect the values are also kept for a second program.
 */
void xdp_rx_meta_generic_done(struct sk_buff *skb, const struct xdp_buff *xdp,
			      const struct bpf_prog *prog, u32 act)
{
	struct xdp_rx_meta_kept *cb = xdp_rx_meta_cb(skb);
	u32 flags = xdp->flags & XDP_FLAGS_RX_META;

	if (xdp_rx_meta_second_prog(prog))
		xdp_rx_meta_unset_skb(skb, cb->flags & ~flags);

	xdp_buff_rx_meta_to_skb(xdp, skb);

	if (act == XDP_REDIRECT)
		xdp_rx_meta_keep(cb, xdp);
}

/**
 * xdp_rx_meta_generic_xmit - before generic XDP hands an skb to a device
 * @skb: packet, its data at the MAC header
 *
 * Generic XDP goes around the qdisc layer, and with it around the place that
 * inserts a VLAN tag for devices that cannot: it would be lost in silence.
 *
 * Return: the skb, or NULL when there was no memory; it is freed then.
 */
struct sk_buff *xdp_rx_meta_generic_xmit(struct sk_buff *skb)
{
	if (likely(!skb_vlan_tag_present(skb)))
		return skb;
	if (vlan_hw_offload_capable(netif_skb_features(skb), skb->vlan_proto))
		return skb;

	return __vlan_hwaccel_push_inside(skb);
}
