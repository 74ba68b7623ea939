/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that XDP programs stored: into the skb on XDP_PASS, and a VLAN
 * tag out on the wire.
 */
#ifndef __MLX5_EN_XDP_RX_META_H__
#define __MLX5_EN_XDP_RX_META_H__

#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>
#include "en.h"
#include "en/txrx.h"

void __mlx5e_xdp_apply_rx_meta(struct sk_buff *skb);
void __mlx5e_xdp_insert_vlan(const struct xdp_frame *frame,
			     struct mlx5e_xmit_data *xdptxd);
int __mlx5e_xdp_tx_vlan_tag(struct mlx5e_xdpsq *sq, struct xdp_frame *frame);
int mlx5e_xdp_xmit_tags(struct mlx5e_xdpsq *sq, int n,
			struct xdp_frame **frames);
bool mlx5e_xdp_tx_refuse(struct mlx5e_rq *rq, const struct xdp_buff *xdp,
			 struct xdp_frame *frame);

/* An skb's control buffer, from the place where it is made of an xdp_buff to
 * the one where it has got all that the CQE says. It is zero in a new skb, so
 * nothing is kept for a packet that no program ran on.
 */
static inline struct xdp_rx_meta_kept *
mlx5e_xdp_rx_meta_cb(struct sk_buff *skb)
{
	return (struct xdp_rx_meta_kept *)skb->cb;
}

/**
 * mlx5e_xdp_keep_rx_meta - let a new skb keep what its packet's program stored
 * @skb: just made
 * @xdp: buffer that a program passed, or that was set up for this packet
 *
 * The values are copied: the buffer goes back to its pool before they are used.
 */
static inline void mlx5e_xdp_keep_rx_meta(struct sk_buff *skb,
					  const struct xdp_buff *xdp)
{
	if (xdp_buff_has_rx_meta(xdp))
		xdp_rx_meta_keep(mlx5e_xdp_rx_meta_cb(skb), xdp);
}

/**
 * mlx5e_xdp_apply_rx_meta - give an skb the stored values that it keeps
 * @skb: after eth_type_trans() and after it got what the CQE says
 */
static inline void mlx5e_xdp_apply_rx_meta(struct sk_buff *skb)
{
	if (unlikely(mlx5e_xdp_rx_meta_cb(skb)->flags))
		__mlx5e_xdp_apply_rx_meta(skb);
}

/**
 * mlx5e_xdp_tx_vlan_tag - see to it that a frame can be sent with its tag
 * @sq: where it will be sent
 * @frame: not yet mapped or synced for the device
 *
 * A tag that the device does not insert is put into the packet.
 *
 * Return: 0; -EMSGSIZE when the frame is too long with its tag, -ENOSPC or
 * -EINVAL when the tag cannot be put into the packet. It is counted as an error
 * of @sq then, and must not be sent without its tag.
 */
static inline int mlx5e_xdp_tx_vlan_tag(struct mlx5e_xdpsq *sq,
					struct xdp_frame *frame)
{
	if (likely(!(frame->flags & XDP_FLAGS_RX_VLAN_TAG)))
		return 0;

	return __mlx5e_xdp_tx_vlan_tag(sq, frame);
}

/**
 * mlx5e_xdp_insert_vlan - have the device insert a tag that is still stored
 * @frame: after mlx5e_xdp_tx_vlan_tag()
 * @xdptxd: will describe @frame
 */
static inline void mlx5e_xdp_insert_vlan(const struct xdp_frame *frame,
					 struct mlx5e_xmit_data *xdptxd)
{
	if (unlikely(frame->flags & XDP_FLAGS_RX_VLAN_TAG))
		__mlx5e_xdp_insert_vlan(frame, xdptxd);
}

#endif /* __MLX5_EN_XDP_RX_META_H__ */
