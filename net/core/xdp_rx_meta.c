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

/* What xdp_buff_rx_meta_to_skb() does where something is stored. */
void __xdp_buff_rx_meta_to_skb(const struct xdp_buff *xdp, struct sk_buff *skb)
{
	struct xdp_rx_meta meta;
	u32 flags = xdp_rx_meta_read(xdp, &meta);

	__xdp_rx_meta_to_skb(&meta, flags, skb);
}
EXPORT_SYMBOL_GPL(__xdp_buff_rx_meta_to_skb);

/* The tag as it lies in a packet. */
struct xdp_rx_meta_wire_tag {
	__be16 proto;
	__be16 tci;
};

static_assert(sizeof(struct xdp_rx_meta_wire_tag) == VLAN_HLEN);

/* A tag in front of a packet that begins right behind the area reaches into it,
 * but into no value.
 */
static_assert(offsetof(struct xdp_rx_meta, tag_room) ==
	      sizeof(struct xdp_rx_meta) - VLAN_HLEN);

/* The linear part of a packet that a tag is put into, as a buffer and a frame
 * have it in common. @sinfo is NULL where there are no fragments, or where they
 * are not the caller's to change.
 */
struct xdp_rx_meta_push {
	void *hard_start;
	void *data;
	u32 len;
	struct skb_shared_info *sinfo;
};

/* Drivers that receive into fragments may leave nothing in the linear part, but
 * a tag goes into the header, and devices want that there.
 */
static int xdp_rx_meta_pull_header(struct xdp_rx_meta_push *push)
{
	u32 missing = ETH_HLEN - push->len;
	void *end = push->data + push->len;
	skb_frag_t *frag;

	if (!push->sinfo)
		return -EINVAL;

	/* A fragment of no bytes is nothing that a device can be given */
	frag = &push->sinfo->frags[0];
	if (skb_frag_size(frag) <= missing)
		return -EINVAL;
	if (end + missing > (void *)push->sinfo)
		return -ENOSPC;

	memcpy(end, skb_frag_address(frag), missing);
	skb_frag_off_add(frag, missing);
	skb_frag_size_sub(frag, missing);
	push->sinfo->xdp_frags_size -= missing;
	push->len += missing;
	return 0;
}

static int xdp_rx_meta_push_tag(struct xdp_rx_meta_push *push, __be16 proto,
				u16 tci)
{
	struct xdp_rx_meta_wire_tag tag = {
		.proto = proto,
		.tci = cpu_to_be16(tci),
	};
	int err;

	if (push->data - push->hard_start <
	    sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta))
		return -ENOSPC;
	if (unlikely(push->len < ETH_HLEN)) {
		err = xdp_rx_meta_pull_header(push);
		if (err)
			return err;
	}

	push->data -= VLAN_HLEN;
	push->len += VLAN_HLEN;
	memmove(push->data, push->data + VLAN_HLEN, 2 * ETH_ALEN);
	memcpy(push->data + 2 * ETH_ALEN, &tag, sizeof(tag));
	return 0;
}

/**
 * __xdp_buff_push_rx_vlan_tag - put a stored VLAN tag into the packet
 * @xdp: buffer with a tag stored
 *
 * Drivers want xdp_buff_push_rx_vlan_tag(), which says the rest. The buffer may
 * lie in memory of user space: nothing but the packet is written there.
 *
 * Return: 0, -ENOSPC or -EINVAL; the buffer is unchanged then.
 */
int __xdp_buff_push_rx_vlan_tag(struct xdp_buff *xdp)
{
	struct xdp_rx_meta_push push = {
		.hard_start = xdp->data_hard_start,
		.data = xdp->data,
		.len = xdp->data_end - xdp->data,
	};
	struct xdp_rx_meta meta;
	int err;

	/* The pool has a list of its own of the fragments of zero-copy buffers
	 */
	if (xdp_buff_has_frags(xdp) &&
	    xdp->rxq->mem.type != MEM_TYPE_XSK_BUFF_POOL)
		push.sinfo = xdp_get_shared_info_from_buff(xdp);

	if (xdp_rx_meta_read(xdp, &meta) & XDP_FLAGS_RX_VLAN_TAG) {
		err = xdp_rx_meta_push_tag(&push, meta.vlan_proto,
					   meta.vlan_tci);
		if (err)
			return err;
		/* One byte past data where custom metadata is unsupported */
		xdp->data_meta = push.data + xdp_data_meta_unsupported(xdp);
		xdp->data = push.data;
		xdp->data_end = push.data + push.len;
		/* The tag may reach into their area: it is free now */
		xdp->flags &= ~XDP_FLAGS_RX_META;
	}

	xdp->flags &= ~XDP_FLAGS_RX_VLAN_TAG;
	return 0;
}
EXPORT_SYMBOL_GPL(__xdp_buff_push_rx_vlan_tag);

/**
 * __xdp_frame_push_rx_vlan_tag - put a stored VLAN tag into the packet
 * @frame: exclusively the caller's, with a tag stored
 *
 * Drivers want xdp_frame_push_rx_vlan_tag(), which says the rest.
 *
 * Return: 0, -ENOSPC or -EINVAL; the frame is unchanged then.
 */
int __xdp_frame_push_rx_vlan_tag(struct xdp_frame *frame)
{
	const struct xdp_rx_meta *meta = xdp_frame_rx_meta(frame);
	struct xdp_rx_meta_push push = {
		.hard_start = frame->data - frame->headroom - sizeof(*frame),
		.data = frame->data,
		.len = frame->len,
	};
	int err;

	if (xdp_frame_has_frags(frame))
		push.sinfo = xdp_get_shared_info_from_frame(frame);

	err = xdp_rx_meta_push_tag(&push, meta->vlan_proto, meta->vlan_tci);
	if (err)
		return err;

	frame->data = push.data;
	frame->len = push.len;
	frame->headroom -= VLAN_HLEN;
	frame->metasize = 0;
	frame->flags &= ~XDP_FLAGS_RX_VLAN_TAG;
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

/**
 * xdp_dev_push_rx_vlan_tag - see to the stored VLAN tag of a frame
 * @frame: with a tag stored
 * @dev: about to be given it by ndo_xdp_xmit()
 *
 * For xdp_dev_xmit().
 *
 * Return: 0, or what xdp_frame_push_rx_vlan_tag() returns.
 */
int xdp_dev_push_rx_vlan_tag(struct xdp_frame *frame, void *dev)
{
	const struct xdp_metadata_ops *ops;

	ops = ((const struct net_device *)dev)->xdp_metadata_ops;
	if (ops && ops->xmit_vlan_tag)
		return 0;

	return __xdp_frame_push_rx_vlan_tag(frame);
}
EXPORT_SYMBOL_GPL(xdp_dev_push_rx_vlan_tag);

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
