/* SPDX-License-Identifier: GPL-2.0 */
/* GTP-U: packets of mobile networks (3GPP TS 29.281). */
#ifndef __PARSE_GTP_H__
#define __PARSE_GTP_H__

#include "parser.h"
#include "eth.h"

#define GTP_VERSION_PT		0xf0	/* with the bit of GTP, which GTP' clears */
#define GTP_VERSION_1		0x30
#define GTP_OPTIONS		0x07	/* any of these adds struct gtp_options */
#define GTP_EXTENSION		0x04
#define GTP_G_PDU		255
#define GTP_EXTENSIONS_MAX	4

struct gtp_header {
	__u8 flags;
	__u8 type;
	__be16 len;
	__be32 teid;
};

struct gtp_options {
	__be16 sequence;
	__u8 n_pdu;
	__u8 next;
};

/* An extension header begins with its length in words, and ends with the type of the next.
 * The bytes between, such as the container of a 5G session, are for the tunnel's end.
 */
static __always_inline int gtp_skip_extensions(struct packet *pkt, __u8 next)
{
	const __u8 *byte;
	__u8 buf;
	int i;

	for (i = 0; i < GTP_EXTENSIONS_MAX && next; i++) {
		byte = packet_peek(pkt, &buf, sizeof(buf));
		if (!byte)
			return TUNNEL_TRUNCATED;
		if (!*byte)
			return TUNNEL_UNREAD(GTP);
		if (!packet_skip(pkt, *byte * 4 - 1))
			return TUNNEL_TRUNCATED;
		byte = packet_pull(pkt, &buf, sizeof(buf));
		if (!byte)
			return TUNNEL_TRUNCATED;
		next = *byte;
	}
	return next ? TUNNEL_UNREAD(GTP) : 0;
}

static __noinline int parse_gtp_options(struct packet *pkt, __u8 flags)
{
	struct gtp_options buf;
	const struct gtp_options *options = packet_pull(pkt, &buf, sizeof(buf));

	if (!options)
		return TUNNEL_TRUNCATED;
	return gtp_skip_extensions(pkt, flags & GTP_EXTENSION ? options->next : 0);
}

/* No field tells the type of the payload; the first four bits do, as in FOU. */
static __always_inline int parse_gtp(struct packet *pkt, struct encap *encap)
{
	struct gtp_header buf;
	const struct gtp_header *gtp = packet_pull(pkt, &buf, sizeof(buf));
	const __u8 *first;
	__u8 flags, byte;
	int why;

	if (!gtp)
		return TUNNEL_TRUNCATED;
	flags = gtp->flags;
	if ((flags & GTP_VERSION_PT) != GTP_VERSION_1)
		return TUNNEL_UNREAD(GTP);
	if (gtp->type != GTP_G_PDU)
		return TUNNEL_UNREAD(GTP_CONTROL);
	if (!packet_limit(pkt, bpf_ntohs(gtp->len)))
		return TUNNEL_TRUNCATED;
	why = flags & GTP_OPTIONS ? parse_gtp_options(pkt, flags) : 0;
	if (why)
		return why;

	first = packet_peek(pkt, &byte, sizeof(byte));
	if (!first)
		return TUNNEL_TRUNCATED;
	encap->kind = TUNNEL_GTP;
	encap->proto = ip_ethertype(*first);
	return encap->proto ? 0 : TUNNEL_UNREAD(GTP);
}

#endif /* __PARSE_GTP_H__ */
