// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata that an XDP program stored: for the skb on XDP_PASS, and the VLAN
 * tag for transmission.
 */
#include "ice_rx_meta.h"
#include "ice_vlan_mode.h"

static_assert(sizeof(struct xdp_rx_meta_saved) <=
	      sizeof_field(struct sk_buff, cb));

/* The control buffer of a new skb is zero. */
void __ice_apply_rx_meta(struct sk_buff *skb, const struct xdp_buff *xdp)
{
	struct xdp_rx_meta_saved *cb = (struct xdp_rx_meta_saved *)skb->cb;

	if (!cb->flags) {
		__xdp_rx_meta_to_skb((void *)skb->head +
				     sizeof(struct xdp_frame), xdp->flags, skb);
		return;
	}
	xdp_rx_meta_saved_to_skb(cb, skb);
	memset(cb, 0, sizeof(*cb));
}

/* Whether the hardware inserts the tag from the data descriptors of @xdp_ring.
 *
 * Data descriptors have L2TAG1 only. In single VLAN mode L2TAG1 is the tag of
 * the packet, and the hardware always uses the TPID 802.1Q. An 802.1ad tag
 * would leave with the wrong TPID.
 *
 * In double VLAN mode L2TAG1 is the inner of two tags. A single tag is the
 * outer one. It needs a context descriptor, and the hardware uses the TPID of
 * the VSI. XDP rings have no context descriptors. Their cleanup takes each
 * descriptor for a buffer to unmap or for an AF_XDP frame of user space.
 * Pushing four bytes costs less than changing that.
 *
 * If VLAN insertion is off, it stays off, as for skbs.
 */
static bool ice_xdp_tag_in_desc(const struct ice_tx_ring *xdp_ring,
				__be16 proto)
{
	struct ice_vsi *vsi = xdp_ring->vsi;

	return proto == htons(ETH_P_8021Q) &&
	       !ice_is_dvm_ena(&vsi->back->hw) &&
	       (vsi->netdev->features & NETIF_F_HW_VLAN_CTAG_TX);
}

/**
 * __ice_xdp_tx_tag - prepare the stored VLAN tag of a buffer for XDP_TX
 * @xdp: buffer with a stored tag, not mapped for Tx yet
 * @xdp_ring: XDP Tx ring, exclusively the caller's
 *
 * A zero-copy buffer is user memory, and each read of it may return another
 * value. This function decides once where the tag goes. After it, the hardware
 * inserts the tag if and only if the flags of @xdp still have one.
 *
 * Callers use ice_xdp_tx_tag().
 *
 * Return: 0, or ICE_XDP_CONSUMED if the tag cannot be pushed.
 */
int __ice_xdp_tx_tag(struct xdp_buff *xdp, struct ice_tx_ring *xdp_ring)
{
	struct xdp_rx_meta meta;

	if (xdp_rx_meta_read(xdp, &meta) & XDP_FLAGS_RX_VLAN_TAG &&
	    ice_xdp_tag_in_desc(xdp_ring, meta.vlan_proto))
		return 0;
	if (!xdp_buff_push_rx_vlan_tag(xdp))
		return 0;

	ice_stats_inc(xdp_ring->ring_stats, tx_busy);
	return ICE_XDP_CONSUMED;
}

/**
 * __ice_xdp_desc_tag - encode the stored VLAN tag for data descriptors
 * @xdp: first buffer of the packet, with a tag that the hardware inserts
 *
 * Callers use ice_xdp_desc_tag().
 *
 * Return: the bits to set in the second quad word, little endian.
 */
__le64 __ice_xdp_desc_tag(const struct xdp_buff *xdp)
{
	struct xdp_rx_meta meta;

	xdp_rx_meta_read(xdp, &meta);
	return cpu_to_le64((u64)ICE_TX_DESC_CMD_IL2TAG1 << ICE_TXD_QW1_CMD_S |
			   (u64)meta.vlan_tci << ICE_TXD_QW1_L2TAG1_S);
}

/**
 * __ice_xdp_tag_descs - add the stored VLAN tag to the descriptors of a packet
 * @xdp: buffer with a tag that the hardware inserts
 * @xdp_ring: XDP Tx ring, with the tail still in front of the packet
 * @end: index of the descriptor behind the packet
 *
 * Callers use ice_xdp_tx_len().
 */
void __ice_xdp_tag_descs(const struct xdp_buff *xdp,
			 const struct ice_tx_ring *xdp_ring, u32 end)
{
	__le64 tag = __ice_xdp_desc_tag(xdp);
	u32 i = xdp_ring->next_to_use;

	while (i != end) {
		ICE_TX_DESC(xdp_ring, i)->cmd_type_offset_bsz |= tag;
		if (++i == xdp_ring->count)
			i = 0;
	}
}

static int ice_xdp_xmit_tag(struct xdp_frame *frame, void *priv)
{
	struct ice_tx_ring *xdp_ring = priv;
	int err;

	if (ice_xdp_tag_in_desc(xdp_ring, xdp_frame_rx_meta(frame)->vlan_proto))
		return 0;

	err = xdp_frame_push_rx_vlan_tag(frame);
	if (err)
		ice_stats_inc(xdp_ring->ring_stats, tx_busy);
	return err;
}

/**
 * ice_xdp_xmit_tags - prepare the stored VLAN tags of frames for ndo_xdp_xmit()
 * @xdp_ring: XDP Tx ring, exclusively the caller's
 * @n: number of frames
 * @frames: the frames; refused ones move to the end
 *
 * Pushes tags that the hardware does not insert into the packets. A frame whose
 * tag cannot be pushed is refused, and the ring counts it.
 *
 * Return: number of frames that can be sent.
 */
int ice_xdp_xmit_tags(struct ice_tx_ring *xdp_ring, int n,
		      struct xdp_frame **frames)
{
	return xdp_xmit_rx_vlan_tags(frames, n, ice_xdp_xmit_tag, xdp_ring);
}
