/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_MPLS_H__
#define __PARSE_MPLS_H__

#include "parser.h"
#include "eth.h"

#define MPLS_BOTTOM		0x00000100	/* of the stack */
#define MPLS_LABELS_MAX		8

/* Only the two ends of the label-switched path know the type of the payload. As RFC 4928
 * describes, 4 or 6 in its first four bits means IPv4 or IPv6. 0 or 1 is the control
 * word of a pseudowire. With that, or any other value, the payload is unknown.
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
		return TUNNEL_UNREAD(PSEUDOWIRE);
	}
}

/**
 * parse_mpls() - parse a label stack
 * @pkt: at the first label; moves past the last one
 * @proto: set to the EtherType of the payload, host byte order
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

	return TUNNEL_UNREAD(MPLS);
}

#endif /* __PARSE_MPLS_H__ */
