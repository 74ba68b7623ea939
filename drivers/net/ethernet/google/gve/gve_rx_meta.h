/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that an XDP program stored: what the skb of its packet has.
 */
#ifndef _GVE_RX_META_H_
#define _GVE_RX_META_H_

#include <linux/skbuff.h>
#include <net/xdp_rx_meta.h>

/* Only an skb that was made of an xdp_buff has values before the driver sets
 * those of the descriptor. The skb of napi_get_frags() may have the values of
 * another packet. It has no linear part, which all others have.
 */
static inline bool gve_rx_has_stored_hash(const struct sk_buff *skb)
{
	return skb_headlen(skb) && (skb->l4_hash || skb->hash);
}

static inline bool gve_rx_has_stored_hwtstamp(struct sk_buff *skb)
{
	return skb_headlen(skb) && skb_hwtstamps(skb)->hwtstamp;
}

#endif /* _GVE_RX_META_H_ */
