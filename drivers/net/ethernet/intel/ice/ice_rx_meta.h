/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that an XDP program stored: for the skb on XDP_PASS, and the VLAN
 * tag for transmission.
 */
#ifndef _ICE_RX_META_H_
#define _ICE_RX_META_H_

#include <linux/if_vlan.h>
#include <net/xdp_rx_meta.h>
#include "ice_txrx_lib.h"

/* Stored values override the descriptor's, so the driver sets them after
 * ice_process_skb_fields() and before ice_receive_skb(). The buffer may be back
 * in its pool or freed by then. Its values are in the head of an skb that was
 * built around it, and in the control buffer of an skb that has a copy of the
 * packet. For a zero-copy buffer a struct xdp_rx_meta_saved holds them.
 */

void __ice_apply_rx_meta(struct sk_buff *skb, const struct xdp_buff *xdp);

/* For ice_construct_skb(), whose @skb has a copy of the packet in @xdp. */
static inline void ice_save_rx_meta(struct sk_buff *skb,
				    const struct xdp_buff *xdp)
{
	if (xdp_buff_has_rx_meta(xdp))
		xdp_rx_meta_save((struct xdp_rx_meta_saved *)skb->cb, xdp);
}

/**
 * ice_apply_rx_meta - apply the stored values of a packet to its skb
 * @skb: skb after ice_process_skb_fields()
 * @xdp: buffer of the ring, still with the flags of the packet
 */
static inline void ice_apply_rx_meta(struct sk_buff *skb,
				     const struct xdp_buff *xdp)
{
	if (xdp_buff_has_rx_meta(xdp))
		__ice_apply_rx_meta(skb, xdp);
}

/* For ice_receive_skb(): set the tag of the descriptor unless one is stored. */
static inline void ice_rx_hwaccel_put_tag(struct sk_buff *skb, __be16 proto,
					  u16 tci)
{
	if (likely(!skb_vlan_tag_present(skb)))
		__vlan_hwaccel_put_tag(skb, proto, tci);
}

int __ice_xdp_tx_tag(struct xdp_buff *xdp, struct ice_tx_ring *xdp_ring);
__le64 __ice_xdp_desc_tag(const struct xdp_buff *xdp);
void __ice_xdp_tag_descs(const struct xdp_buff *xdp,
			 const struct ice_tx_ring *xdp_ring, u32 end);
int ice_xdp_xmit_tags(struct ice_tx_ring *xdp_ring, int n,
		      struct xdp_frame **frames);

/**
 * ice_xdp_tx_tag - prepare the stored VLAN tag of a buffer for XDP_TX
 * @xdp: buffer that is about to be put on @xdp_ring
 * @xdp_ring: XDP Tx ring, exclusively the caller's
 *
 * Pushes the tag into the packet unless the hardware inserts it.
 *
 * Return: 0, or ICE_XDP_CONSUMED if the tag cannot be pushed, which the ring
 * counts.
 */
static inline int ice_xdp_tx_tag(struct xdp_buff *xdp,
				 struct ice_tx_ring *xdp_ring)
{
	if (likely(!(xdp->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __ice_xdp_tx_tag(xdp, xdp_ring);
}

/* XDP_TX of a buffer that did not come from a pool. */
static inline int ice_xdp_tx(struct xdp_buff *xdp, struct ice_tx_ring *xdp_ring)
{
	return ice_xdp_tx_tag(xdp, xdp_ring) ?:
	       __ice_xmit_xdp_ring(xdp, xdp_ring, false);
}

/**
 * ice_xdp_desc_tag - encode the stored VLAN tag for data descriptors
 * @xdp: first zero-copy buffer of the packet, after ice_xdp_tx_tag()
 *
 * The hardware inserts a tag that was not pushed. All data descriptors of a
 * packet carry the same tag, as ice_tx_map() does it. The caller therefore
 * calls this function once per packet.
 *
 * Return: the bits to set in the second quad word, or 0 without a tag.
 */
static inline __le64 ice_xdp_desc_tag(const struct xdp_buff *xdp)
{
	if (likely(!(xdp->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __ice_xdp_desc_tag(xdp);
}

static inline __le64 ice_build_xdp_ctob(__le64 tag, unsigned int size)
{
	return ice_build_ctob(0, 0, size, 0) | tag;
}

/**
 * ice_xdp_tx_len - add the stored VLAN tag to the descriptors of a packet
 * @xdp: buffer of the packet, after ice_xdp_tx_tag(), or of a frame, after
 *	 ice_xdp_xmit_tags()
 * @xdp_ring: XDP Tx ring, with the tail still in front of the packet
 * @end: index of the descriptor behind the packet
 *
 * Return: length of the packet, which the driver records.
 */
static inline unsigned int ice_xdp_tx_len(struct xdp_buff *xdp,
					  const struct ice_tx_ring *xdp_ring,
					  u32 end)
{
	if (likely(!(xdp->flags & (XDP_FLAGS_HAS_FRAGS |
				   XDP_FLAGS_RX_VLAN_TAG))))
		return xdp->data_end - xdp->data;

	if (xdp->flags & XDP_FLAGS_RX_VLAN_TAG)
		__ice_xdp_tag_descs(xdp, xdp_ring, end);
	return xdp_get_buff_len(xdp);
}

#endif /* _ICE_RX_META_H_ */
