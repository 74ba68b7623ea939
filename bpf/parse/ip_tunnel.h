/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_IP_TUNNEL_H__
#define __PARSE_IP_TUNNEL_H__

#include "parser.h"
#include "eth.h"
#include "gre.h"
#include "l2tp.h"

#define IPPROTO_ETHERIP		97
#define IPPROTO_L2TPV3		115
#define IPPROTO_ETH_IN_IP	143	/* RFC 8986 */

/* Parse what an IP protocol number announces, in IP or in GUE. Return: 0, or the reason to
 * pass: %TUNNEL_NOT_TUNNEL where the protocol carries no packets.
 */
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
	case IPPROTO_ETH_IN_IP:
		encap->kind = TUNNEL_IP_ETH;
		encap->proto = ETH_P_TEB;
		return 0;
	case IPPROTO_L2TPV3:
		return parse_l2tpv3(pkt, encap);
	case IPPROTO_ETHERIP:
		return TUNNEL_UNREAD(ETHERIP);
	case IPPROTO_ESP:
		return TUNNEL_UNREAD(ESP);
	default:
		return TUNNEL_NOT_TUNNEL;
	}
}

#endif /* __PARSE_IP_TUNNEL_H__ */
