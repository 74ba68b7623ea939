/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tunnels over UDP, which the destination port tells apart.
 */
#ifndef __PARSE_UDP_H__
#define __PARSE_UDP_H__

#include "parser.h"
#include "eth.h"
#include "gtp.h"
#include "gue.h"
#include "l2tp.h"
#include "vxlan.h"
#include "bpf/ipsec.h"

/* Not read, but named */
#define WIREGUARD_PORT	51820
#define LISP_PORT	4341
#define TEREDO_PORT	3544

#define GENEVE_VERSION	0xc0
#define GENEVE_OPTIONS	0x3f	/* their length in words */
#define GENEVE_CONTROL	0x80

struct geneve_header {
	__u8 version_options;
	__u8 flags;
	__be16 proto;
	__be32 vni;
};

/* RFC 8926. The program is not the end of the tunnel. So it skips options, critical and
 * malformed ones too, and does not parse control packets.
 */
static __always_inline int parse_geneve(struct packet *pkt, struct encap *encap)
{
	struct geneve_header buf;
	const struct geneve_header *geneve;
	__u32 options;

	geneve = packet_pull(pkt, &buf, sizeof(buf));
	if (!geneve)
		return TUNNEL_TRUNCATED;
	if (geneve->version_options & GENEVE_VERSION)
		return TUNNEL_UNREAD(GENEVE);
	if (geneve->flags & GENEVE_CONTROL)
		return TUNNEL_UNREAD(GENEVE_CONTROL);

	encap->kind = TUNNEL_GENEVE;
	encap->proto = bpf_ntohs(geneve->proto);
	options = (geneve->version_options & GENEVE_OPTIONS) * 4;
	return packet_skip(pkt, options) ? 0 : TUNNEL_TRUNCATED;
}

/* RFC 3948: a keepalive is one byte, and four zeroes stand before a message of IKE. */
static __always_inline int parse_natt(struct packet *pkt, struct encap *encap)
{
	__be32 buf;
	const __be32 *spi = packet_peek(pkt, &buf, sizeof(buf));

	if (!spi || !*spi)
		return TUNNEL_NOT_TUNNEL;
	if (!encap->ports.esp)
		return TUNNEL_UNREAD(ESP_UDP);
	encap->kind = TUNNEL_ESP_UDP;
	return 0;
}

/* A port that is not set is 0, which no tunnel has. Return: &enum tunnel_kind, or
 * %TUNNEL_KINDS for no tunnel.
 */
static __always_inline __u32 udp_kind(__u16 dest, const struct tunnel_ports *ports)
{
	if (!dest)
		return TUNNEL_KINDS;
	if (dest == ports->vxlan[0] || dest == ports->vxlan[1])
		return TUNNEL_VXLAN;
	if (dest == ports->vxlan_gpe)
		return TUNNEL_VXLAN_GPE;
	if (dest == ports->geneve)
		return TUNNEL_GENEVE;
	if (dest == ports->gue)
		return TUNNEL_GUE;
	if (dest == ports->fou)
		return TUNNEL_FOU;
	if (dest == ports->gtp)
		return TUNNEL_GTP;
	if (dest == ports->l2tp)
		return TUNNEL_L2TP;
	if (dest == ports->mpls)
		return TUNNEL_UDP_MPLS;
	return dest == IPSEC_NATT_PORT ? TUNNEL_ESP_UDP : TUNNEL_KINDS;
}

/* Return: the reason to pass a packet to a port of no tunnel that is read. */
static __always_inline int udp_unread(__u16 dest)
{
	switch (dest) {
	case WIREGUARD_PORT:
		return TUNNEL_UNREAD(WIREGUARD);
	case LISP_PORT:
		return TUNNEL_UNREAD(LISP);
	case TEREDO_PORT:
		return TUNNEL_UNREAD(TEREDO);
	default:
		return TUNNEL_NOT_TUNNEL;
	}
}

static __always_inline int parse_udp_payload(struct packet *pkt, __u32 kind,
					     struct encap *encap)
{
	switch (kind) {
	case TUNNEL_ESP_UDP:
		return parse_natt(pkt, encap);
	case TUNNEL_VXLAN:
		return parse_vxlan(pkt, encap, false);
	case TUNNEL_VXLAN_GPE:
		return parse_vxlan(pkt, encap, true);
	case TUNNEL_GENEVE:
		return parse_geneve(pkt, encap);
	case TUNNEL_GUE:
		return parse_gue(pkt, encap);
	case TUNNEL_FOU:
		return parse_fou(pkt, encap);
	case TUNNEL_GTP:
		return parse_gtp(pkt, encap);
	case TUNNEL_L2TP:
		return parse_l2tp(pkt, encap);
	default:
		encap->kind = TUNNEL_UDP_MPLS;
		encap->proto = ETH_P_MPLS_UC;
		return 0;
	}
}

/* @pkt stays where it is if the packet is in no tunnel: its ports may be hashed. */
static __always_inline int parse_udp(struct packet *pkt, struct encap *encap)
{
	struct udphdr buf;
	const struct udphdr *udp;
	__u32 off = pkt->off, end = pkt->end;
	__u16 dest, len;
	__u32 kind;
	int why;

	udp = packet_pull(pkt, &buf, sizeof(buf));
	if (!udp)
		return TUNNEL_TRUNCATED;
	dest = bpf_ntohs(udp->dest);
	kind = udp_kind(dest, &encap->ports);
	len = bpf_ntohs(udp->len);
	if (kind == TUNNEL_KINDS) {
		why = udp_unread(dest);
	} else if (len < sizeof(*udp)) {
		return TUNNEL_UNREAD(UDP);
	} else if (!packet_limit(pkt, len - sizeof(*udp))) {
		return TUNNEL_TRUNCATED;
	} else {
		why = parse_udp_payload(pkt, kind, encap);
	}
	if (why == TUNNEL_NOT_TUNNEL) {
		pkt->off = off;
		pkt->end = end;
	}
	return why;
}

#endif /* __PARSE_UDP_H__ */
