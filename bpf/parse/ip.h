/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_IP_H__
#define __PARSE_IP_H__

#include "parser.h"
#include "eth.h"

#define IP_FRAGMENT_MASK	0x3fff	/* more fragments, offset */
#define IPV6_FRAGMENT_MASK	0xfff9

#define NEXTHDR_HOP		0
#define NEXTHDR_ROUTING		43
#define NEXTHDR_FRAGMENT	44
#define NEXTHDR_AUTH		51
#define NEXTHDR_DEST		60

#define IP_EXTENSIONS_MAX	8

#define ROUTING_SEGMENTS	4	/* type of a routing header, RFC 8754 */

/* All extension headers have at least these bytes; the last two depend on their type. */
struct ip_extension {
	__u8 nexthdr;
	__u8 hdrlen;
	__u8 type;
	__u8 left;
};

static __always_inline bool flow_is_ipv6(const struct flow *flow)
{
	return flow->type & XDP_RSS_L3_IPV6;
}

/* Return: length of the extension header, or 0 if the protocol is none. An
 * authentication header may follow IPv4 too, and its unit is four bytes.
 */
static __always_inline __u32 ip_extension_len(const struct flow *flow, __u8 len)
{
	switch (flow->proto) {
	case NEXTHDR_AUTH:
		return (len + 2) * 4;
	case NEXTHDR_HOP:
	case NEXTHDR_ROUTING:
	case NEXTHDR_DEST:
		return flow_is_ipv6(flow) ? (len + 1) * 8 : 0;
	default:
		return 0;
	}
}

/* Return: FLOW_BEHIND_* of an extension header, or 0. */
static __always_inline __u8 ip_extension_behind(__u8 proto, __u8 type)
{
	if (proto == NEXTHDR_AUTH)
		return FLOW_BEHIND_AH;
	return proto == NEXTHDR_ROUTING && type == ROUTING_SEGMENTS ?
	       FLOW_BEHIND_SEGMENTS : 0;
}

/* A fragment header with offset 0 and no more fragments makes a whole packet of its own,
 * an atomic fragment (RFC 6946): what follows is parsed.
 */
static __always_inline int parse_ipv6_fragment(struct packet *pkt,
					       struct flow *flow)
{
	struct frag_hdr buf;
	const struct frag_hdr *frag = packet_pull(pkt, &buf, sizeof(buf));

	if (!frag)
		return TUNNEL_TRUNCATED;
	flow->proto = frag->nexthdr;
	flow->fragment = !!(bpf_ntohs(frag->frag_off) & IPV6_FRAGMENT_MASK);
	flow->type |= XDP_RSS_L3_DYNHDR;
	return 0;
}

/* Parse the extension headers between the IP header and its payload. */
static __noinline int parse_extensions(struct packet *pkt, struct flow *flow)
{
	struct ip_extension buf;
	const struct ip_extension *ext;
	int i, why;

	for (i = 0; i < IP_EXTENSIONS_MAX; i++) {
		if (flow_is_ipv6(flow) && flow->proto == NEXTHDR_FRAGMENT) {
			why = parse_ipv6_fragment(pkt, flow);
			if (why || flow->fragment)
				return why;
			continue;
		}
		if (!ip_extension_len(flow, 0))
			return 0;

		ext = packet_pull(pkt, &buf, sizeof(buf));
		if (!ext)
			return TUNNEL_TRUNCATED;
		if (!packet_skip(pkt, ip_extension_len(flow, ext->hdrlen) -
				      sizeof(*ext)))
			return TUNNEL_TRUNCATED;

		flow->behind |= ip_extension_behind(flow->proto, ext->type);
		flow->proto = ext->nexthdr;
		if (flow_is_ipv6(flow))
			flow->type |= XDP_RSS_L3_DYNHDR;
	}

	return TUNNEL_UNREAD(IP);
}

static __noinline int parse_ipv4(struct packet *pkt, struct flow *flow)
{
	struct iphdr buf;
	const struct iphdr *ip = packet_pull(pkt, &buf, sizeof(buf));
	__u32 len, options;

	if (!ip)
		return TUNNEL_TRUNCATED;
	len = bpf_ntohs(ip->tot_len);
	if (ip->version != 4 || ip->ihl < 5 || len < ip->ihl * 4)
		return TUNNEL_UNREAD(IP);

	options = ip->ihl * 4 - sizeof(*ip);
	if (!packet_limit(pkt, len - sizeof(*ip)) || !packet_skip(pkt, options))
		return TUNNEL_TRUNCATED;

	flow->word[0] = ip->saddr;
	flow->word[1] = ip->daddr;
	flow->words = FLOW_WORDS_IPV4;
	flow->type = XDP_RSS_L3_IPV4 | (options ? XDP_RSS_L3_DYNHDR : 0);
	flow->proto = ip->protocol;
	flow->fragment = !!(bpf_ntohs(ip->frag_off) & IP_FRAGMENT_MASK);
	return 0;
}

static __noinline int parse_ipv6(struct packet *pkt, struct flow *flow)
{
	struct ipv6hdr buf;
	const struct ipv6hdr *ip = packet_pull(pkt, &buf, sizeof(buf));
	int i;

	if (!ip)
		return TUNNEL_TRUNCATED;
	if (ip->version != 6)
		return TUNNEL_UNREAD(IP);
	if (!packet_limit(pkt, bpf_ntohs(ip->payload_len)))
		return TUNNEL_TRUNCATED;

	for (i = 0; i < FLOW_WORDS_IPV6 / 2; i++) {
		flow->word[i] = ip->saddr.in6_u.u6_addr32[i];
		flow->word[FLOW_WORDS_IPV6 / 2 + i] =
			ip->daddr.in6_u.u6_addr32[i];
	}
	flow->words = FLOW_WORDS_IPV6;
	flow->type = XDP_RSS_L3_IPV6;
	flow->proto = ip->nexthdr;
	flow->fragment = false;
	return 0;
}

/**
 * parse_ip() - parse an IP header with its options and extension headers
 * @pkt: at the header; moves past the last extension header, and ends with the IP
 *	 packet
 * @flow: set to the addresses, the L3 bits of the type, the protocol, and what is
 *	  between
 * @proto: EtherType, host byte order
 *
 * In a fragment, parsing stops after the IPv4 header or after the IPv6 fragment
 * header.
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_ip(struct packet *pkt, struct flow *flow,
			       __u16 proto)
{
	int why;

	flow->behind = 0;
	switch (proto) {
	case ETH_P_IP:
		why = parse_ipv4(pkt, flow);
		break;
	case ETH_P_IPV6:
		why = parse_ipv6(pkt, flow);
		break;
	default:
		why = eth_unread(proto);
		break;
	}

	if (why || flow->fragment)
		return why;
	return parse_extensions(pkt, flow);
}

#endif /* __PARSE_IP_H__ */
