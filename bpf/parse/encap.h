/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Headers between the outer and the inner IP header.
 */
#ifndef __PARSE_ENCAP_H__
#define __PARSE_ENCAP_H__

#include "parser.h"
#include "eth.h"
#include "gre.h"
#include "mpls.h"
#include "udp.h"

static __always_inline bool proto_is_encap(__u8 proto)
{
	return proto == IPPROTO_IPIP || proto == IPPROTO_IPV6 ||
	       proto == IPPROTO_GRE || proto == IPPROTO_UDP ||
	       proto == IPPROTO_MPLS;
}

/* Parse the header that tells the kind of tunnel. */
static __always_inline int parse_encap_header(struct packet *pkt, __u8 proto,
					      struct encap *encap)
{
	switch (proto) {
	case IPPROTO_GRE:
		return parse_gre(pkt, encap);
	case IPPROTO_UDP:
		return parse_udp(pkt, encap);
	case IPPROTO_MPLS:
		encap->kind = TUNNEL_IP_MPLS;
		encap->proto = ETH_P_MPLS_UC;
		return 0;
	default:
		encap->kind = TUNNEL_IP;
		encap->proto = proto == IPPROTO_IPIP ? ETH_P_IP : ETH_P_IPV6;
		return 0;
	}
}

/**
 * parse_encap() - parse the headers in front of the inner IP header
 * @pkt: after the outer IP headers; moves to the inner IP header
 * @flow: outer flow, from parse_ip()
 * @encap: has the ports of tunnels over UDP; the kind of tunnel and the EtherType of
 *	   the inner packet are set
 *
 * A fragmented tunnel packet passes. Only its first fragment has the inner headers, so
 * the other fragments could not be sent to the same target.
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_encap(struct packet *pkt, const struct flow *flow,
				  struct encap *encap)
{
	int why;

	if (!proto_is_encap(flow->proto))
		return TUNNEL_NOT_TUNNEL;
	if (flow->fragment)
		return TUNNEL_FRAGMENT;

	why = parse_encap_header(pkt, flow->proto, encap);
	if (why)
		return why;
	if (encap->proto == ETH_P_TEB)
		return parse_eth(pkt, &encap->proto);
	if (eth_is_mpls(encap->proto))
		return parse_mpls(pkt, &encap->proto);
	return 0;
}

#endif /* __PARSE_ENCAP_H__ */
