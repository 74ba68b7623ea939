// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata that XDP programs stored, for the skb on XDP_PASS.
 */
#include <net/gro.h>
#include "en/xdp_rx_meta.h"

static_assert(sizeof(struct xdp_rx_meta_saved) <=
	      sizeof_field(struct sk_buff, cb));

/* HW-GRO counts segments in the control buffer of a new skb. It excludes XDP,
 * so no value is stored then. The count must not overlap the flags.
 */
static_assert(offsetof(struct xdp_rx_meta_saved, flags) >=
	      offsetofend(struct napi_gro_cb, count));

/* The flags may be those of a packet that got no skb: a program dropped it
 * before the RQ lost its program, or the driver dropped the copy of a zero-copy
 * buffer. An skb with such a copy has no values in its head.
 */
void __mlx5e_xdp_apply_rx_meta(struct mlx5e_rq *rq, struct sk_buff *skb)
{
	struct xdp_rx_meta_saved *cb = mlx5e_xdp_rx_meta_cb(skb);
	u32 flags = rq->mxbuf.xdp.flags;

	xdp_buff_clear_rx_meta(&rq->mxbuf.xdp);
	if (cb->flags) {
		xdp_rx_meta_saved_to_skb(cb, skb);
		memset(cb, 0, sizeof(*cb));
		return;
	}
	if (rcu_access_pointer(rq->xdp_prog) && !rq->xsk_pool)
		__xdp_rx_meta_to_skb((void *)skb->head +
				     sizeof(struct xdp_frame), flags, skb);
}
