/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that XDP programs stored: for the skb on XDP_PASS, and the VLAN
 * tag for XDP_TX.
 */
#ifndef __MLX5_EN_XDP_RX_META_H__
#define __MLX5_EN_XDP_RX_META_H__

#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>
#include "en.h"

void __mlx5e_xdp_apply_rx_meta(struct mlx5e_rq *rq, struct sk_buff *skb);

/* The driver builds an skb around the buffer that the program ran on. The
 * buffer returns to its pool, but the values stay in the head of the skb. An
 * skb that has a copy of a zero-copy buffer carries them in its control buffer,
 * which is zero in other new skbs.
 */
static inline struct xdp_rx_meta_saved *
mlx5e_xdp_rx_meta_cb(struct sk_buff *skb)
{
	return (struct xdp_rx_meta_saved *)skb->cb;
}

/**
 * mlx5e_xsk_save_rx_meta - save the stored values of a zero-copy buffer
 * @rq: RQ of the buffer
 * @skb: new skb with a copy of the packet
 * @xdp: buffer that a program passed
 *
 * The buffer returns to its pool before mlx5e_xdp_apply_rx_meta() uses them.
 * The RQ puts no packet into its own buffer, whose flags announce the values.
 */
static inline void mlx5e_xsk_save_rx_meta(struct mlx5e_rq *rq,
					  struct sk_buff *skb,
					  const struct xdp_buff *xdp)
{
	struct xdp_rx_meta_saved *cb = mlx5e_xdp_rx_meta_cb(skb);

	if (xdp_buff_has_rx_meta(xdp)) {
		xdp_rx_meta_save(cb, xdp);
		rq->mxbuf.xdp.flags |= cb->flags;
	}
}

/**
 * mlx5e_xdp_apply_rx_meta - apply the stored values of a packet to its skb
 * @rq: RQ of the packet, whose buffer still has the flags of the packet
 * @skb: skb after eth_type_trans(), with the values of the CQE set
 */
static inline void mlx5e_xdp_apply_rx_meta(struct mlx5e_rq *rq,
					   struct sk_buff *skb)
{
	if (xdp_buff_has_rx_meta(&rq->mxbuf.xdp))
		__mlx5e_xdp_apply_rx_meta(rq, skb);
}

/**
 * mlx5e_xdp_tx_vlan_tag - push the stored VLAN tag into a packet for XDP_TX
 * @sq: SQ that sends the packet
 * @xdp: its buffer
 *
 * Must be called before other code looks at the packet. The push moves the
 * start of the packet. It also moves the Ethernet header into the linear part,
 * which a striding RQ leaves empty for long packets.
 *
 * Return: true, or false if the packet must not be sent. The error is counted
 * in the statistics of @sq. The buffer is then unchanged and still owned by the
 * RQ.
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
