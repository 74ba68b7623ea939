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

void __mlx5e_xdp_apply_rx_meta(struct sk_buff *skb);

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
 * mlx5e_xdp_tx_vlan_tag - put a stored VLAN tag into a packet for XDP_TX
 * @sq: where it will be sent
 * @xdp: its buffer, before anything looks at the packet
 *
 * The tag moves the packet's start. It also brings the Ethernet header into
 * the linear part, where a striding RQ leaves nothing of a long packet.
 *
 * Return: true; false when the packet must not be sent, which is counted as an
 * error of @sq. The buffer is unchanged then, and still the RQ's.
 */
static inline bool mlx5e_xdp_tx_vlan_tag(struct mlx5e_xdpsq *sq,
					 struct xdp_buff *xdp)
{
	if (likely(!xdp_buff_push_rx_vlan_tag(xdp)))
		return true;

	sq->stats->err++;
	return false;
}

#endif /* __MLX5_EN_XDP_RX_META_H__ */
