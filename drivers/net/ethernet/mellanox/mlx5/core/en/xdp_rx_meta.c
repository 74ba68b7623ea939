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

void __mlx5e_xdp_apply_rx_meta(struct sk_buff *skb)
{
	struct xdp_rx_meta_saved *cb = mlx5e_xdp_rx_meta_cb(skb);

	xdp_rx_meta_saved_to_skb(cb, skb);
	memset(cb, 0, sizeof(*cb));
}
