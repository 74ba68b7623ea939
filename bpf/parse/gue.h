/* SPDX-License-Identifier: GPL-2.0 */
/*
 * GUE and FOU: packets of an IP protocol in UDP.
 */
#ifndef __PARSE_GUE_H__
#define __PARSE_GUE_H__

#include "parser.h"
#include "eth.h"
#include "gre.h"
#include "ip_tunnel.h"

#define GUE_VARIANT	0xc0
#define GUE_CONTROL	0x20
#define GUE_OPTIONS	0x1f	/* their length in words */

struct gue_header {
	__u8 variant_options;
	__u8 proto;
	__be16 flags;
};

/* Variant 0 has a header with the IP protocol of the payload. Variant 1 has none: an IP
 * header follows, whose version has the bits of the variant. The other variants are
 * reserved, and a control message carries no packet. Options are for the tunnel's end.
 */
static __always_inline int parse_gue(struct packet *pkt, struct encap *encap)
{
	struct gue_header buf;
	const struct gue_header *gue = packet_peek(pkt, &buf, sizeof(buf));
	__u8 proto;
	int why;

	if (!gue)
		return TUNNEL_TRUNCATED;
	encap->kind = TUNNEL_GUE;
	encap->proto = ip_ethertype(gue->variant_options);
	if (encap->proto)
		return 0;
	if (gue->variant_options & GUE_VARIANT)
		return TUNNEL_UNREAD(GUE);
	if (gue->variant_options & GUE_CONTROL)
		return TUNNEL_UNREAD(GUE_CONTROL);

	proto = gue->proto;
	if (!packet_skip(pkt, sizeof(buf) +
			      (gue->variant_options & GUE_OPTIONS) * 4))
		return TUNNEL_TRUNCATED;
	why = parse_ip_tunnel(pkt, proto, encap);
	encap->kind = TUNNEL_GUE;
	return why == TUNNEL_NOT_TUNNEL ? TUNNEL_UNREAD(IP_PROTO) : why;
}

/* The two ends of FOU agree on the protocol, and no header tells it. But the first four
 * bits do: IPv4 and IPv6 have their version there, and no GRE header has 4 or 6.
 */
static __always_inline int parse_fou(struct packet *pkt, struct encap *encap)
{
	__u8 buf;
	const __u8 *first = packet_peek(pkt, &buf, sizeof(buf));
	int why;

	if (!first)
		return TUNNEL_TRUNCATED;
	encap->proto = ip_ethertype(*first);
	why = encap->proto ? 0 : parse_gre(pkt, encap);
	encap->kind = TUNNEL_FOU;
	return why;
}

#endif /* __PARSE_GUE_H__ */
