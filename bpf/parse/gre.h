/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_GRE_H__
#define __PARSE_GRE_H__

#include "parser.h"
#include "eth.h"

#define GRE_CHECKSUM	0x8000
#define GRE_ROUTING	0x4000
#define GRE_KEY		0x2000
#define GRE_SEQUENCE	0x1000
#define GRE_ACK		0x0080	/* of version 1 */
#define GRE_VERSION	0x0007

#define GRE_P_ERSPAN	0x88be	/* types I and II */
#define GRE_P_ERSPAN3	0x22eb

#define ERSPAN2_LEN	8
#define ERSPAN3_LEN	12
#define ERSPAN3_SUBHEADER_LEN	8
#define ERSPAN3_SUBHEADER	0x01	/* in the last byte of the header */
#define ERSPAN3_FRAME_TYPE	0x7c	/* in the byte before: 0 Ethernet, 2 IP */
#define ERSPAN3_FRAME_IP	0x08

struct gre_header {
	__be16 flags;
	__be16 proto;
};

struct pptp_key {
	__be16 len;
	__be16 call;
};

static __always_inline __u8 gre_kind(__u16 proto)
{
	if (proto == ETH_P_TEB)
		return TUNNEL_GRE_ETH;
	return eth_is_mpls(proto) ? TUNNEL_GRE_MPLS : TUNNEL_GRE;
}

/* A mirrored frame. Type I has no header, and no sequence number in GRE; type II has both.
 * The version at the start of the header is 1 in type II and 2 in type III.
 */
static __always_inline int parse_erspan(struct packet *pkt, bool has_header,
					struct encap *encap)
{
	__u8 version, buf;
	const __u8 *first;

	encap->kind = TUNNEL_ERSPAN1;
	encap->proto = ETH_P_TEB;
	if (!has_header)
		return 0;
	first = packet_peek(pkt, &buf, sizeof(buf));
	if (!first)
		return TUNNEL_TRUNCATED;
	version = *first >> 4;
	encap->kind = TUNNEL_ERSPAN2;
	if (version != 1)
		return TUNNEL_UNREAD(ERSPAN);
	return packet_skip(pkt, ERSPAN2_LEN) ? 0 : TUNNEL_TRUNCATED;
}

static __always_inline int parse_erspan3(struct packet *pkt, struct encap *encap)
{
	__u8 head[ERSPAN3_LEN];
	const __u8 *erspan = packet_pull(pkt, head, sizeof(head));
	bool more, ip;
	__u8 type;

	if (!erspan)
		return TUNNEL_TRUNCATED;
	type = erspan[10] & ERSPAN3_FRAME_TYPE;
	more = erspan[11] & ERSPAN3_SUBHEADER;
	ip = type == ERSPAN3_FRAME_IP;
	if (erspan[0] >> 4 != 2 || (type && !ip))
		return TUNNEL_UNREAD(ERSPAN);
	if (more && !packet_skip(pkt, ERSPAN3_SUBHEADER_LEN))
		return TUNNEL_TRUNCATED;

	encap->kind = TUNNEL_ERSPAN3;
	encap->proto = ETH_P_TEB;
	if (ip) {
		erspan = packet_peek(pkt, head, 1);
		if (!erspan)
			return TUNNEL_TRUNCATED;
		encap->proto = ip_ethertype(*erspan);
	}
	return encap->proto ? 0 : TUNNEL_UNREAD(ERSPAN);
}

/* PPTP (RFC 2637): the key has the length of the payload. A packet without sequence number
 * only acknowledges others.
 */
static __always_inline int parse_pptp(struct packet *pkt, __u16 flags,
				      struct encap *encap)
{
	struct pptp_key buf;
	const struct pptp_key *key;
	__u16 len;

	if (encap->proto != ETH_P_PPP || !(flags & GRE_KEY) ||
	    flags & (GRE_CHECKSUM | GRE_ROUTING))
		return TUNNEL_UNREAD(PPTP);
	key = packet_pull(pkt, &buf, sizeof(buf));
	if (!key)
		return TUNNEL_TRUNCATED;
	len = bpf_ntohs(key->len);
	if (!(flags & GRE_SEQUENCE))
		return TUNNEL_UNREAD(PPTP_CONTROL);
	if (!packet_skip(pkt, flags & GRE_ACK ? 8 : 4) || !packet_limit(pkt, len))
		return TUNNEL_TRUNCATED;
	encap->kind = TUNNEL_PPTP;
	return 0;
}

static __always_inline int gre_skip(struct packet *pkt, __u16 flags)
{
	__u32 skip = 0;

	if (flags & GRE_CHECKSUM)
		skip += 4;
	if (flags & GRE_KEY)
		skip += 4;
	if (flags & GRE_SEQUENCE)
		skip += 4;
	return packet_skip(pkt, skip) ? 0 : TUNNEL_TRUNCATED;
}

/* RFC 2784 and 2890, and NVGRE (RFC 7637), which has its network and flow numbers in the
 * key. The routing field of RFC 1701 has no length, so it is not parsed.
 */
static __noinline int parse_gre(struct packet *pkt, struct encap *encap)
{
	struct gre_header buf;
	const struct gre_header *gre = packet_pull(pkt, &buf, sizeof(buf));
	__u16 flags;

	if (!gre)
		return TUNNEL_TRUNCATED;
	flags = bpf_ntohs(gre->flags);
	encap->proto = bpf_ntohs(gre->proto);
	if ((flags & GRE_VERSION) == 1)
		return parse_pptp(pkt, flags, encap);
	if (flags & (GRE_ROUTING | GRE_VERSION))
		return TUNNEL_UNREAD(GRE);
	if (gre_skip(pkt, flags))
		return TUNNEL_TRUNCATED;

	if (encap->proto == GRE_P_ERSPAN)
		return parse_erspan(pkt, flags & GRE_SEQUENCE, encap);
	if (encap->proto == GRE_P_ERSPAN3)
		return parse_erspan3(pkt, encap);
	encap->kind = gre_kind(encap->proto);
	return 0;
}

#endif /* __PARSE_GRE_H__ */
