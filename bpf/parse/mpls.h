/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_MPLS_H__
#define __PARSE_MPLS_H__

#include "parser.h"
#include "eth.h"

#define MPLS_BOTTOM		0x00000100	/* of the stack */
#define MPLS_LABELS_MAX		8

/* What lies below the labels: only the two ends of the path know. By its first
 * four bits it is IPv4 or IPv6, as RFC 4928 has everybody take it. Where they
 * say 0 or 1, the control word of a pseudowire, or anything else, it may be
 * whatever.
 */
static __always_inline int mpls_payload(struct packet *pkt, __u16 *proto)
{
	__u8 buf;
	const __u8 *first = packet_peek(pkt, &buf, sizeof(buf));

	if (!first)
		return TUNNEL_TRUNCATED;
	switch (*first >> 4) {
	case 4:
		*proto = ETH_P_IP;
		return 0;
	case 6:
		*proto = ETH_P_IPV6;
		return 0;
	default:
		return TUNNEL_UNREADABLE;
	}
}

/**
 * parse_mpls - read a label stack
 * @pkt: at the first label; moves behind the last
 * @proto: set to the EtherType of what follows, host byte order
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_mpls(struct packet *pkt, __u16 *proto)
{
	const __be32 *label;
	__be32 buf;
	int i;

	for (i = 0; i < MPLS_LABELS_MAX; i++) {
		label = packet_pull(pkt, &buf, sizeof(buf));
		if (!label)
			return TUNNEL_TRUNCATED;
		if (*label & bpf_htonl(MPLS_BOTTOM))
			return mpls_payload(pkt, proto);
	}

	return TUNNEL_UNREADABLE;
}

#endif /* __PARSE_MPLS_H__ */
