/* SPDX-License-Identifier: GPL-2.0 */
/* PPP, and PPPoE around it. */
#ifndef __PARSE_PPP_H__
#define __PARSE_PPP_H__

#include "parser.h"
#include "eth.h"

#define PPP_ALL_STATIONS	0xff03	/* address and control, which may be left out */
#define PPP_IP			0x21
#define PPP_IPV6		0x57
#define PPP_MPLS		0x281

#define PPPOE_VERSION_TYPE	0x11

struct pppoe_header {
	__u8 version_type;
	__u8 code;
	__be16 session;
	__be16 len;
};

/* Return: the EtherType of a PPP protocol, or 0. */
static __always_inline __u16 ppp_ethertype(__u16 proto)
{
	if (proto == PPP_IP)
		return ETH_P_IP;
	if (proto == PPP_IPV6)
		return ETH_P_IPV6;
	return proto == PPP_MPLS ? ETH_P_MPLS_UC : 0;
}

/**
 * parse_ppp() - parse a PPP header
 * @pkt: at the header, with or without address and control; moves past it
 * @proto: set to the EtherType of the payload, host byte order
 *
 * The low bit of a protocol's first byte says whether it is the only one, because the two
 * ends may agree to compress numbers below 256 (RFC 1661).
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_ppp(struct packet *pkt, __u16 *proto)
{
	const __be16 *pair;
	const __u8 *first;
	__be16 buf;
	__u8 byte;

	pair = packet_peek(pkt, &buf, sizeof(buf));
	if (pair && *pair == bpf_htons(PPP_ALL_STATIONS))
		pkt->off += sizeof(buf);

	first = packet_peek(pkt, &byte, sizeof(byte));
	if (!first || (!pair && *first == PPP_ALL_STATIONS >> 8))
		return TUNNEL_TRUNCATED;
	if (*first & 1) {
		*proto = ppp_ethertype(*first);
		pkt->off++;
	} else {
		pair = packet_pull(pkt, &buf, sizeof(buf));
		if (!pair)
			return TUNNEL_TRUNCATED;
		*proto = ppp_ethertype(bpf_ntohs(*pair));
	}
	return *proto ? 0 : TUNNEL_UNREAD(PPP);
}

/**
 * parse_pppoe() - parse the header of a PPPoE session, and the PPP header in it
 * @pkt: at the header; moves past both, and ends with the payload
 * @proto: set to the EtherType of the payload, host byte order
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_pppoe(struct packet *pkt, __u16 *proto)
{
	struct pppoe_header buf;
	const struct pppoe_header *pppoe;

	pppoe = packet_pull(pkt, &buf, sizeof(buf));
	if (!pppoe)
		return TUNNEL_TRUNCATED;
	if (pppoe->version_type != PPPOE_VERSION_TYPE || pppoe->code)
		return TUNNEL_UNREAD(PPPOE);
	if (!packet_limit(pkt, bpf_ntohs(pppoe->len)))
		return TUNNEL_TRUNCATED;
	return parse_ppp(pkt, proto);
}

#endif /* __PARSE_PPP_H__ */
