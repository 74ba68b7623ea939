/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tunnels over UDP, which the destination port tells apart.
 */
#ifndef __PARSE_UDP_H__
#define __PARSE_UDP_H__

#include "parser.h"
#include "eth.h"
#include "gue.h"

#define VXLAN_PROTO	0x04	/* the payload need not be Ethernet */
#define VXLAN_VNI	0x08

struct vxlan_header {
	__u8 flags;
	__u8 reserved[3];
	__be32 vni;
};

#define GENEVE_VERSION	0xc0
#define GENEVE_OPTIONS	0x3f	/* their length in words */
#define GENEVE_CONTROL	0x80

struct geneve_header {
	__u8 version_options;
	__u8 flags;
	__be16 proto;
	__be32 vni;
};

/* RFC 7348 tells receivers to ignore reserved flags. One of these, VXLAN_PROTO, has a
 * meaning today that changes the payload, so a packet with it is not parsed.
 */
static __always_inline int parse_vxlan(struct packet *pkt, struct encap *encap)
{
	struct vxlan_header buf;
	const struct vxlan_header *vxlan;

	vxlan = packet_pull(pkt, &buf, sizeof(buf));
	if (!vxlan)
		return TUNNEL_TRUNCATED;
	if ((vxlan->flags & (VXLAN_VNI | VXLAN_PROTO)) != VXLAN_VNI)
		return TUNNEL_UNREADABLE;

	encap->kind = TUNNEL_VXLAN;
	encap->proto = ETH_P_TEB;
	return 0;
}

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
	if (geneve->version_options & GENEVE_VERSION ||
	    geneve->flags & GENEVE_CONTROL)
		return TUNNEL_UNREADABLE;

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
	encap->kind = TUNNEL_ESP_UDP;
	return 0;
}

static __always_inline bool udp_is_vxlan(__u16 dest,
					 const struct tunnel_ports *ports)
{
	return dest == ports->vxlan[0] || dest == ports->vxlan[1];
}

/* A port that is not set is 0, which no tunnel has. */
static __always_inline bool udp_is_tunnel(__u16 dest,
					  const struct tunnel_ports *ports)
{
	return dest && (udp_is_vxlan(dest, ports) || dest == ports->geneve ||
			dest == ports->gue || dest == ports->fou ||
			dest == ports->esp ||
			dest == TUNNEL_MPLS_PORT);
}

static __always_inline int parse_udp(struct packet *pkt, struct encap *encap)
{
	struct udphdr buf;
	const struct udphdr *udp;
	__u16 dest, len;

	udp = packet_pull(pkt, &buf, sizeof(buf));
	if (!udp)
		return TUNNEL_TRUNCATED;
	dest = bpf_ntohs(udp->dest);
	if (!udp_is_tunnel(dest, &encap->ports))
		return TUNNEL_NOT_TUNNEL;

	len = bpf_ntohs(udp->len);
	if (len < sizeof(*udp))
		return TUNNEL_UNREADABLE;
	if (!packet_limit(pkt, len - sizeof(*udp)))
		return TUNNEL_TRUNCATED;

	if (dest == encap->ports.esp)
		return parse_natt(pkt, encap);
	if (udp_is_vxlan(dest, &encap->ports))
		return parse_vxlan(pkt, encap);
	if (dest == encap->ports.geneve)
		return parse_geneve(pkt, encap);
	if (dest == encap->ports.gue)
		return parse_gue(pkt, encap);
	if (dest == encap->ports.fou)
		return parse_fou(pkt, encap);
	encap->kind = TUNNEL_UDP_MPLS;
	encap->proto = ETH_P_MPLS_UC;
	return 0;
}

#endif /* __PARSE_UDP_H__ */
