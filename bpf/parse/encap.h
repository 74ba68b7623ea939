/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Headers between the outer and the inner IP header.
 */
#ifndef __PARSE_ENCAP_H__
#define __PARSE_ENCAP_H__

#include "parser.h"
#include "eth.h"
#include "ip_tunnel.h"
#include "mpls.h"
#include "udp.h"

static __always_inline bool proto_is_encap(__u8 proto)
{
	return proto == IPPROTO_IPIP || proto == IPPROTO_IPV6 ||
	       proto == IPPROTO_GRE || proto == IPPROTO_UDP ||
	       proto == IPPROTO_MPLS;
}

/* ESP is read where --ipsec gave its UDP port a number. */
static __always_inline bool encap_wants_esp(const struct encap *encap, __u8 proto)
{
	return proto == IPPROTO_ESP && encap->ports.esp;
}

static __always_inline bool encap_is_esp(const struct encap *encap)
{
	return encap->kind == TUNNEL_ESP || encap->kind == TUNNEL_ESP_UDP;
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
 * Of ESP, @pkt moves to the ESP header, and the inner EtherType is not known.
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_encap(struct packet *pkt, const struct flow *flow,
				  struct encap *encap)
{
	int why;

	if (!proto_is_encap(flow->proto) &&
	    !encap_wants_esp(encap, flow->proto))
		return TUNNEL_NOT_TUNNEL;
	if (flow->fragment)
		return TUNNEL_FRAGMENT;
	if (flow->proto == IPPROTO_ESP) {
		encap->kind = TUNNEL_ESP;
		return 0;
	}

	why = flow->proto == IPPROTO_UDP ? parse_udp(pkt, encap) :
	      parse_ip_tunnel(pkt, flow->proto, encap);
	if (why)
		return why;
	if (encap->proto == ETH_P_TEB)
		return parse_eth(pkt, &encap->proto);
	if (eth_is_mpls(encap->proto))
		return parse_mpls(pkt, &encap->proto);
	return 0;
}

#endif /* __PARSE_ENCAP_H__ */
