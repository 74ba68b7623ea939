/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_PAYLOAD_H__
#define __PARSE_PAYLOAD_H__

#include "parser.h"
#include "eth.h"
#include "mpls.h"
#include "nsh.h"
#include "ppp.h"

#define PAYLOADS_MAX	4

static __always_inline int parse_one_payload(struct packet *pkt, __u16 *proto)
{
	switch (*proto) {
	case ETH_P_TEB:
		return parse_eth(pkt, proto);
	case ETH_P_MPLS_UC:
	case ETH_P_MPLS_MC:
		return parse_mpls(pkt, proto);
	case ETH_P_NSH:
		return parse_nsh(pkt, proto);
	case ETH_P_PPPOE:
		return parse_pppoe(pkt, proto);
	case ETH_P_PPP:
		return parse_ppp(pkt, proto);
	default:
		return eth_unread(*proto);
	}
}

/**
 * parse_payload() - go from a tunnel's payload to the IP header inside it
 * @pkt: at the payload; moves to the IP header
 * @proto: EtherType of the payload; set to that of the IP header
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_payload(struct packet *pkt, __u16 *proto)
{
	int i, why;

	for (i = 0; i < PAYLOADS_MAX; i++) {
		if (eth_is_ip(*proto))
			return 0;
		why = parse_one_payload(pkt, proto);
		if (why)
			return why;
	}
	return eth_is_ip(*proto) ? 0 : TUNNEL_UNREAD(NESTED);
}

#endif /* __PARSE_PAYLOAD_H__ */
