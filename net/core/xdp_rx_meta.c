// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata stored by XDP programs: set it in an skb, and push a VLAN tag
 * into a packet.
 */
#include <linux/export.h>
#include <linux/filter.h>
#include <linux/if_vlan.h>
#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>

/* A program may set a bit of an L4 protocol without XDP_RSS_L4. Any of these
 * bits makes an L4 hash, because skb_get_hash() recomputes all others.
 */
static enum pkt_hash_types xdp_rx_meta_hash_kind(u32 hash_type)
{
	return hash_type & XDP_RSS_L4_MASK ? PKT_HASH_TYPE_L4 :
					     PKT_HASH_TYPE_L3;
}

/**
 * __xdp_rx_meta_to_skb - set the valid stored values in an skb
 * @meta: the values; TPID in network byte order, TCI in host byte order. They
 *	may be in user memory, so each is read once.
 * @flags: flags of the xdp_buff or xdp_frame, which name the valid values
 * @skb: skb that is exclusively the caller's, including its shared info
 *
 * Drivers call xdp_buff_rx_meta_to_skb().
 */
void __xdp_rx_meta_to_skb(const struct xdp_rx_meta *meta, u32 flags,
			  struct sk_buff *skb)
{
	struct skb_shared_info *shinfo;
	__be16 vlan_proto;
	u16 vlan_tci;

	if (flags & XDP_FLAGS_RX_HASH)
		skb_set_hash(skb, meta->hash,
			     xdp_rx_meta_hash_kind(meta->hash_type));
	if (flags & XDP_FLAGS_RX_VLAN_TAG &&
	    xdp_rx_meta_read_tag(meta, &vlan_proto, &vlan_tci))
		__vlan_hwaccel_put_tag(skb, vlan_proto, vlan_tci);
	if (flags & XDP_FLAGS_RX_TIMESTAMP) {
		shinfo = skb_shinfo(skb);
		/* The flag says that the driver put a pointer there. */
		shinfo->tx_flags &= ~SKBTX_HW_TSTAMP_NETDEV;
		shinfo->hwtstamps.hwtstamp = ns_to_ktime(meta->timestamp);
	}
}
EXPORT_SYMBOL_GPL(__xdp_rx_meta_to_skb);

/* VLAN tag in the bytes of a packet */
struct xdp_rx_meta_wire_tag {
	__be16 proto;
	__be16 tci;
};

static_assert(sizeof(struct xdp_rx_meta_wire_tag) == VLAN_HLEN);

/* If the packet starts right behind the area, its tag overwrites the end of the
 * area, which holds no value.
 */
static_assert(offsetof(struct xdp_rx_meta, tag_room) ==
	      sizeof(struct xdp_rx_meta) - VLAN_HLEN);

/* The linear part of a buffer or of a frame, for a tag to be pushed into.
 * @sinfo is NULL if the packet has no fragments or they must not be changed.
 */
struct xdp_rx_meta_push {
	void *hard_start;
	void *data;
	u32 len;
	struct skb_shared_info *sinfo;
};

/* Drivers that receive into fragments may leave the linear part empty. The tag
 * goes into the Ethernet header, and devices need the header in the linear
 * part.
 */
static int xdp_rx_meta_pull_header(struct xdp_rx_meta_push *push)
{
	u32 missing = ETH_HLEN - push->len;
	void *end = push->data + push->len;
	skb_frag_t *frag;

	if (!push->sinfo)
		return -EINVAL;

	/* Devices do not take an empty fragment. */
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
 * __xdp_buff_push_rx_vlan_tag - push the stored VLAN tag into the packet
 * @xdp: buffer with a stored tag
 *
 * Drivers call xdp_buff_push_rx_vlan_tag(). The buffer may be user memory, so
 * this function writes to the packet only.
 *
 * Return:
 * * 0: the packet holds the tag, or the stored tag was not valid
 * * -ENOSPC: the linear part has no room for the tag or for the header
 * * -EINVAL: linear part and first fragment do not hold more than a header
 *
 * On error the buffer is unchanged.
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

	/* The pool keeps its own list of the fragments of a zero-copy buffer.
	 */
	if (xdp_buff_has_frags(xdp) &&
	    xdp->rxq->mem.type != MEM_TYPE_XSK_BUFF_POOL)
		push.sinfo = xdp_get_shared_info_from_buff(xdp);

	if (xdp_rx_meta_read(xdp, &meta) & XDP_FLAGS_RX_VLAN_TAG) {
		err = xdp_rx_meta_push_tag(&push, meta.vlan_proto,
					   meta.vlan_tci);
		if (err)
			return err;
		/* One byte past data means that metadata is unsupported. */
		xdp->data_meta = push.data + xdp_data_meta_unsupported(xdp);
		xdp->data = push.data;
		xdp->data_end = push.data + push.len;
		/* The tag may overlap the area, so drop all values. */
		xdp->flags &= ~XDP_FLAGS_RX_META;
	}

	xdp->flags &= ~XDP_FLAGS_RX_VLAN_TAG;
	return 0;
}
EXPORT_SYMBOL_GPL(__xdp_buff_push_rx_vlan_tag);

/**
 * __xdp_frame_push_rx_vlan_tag - push the stored VLAN tag into the packet
 * @frame: frame with a stored tag, exclusively the caller's
 *
 * Drivers call xdp_frame_push_rx_vlan_tag().
 *
 * Return:
 * * 0: the packet holds the tag
 * * -ENOSPC: the linear part has no room for the tag or for the header
 * * -EINVAL: linear part and first fragment do not hold more than a header
 *
 * On error the frame is unchanged.
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
 * __xdp_xmit_rx_vlan_tags - prepare the stored VLAN tags of a bulk of frames
 * @frames: the frames
 * @n: number of frames
 * @i: index of the first frame with a tag
 * @fn: called once for each frame with a stored tag, in order
 * @priv: argument of @fn
 *
 * Drivers call xdp_xmit_rx_vlan_tags().
 *
 * Return: number of frames that can be sent.
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
		/* A refusal is rare and a bulk is short. */
		memmove(&frames[i], &frames[i + 1],
			(n - i - 1) * sizeof(*frames));
		frames[n - 1] = frame;
		ready--;
	}

	return ready;
}
EXPORT_SYMBOL_GPL(__xdp_xmit_rx_vlan_tags);

/**
 * xdp_dev_push_rx_vlan_tag - push a stored VLAN tag for ndo_xdp_xmit()
 * @frame: frame with a stored tag
 * @dev: device whose ndo_xdp_xmit() will send it
 *
 * Does nothing if the driver of @dev handles stored tags itself. Called by
 * xdp_dev_xmit().
 *
 * Return: 0, -ENOSPC or -EINVAL, as for xdp_frame_push_rx_vlan_tag().
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

/* Remove values from an skb that a chained program cleared. */
static void xdp_rx_meta_unset_skb(struct sk_buff *skb, u32 flags)
{
	if (flags & XDP_FLAGS_RX_HASH)
		skb_clear_hash(skb);
	if (flags & XDP_FLAGS_RX_VLAN_TAG)
		__vlan_hwaccel_clear_tag(skb);
	if (flags & XDP_FLAGS_RX_TIMESTAMP)
		skb_hwtstamps(skb)->hwtstamp = 0;
}

/* Generic XDP redirects the skb itself, so no frame carries the values to the
 * program of a cpumap or devmap. The control buffer of the skb carries them.
 * Only generic XDP uses it between the two programs, and it is copied to
 * clones.
 */
static struct xdp_rx_meta_saved *xdp_rx_meta_cb(struct sk_buff *skb)
{
	BUILD_BUG_ON(sizeof(struct xdp_rx_meta_saved) > sizeof(skb->cb));
	return (struct xdp_rx_meta_saved *)skb->cb;
}

/* Whether @prog runs on a packet that another program redirected. The control
 * buffer is valid then.
 */
static bool xdp_rx_meta_chained_prog(const struct bpf_prog *prog)
{
	return prog->expected_attach_type == BPF_XDP_CPUMAP ||
	       prog->expected_attach_type == BPF_XDP_DEVMAP;
}

/**
 * xdp_rx_meta_generic_run - set up the stored values before generic XDP runs
 * @skb: packet
 * @xdp: buffer set up over the linear part of @skb
 * @prog: program that is about to run
 *
 * Passes the values of the redirecting program on to the program of a cpumap or
 * devmap.
 */
void xdp_rx_meta_generic_run(struct sk_buff *skb, struct xdp_buff *xdp,
			     const struct bpf_prog *prog)
{
	const struct xdp_rx_meta_saved *cb = xdp_rx_meta_cb(skb);

	if (likely(!xdp_rx_meta_chained_prog(prog)) || !cb->flags)
		return;

	/* The first store checked the room, which is protected since then. */
	*xdp_buff_rx_meta(xdp) = cb->meta;
	xdp->flags |= cb->flags;
}

/**
 * xdp_rx_meta_generic_done - set the stored values in an skb after generic XDP
 * @skb: packet
 * @xdp: buffer that the program ran on
 * @prog: program that has run
 * @act: its verdict
 *
 * Removes the values that a chained program cleared. On a redirect, saves the
 * values for a chained program.
 */
void xdp_rx_meta_generic_done(struct sk_buff *skb, const struct xdp_buff *xdp,
			      const struct bpf_prog *prog, u32 act)
{
	struct xdp_rx_meta_saved *cb = xdp_rx_meta_cb(skb);
	u32 flags = xdp->flags & XDP_FLAGS_RX_META;

	if (xdp_rx_meta_chained_prog(prog))
		xdp_rx_meta_unset_skb(skb, cb->flags & ~flags);

	xdp_buff_rx_meta_to_skb(xdp, skb);

	if (act == XDP_REDIRECT)
		xdp_rx_meta_save(cb, xdp);
}

/**
 * xdp_rx_meta_generic_xmit - insert a VLAN tag that the device cannot insert
 * @skb: packet, with skb->data at the MAC header
 *
 * Generic XDP bypasses the qdisc layer, which inserts VLAN tags in software.
 * Without this function the device would send the packet without its tag.
 *
 * Return: the skb, or NULL if there was no memory; the skb is freed then.
 */
struct sk_buff *xdp_rx_meta_generic_xmit(struct sk_buff *skb)
{
	if (likely(!skb_vlan_tag_present(skb)))
		return skb;
	if (vlan_hw_offload_capable(netif_skb_features(skb), skb->vlan_proto))
		return skb;

	return __vlan_hwaccel_push_inside(skb);
}
