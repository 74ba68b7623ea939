/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Headers between the outer and the inner IP header.
 */
#ifndef __PARSE_ENCAP_H__
#define __PARSE_ENCAP_H__

#include "parser.h"
#include "eth.h"
#include "ip_tunnel.h"
#include "payload.h"
#include "udp.h"

/* A fragment of such a protocol may be one of a tunnel's packet. */
static __always_inline bool proto_is_encap(__u8 proto)
{
	return proto == IPPROTO_IPIP || proto == IPPROTO_IPV6 ||
	       proto == IPPROTO_GRE || proto == IPPROTO_UDP ||
	       proto == IPPROTO_MPLS || proto == IPPROTO_ETH_IN_IP ||
	       proto == IPPROTO_L2TPV3 || proto == IPPROTO_ETHERIP ||
	       proto == IPPROTO_ESP;
}

/* ESP is read where --ipsec gave its UDP port a number. */
static __always_inline bool encap_is_esp(const struct encap *encap)
{
	return encap->kind == TUNNEL_ESP || encap->kind == TUNNEL_ESP_UDP;
}

static __always_inline int find_encap(struct packet *pkt, const struct flow *flow,
				      struct encap *encap)
{
	int why;

	if (!proto_is_encap(flow->proto))
		return TUNNEL_NOT_TUNNEL;
	if (flow->fragment)
		return TUNNEL_FRAGMENT;
	if (flow->proto == IPPROTO_ESP && encap->ports.esp) {
		encap->kind = TUNNEL_ESP;
		return 0;
	}

	why = flow->proto == IPPROTO_UDP ? parse_udp(pkt, encap) :
	      parse_ip_tunnel(pkt, flow->proto, encap);
	if (why || encap_is_esp(encap))
		return why;
	if (flow->behind & FLOW_BEHIND_SEGMENTS &&
	    (encap->kind == TUNNEL_IP || encap->kind == TUNNEL_IP_ETH))
		encap->kind = TUNNEL_SRV6;
	return parse_payload(pkt, &encap->proto);
}

/* The outer packet is in no tunnel. Its own flow is hashed if it is one that NICs do not
 * find: in PPPoE, where a fragment has a hash of its addresses, and behind AH.
 */
static __always_inline int take_outer_flow(const struct flow *flow,
					   struct encap *encap, int why)
{
	if (encap->pppoe && (why == TUNNEL_NOT_TUNNEL || why == TUNNEL_FRAGMENT))
		encap->kind = TUNNEL_PPPOE;
	else if (flow->behind & FLOW_BEHIND_AH && why == TUNNEL_NOT_TUNNEL)
		encap->kind = TUNNEL_AH;
	else
		return why;
	encap->bare = true;
	return 0;
}

/**
 * parse_encap() - parse the headers in front of the inner IP header
 * @pkt: after the outer IP headers; moves to the inner IP header
 * @flow: outer flow, from parse_ip()
 * @encap: has the ports of tunnels over UDP; the kind of tunnel and the EtherType of
 *	   the inner packet are set, or @encap->bare
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
	int why = find_encap(pkt, flow, encap);

	return why ? take_outer_flow(flow, encap, why) : 0;
}

#endif /* __PARSE_ENCAP_H__ */
