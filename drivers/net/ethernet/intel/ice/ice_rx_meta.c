// SPDX-License-Identifier: GPL-2.0
/*
 * VLAN tags that an XDP program stored for packets about to be transmitted.
 */
#include "ice_rx_meta.h"
#include "ice_vlan_mode.h"

/* Whether the tag goes into the data descriptors of @xdp_ring.
 *
 * They have L2TAG1 only. In single VLAN mode that is the packet's tag, and its
 * TPID is always 802.1Q: an 802.1ad tag there would leave as another one.
 *
 * In double VLAN mode L2TAG1 is the inner of two tags. The only tag of a packet
 * is the outer one: it takes a context descriptor, and has the TPID the VSI is
 * set to when it is sent. XDP rings have no context descriptors. What cleans
 * them takes each descriptor for a buffer to unmap, or for one of user space's
 * AF_XDP frames. Four bytes moved by the CPU cost less than to change that.
 *
 * Insertion that was switched off stays off, as it does for skbs.
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
 * __ice_xdp_tx_tag - see to the stored VLAN tag of a buffer for XDP_TX
 * @xdp: buffer with a tag stored, not mapped for Tx yet
 * @xdp_ring: XDP Tx ring
 *
 * A zero-copy buffer is user memory, and may say something else each time it is
 * read. So the flags of @xdp tell from here on where the tag goes: while they
 * have one it is for the descriptors.
 *
 * Callers want ice_xdp_tx_tag().
 *
 * Return: 0, or ICE_XDP_CONSUMED.
 */
int __ice_xdp_tx_tag(struct xdp_buff *xdp, struct ice_tx_ring *xdp_ring)
{
	struct xdp_rx_meta meta;

	if (xdp_rx_meta_read(xdp, &meta) & XDP_FLAGS_RX_VLAN_TAG &&
	    ice_xdp_tag_in_desc(xdp_ring, meta.vlan_proto))
		return 0;
	if (!xdp_buff_push_rx_vlan_tag(xdp))
		return 0;

	xdp_ring->ring_stats->tx_stats.tx_busy++;
	return ICE_XDP_CONSUMED;
}

/**
 * __ice_xdp_desc_tag - the stored VLAN tag of a packet in a data descriptor
 * @xdp: first buffer of the packet, with a tag that the hardware inserts
 *
 * Callers want ice_xdp_desc_tag().
 *
 * Return: the bits of the descriptor's second quad word.
 */
__le64 __ice_xdp_desc_tag(const struct xdp_buff *xdp)
{
	struct xdp_rx_meta meta;

	xdp_rx_meta_read(xdp, &meta);
	return cpu_to_le64((u64)ICE_TX_DESC_CMD_IL2TAG1 << ICE_TXD_QW1_CMD_S |
			   (u64)meta.vlan_tci << ICE_TXD_QW1_L2TAG1_S);
}

static int ice_xdp_xmit_tag(struct xdp_frame *frame, void *priv)
{
	struct ice_tx_ring *xdp_ring = priv;
	int err;

	if (ice_xdp_tag_in_desc(xdp_ring, xdp_frame_rx_meta(frame)->vlan_proto))
		return 0;

	err = xdp_frame_push_rx_vlan_tag(frame);
	if (err)
		xdp_ring->ring_stats->tx_stats.tx_busy++;
	return err;
}

/**
 * ice_xdp_xmit_tags - see to the stored VLAN tags of frames in ndo_xdp_xmit()
 * @xdp_ring: XDP Tx ring, exclusively the caller's
 * @n: number of frames
 * @frames: the frames; those that cannot be sent are moved to the end
 *
 * Tags that the hardware does not insert are put into the packets. Frames
 * without room for theirs are counted.
 *
 * Return: number of frames that can be sent.
 */
int ice_xdp_xmit_tags(struct ice_tx_ring *xdp_ring, int n,
		      struct xdp_frame **frames)
{
	return xdp_xmit_rx_vlan_tags(frames, n, ice_xdp_xmit_tag, xdp_ring);
}
