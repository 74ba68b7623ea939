// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata that XDP programs stored, into the skb on XDP_PASS.
 */
#include <net/gro.h>
#include "en/xdp_rx_meta.h"

static_assert(sizeof(struct xdp_rx_meta_kept) <=
	      sizeof_field(struct sk_buff, cb));

/* HW-GRO counts in an skb that it has just made; XDP is refused with it, and
 * what is counted must not look like flags.
 */
static_assert(offsetof(struct xdp_rx_meta_kept, flags) >=
	      offsetofend(struct napi_gro_cb, count));

void __mlx5e_xdp_apply_rx_meta(struct sk_buff *skb)
{
	struct xdp_rx_meta_kept *cb = mlx5e_xdp_rx_meta_cb(skb);

	xdp_rx_meta_kept_to_skb(cb, skb);
	memset(cb, 0, sizeof(*cb));
}
