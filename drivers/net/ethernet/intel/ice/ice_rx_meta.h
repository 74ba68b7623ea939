/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that an XDP program stored: how it gets into the driver's own
 * skb, and a stored VLAN tag into the Tx descriptors.
 */
#ifndef _ICE_RX_META_H_
#define _ICE_RX_META_H_

#include <linux/if_vlan.h>
#include <net/xdp_rx_meta.h>
#include <net/xdp_sock_drv.h>
#include "ice_txrx_lib.h"

/* The values that an XDP program stored have to be set after the descriptor's.
 * By then the buffer they lie in may be back in its pool, or freed when the skb
 * holds a copy of the packet. They are kept in a struct xdp_rx_meta_kept
 * meanwhile, and set after ice_process_skb_fields() and before
 * ice_receive_skb().
 */

/* In ice_receive_skb(): the tag of the descriptor, where none was stored. */
static inline void ice_rx_hwaccel_put_tag(struct sk_buff *skb, __be16 proto,
					  u16 tci)
{
	if (likely(!skb_vlan_tag_present(skb)))
		__vlan_hwaccel_put_tag(skb, proto, tci);
}

int __ice_xdp_tx_tag(struct xdp_buff *xdp, struct ice_tx_ring *xdp_ring);
__le64 __ice_xdp_desc_tag(const struct xdp_buff *xdp);
int ice_xdp_xmit_tags(struct ice_tx_ring *xdp_ring, int n,
		      struct xdp_frame **frames);

/**
 * ice_xdp_tx_tag - see to the stored VLAN tag of a buffer for XDP_TX
 * @xdp: buffer about to be put on @xdp_ring
 * @xdp_ring: XDP Tx ring, exclusively the caller's
 *
 * A tag that the hardware does not insert is put into the packet.
 *
 * Return: 0, or ICE_XDP_CONSUMED when there is no room for it; that is counted.
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
 * ice_xdp_desc_tag - the stored VLAN tag of a packet in a data descriptor
 * @xdp: first buffer of the packet, after ice_xdp_tx_tag() or of a frame after
 *	 ice_xdp_xmit_tags()
 *
 * A tag that is still beside the packet is for the hardware to insert. Asked
 * for once per packet: like ice_tx_map() say the same in all its descriptors.
 *
 * Return: the bits to be set, none where there is no tag.
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

/* In ice_xdp_xmit(): have the hardware report the last of @nxmit frames, the
 * first of which is in @tx_buf. Without any the last descriptor on the ring is
 * one that the hardware may be writing back: leave it be. The tail is for the
 * caller to write all the same, frames of an earlier call may wait for that.
 */
static inline void ice_xdp_xmit_rs(const struct ice_tx_ring *xdp_ring,
				   struct ice_tx_buf *tx_buf, int nxmit)
{
	if (likely(nxmit))
		tx_buf->rs_idx = ice_set_rs_bit(xdp_ring);
}

/* Where the packet of a zero-copy buffer starts for the device. The pool knows
 * where it started when it was received; a tag in the packet, or the program,
 * may have moved that.
 */
static inline dma_addr_t ice_xdp_tx_dma_zc(struct xdp_buff *xdp)
{
	return xsk_buff_xdp_get_dma(xdp) - XDP_PACKET_HEADROOM +
	       (xdp->data - xdp->data_hard_start);
}

#endif /* _ICE_RX_META_H_ */
