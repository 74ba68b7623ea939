/* SPDX-License-Identifier: GPL-2.0 */
/* L2TP: version 2 (RFC 2661) carries PPP, version 3 (RFC 3931) Ethernet. */
#ifndef __PARSE_L2TP_H__
#define __PARSE_L2TP_H__

#include "parser.h"
#include "eth.h"

#define L2TP_CONTROL	0x8000
#define L2TP_LENGTH	0x4000
#define L2TP_SEQUENCE	0x0800
#define L2TP_OFFSET	0x0200
#define L2TP_VERSION	0x000f

/* Only the two ends know how long the cookie is, and whether a sublayer follows. */
static __noinline int parse_l2tpv3(struct packet *pkt, struct encap *encap)
{
	__be32 buf;
	const __be32 *session = packet_pull(pkt, &buf, sizeof(buf));

	if (!session)
		return TUNNEL_TRUNCATED;
	if (!*session)
		return TUNNEL_UNREAD(L2TP_CONTROL);
	if (!packet_skip(pkt, encap->ports.l2tp_header))
		return TUNNEL_TRUNCATED;
	encap->kind = TUNNEL_L2TPV3;
	encap->proto = ETH_P_TEB;
	return 0;
}

/* @pkt: at the tunnel ID of version 2, or at its length */
static __always_inline int parse_l2tpv2(struct packet *pkt, __u16 flags,
					struct encap *encap)
{
	const __be16 *padding;
	__u32 skip = 4;
	__be16 buf;

	if (flags & L2TP_LENGTH)
		skip += 2;
	if (flags & L2TP_SEQUENCE)
		skip += 4;
	if (!packet_skip(pkt, skip))
		return TUNNEL_TRUNCATED;
	if (flags & L2TP_OFFSET) {
		padding = packet_pull(pkt, &buf, sizeof(buf));
		if (!padding || !packet_skip(pkt, bpf_ntohs(*padding)))
			return TUNNEL_TRUNCATED;
	}
	encap->kind = TUNNEL_L2TP;
	encap->proto = ETH_P_PPP;
	return 0;
}

/* L2TP in UDP. Both versions have the same port, and their number at the same place. */
static __noinline int parse_l2tp(struct packet *pkt, struct encap *encap)
{
	__be16 buf;
	const __be16 *first = packet_pull(pkt, &buf, sizeof(buf));
	__u16 flags;

	if (!first)
		return TUNNEL_TRUNCATED;
	flags = bpf_ntohs(*first);
	if (flags & L2TP_CONTROL)
		return TUNNEL_UNREAD(L2TP_CONTROL);
	switch (flags & L2TP_VERSION) {
	case 2:
		return parse_l2tpv2(pkt, flags, encap);
	case 3:
		/* Two reserved bytes stand before the session ID. */
		return packet_skip(pkt, 2) ? parse_l2tpv3(pkt, encap) :
					     TUNNEL_TRUNCATED;
	default:
		return TUNNEL_UNREAD(L2TP);
	}
}

#endif /* __PARSE_L2TP_H__ */
