/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_L4_H__
#define __PARSE_L4_H__

#include "parser.h"
#include "ip.h"

#define SCTP_HEADER_LEN	12

/* Return: the type bits of a protocol with ports, or 0. @len is its minimal header. */
static __always_inline __u32 l4_type(__u8 proto, __u32 *len)
{
	switch (proto) {
	case IPPROTO_TCP:
		*len = sizeof(struct tcphdr);
		return XDP_RSS_L4 | XDP_RSS_L4_TCP;
	case IPPROTO_UDP:
		*len = sizeof(struct udphdr);
		return XDP_RSS_L4 | XDP_RSS_L4_UDP;
	case IPPROTO_SCTP:
		*len = SCTP_HEADER_LEN;
		return XDP_RSS_L4 | XDP_RSS_L4_SCTP;
	default:
		return 0;
	}
}

/**
 * parse_l4() - parse the ports
 * @pkt: after the IP headers
 * @flow: from parse_ip(); ports and L4 type are added
 *
 * Without ports, @flow keeps the type of its addresses. So does a fragment: only the
 * first fragment of a datagram has ports, and all fragments need the same hash.
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_l4(struct packet *pkt, struct flow *flow)
{
	const __be32 *ports;
	__u32 type, len = 0;
	__be32 buf;

	if (flow->fragment)
		return 0;
	type = l4_type(flow->proto, &len);
	if (!type)
		return 0;

	if (!packet_has(pkt, len))
		return TUNNEL_TRUNCATED;
	ports = packet_pull(pkt, &buf, sizeof(buf));
	if (!ports)
		return TUNNEL_TRUNCATED;

	if (flow_is_ipv6(flow))
		flow->word[FLOW_WORDS_IPV6] = *ports;
	else
		flow->word[FLOW_WORDS_IPV4] = *ports;
	flow->words++;
	flow->type |= type;
	return 0;
}

#endif /* __PARSE_L4_H__ */
