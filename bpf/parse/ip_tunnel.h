/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_IP_TUNNEL_H__
#define __PARSE_IP_TUNNEL_H__

#include "parser.h"
#include "eth.h"
#include "gre.h"

/* Parse what an IP protocol number announces, in IP or in GUE. */
static __always_inline int parse_ip_tunnel(struct packet *pkt, __u8 proto,
					   struct encap *encap)
{
	switch (proto) {
	case IPPROTO_GRE:
		return parse_gre(pkt, encap);
	case IPPROTO_MPLS:
		encap->kind = TUNNEL_IP_MPLS;
		encap->proto = ETH_P_MPLS_UC;
		return 0;
	case IPPROTO_IPIP:
	case IPPROTO_IPV6:
		encap->kind = TUNNEL_IP;
		encap->proto = proto == IPPROTO_IPIP ? ETH_P_IP : ETH_P_IPV6;
		return 0;
	default:
		return TUNNEL_UNREADABLE;
	}
}

#endif /* __PARSE_IP_TUNNEL_H__ */
