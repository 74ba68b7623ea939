/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What stands between the outer and the inner IP header.
 */
#ifndef __PARSE_ENCAP_H__
#define __PARSE_ENCAP_H__

#include "packet.h"
#include "eth.h"

#define GRE_CHECKSUM	0x8000
#define GRE_ROUTING	0x4000
#define GRE_KEY		0x2000
#define GRE_SEQUENCE	0x1000
#define GRE_VERSION	0x0007

struct gre_header {
	__be16 flags;
	__be16 proto;
};

#define VXLAN_PROTO	0x04	/* the payload need not be Ethernet */
#define VXLAN_VNI	0x08

struct vxlan_header {
	__u8 flags;
	__u8 reserved[3];
	__be32 vni;
};

/* RFC 2784 and 2890. Of RFC 1701 the routing field, which has no length of its
 * own, and all of version 1, which carries PPP, are not read.
 */
static __always_inline int parse_gre(struct packet *pkt, __u16 *proto)
{
	struct gre_header buf;
	const struct gre_header *gre = packet_pull(pkt, &buf, sizeof(buf));
	__u32 skip = 0;
	__u16 flags;

	if (!gre)
		return TUNNEL_TRUNCATED;
	flags = bpf_ntohs(gre->flags);
	if (flags & (GRE_ROUTING | GRE_VERSION))
		return TUNNEL_UNREADABLE;

	if (flags & GRE_CHECKSUM)
		skip += 4;
	if (flags & GRE_KEY)
		skip += 4;
	if (flags & GRE_SEQUENCE)
		skip += 4;
	if (!packet_skip(pkt, skip))
		return TUNNEL_TRUNCATED;

	*proto = bpf_ntohs(gre->proto);
	return 0;
}

/* RFC 7348 has a receiver ignore reserved flags. One of them has since got a
 * meaning that changes what follows, so with it set the packet is not read.
 */
static __always_inline int parse_vxlan(struct packet *pkt, __u16 *proto,
				       __u16 port)
{
	struct udphdr udp_buf;
	struct vxlan_header vxlan_buf;
	const struct udphdr *udp;
	const struct vxlan_header *vxlan;

	udp = packet_pull(pkt, &udp_buf, sizeof(udp_buf));
	if (!udp)
		return TUNNEL_TRUNCATED;
	if (udp->dest != bpf_htons(port))
		return TUNNEL_NOT_TUNNEL;
	if (bpf_ntohs(udp->len) < sizeof(*udp))
		return TUNNEL_UNREADABLE;
	if (!packet_limit(pkt, bpf_ntohs(udp->len) - sizeof(*udp)))
		return TUNNEL_TRUNCATED;

	vxlan = packet_pull(pkt, &vxlan_buf, sizeof(vxlan_buf));
	if (!vxlan)
		return TUNNEL_TRUNCATED;
	if ((vxlan->flags & (VXLAN_VNI | VXLAN_PROTO)) != VXLAN_VNI)
		return TUNNEL_UNREADABLE;

	*proto = ETH_P_TEB;
	return 0;
}

static __always_inline bool proto_is_encap(__u8 proto)
{
	return proto == IPPROTO_IPIP || proto == IPPROTO_IPV6 ||
	       proto == IPPROTO_GRE || proto == IPPROTO_UDP;
}

/**
 * parse_encap - read what a tunnel puts before the inner IP header
 * @pkt: behind the outer IP headers; moves to the inner IP header
 * @flow: as left by parse_ip()
 * @proto: set to the EtherType of the inner packet, host byte order
 * @vxlan_port: UDP port of VXLAN, host byte order
 *
 * The first fragment of a tunnel packet could be read, but the others could not
 * follow it to where it goes.
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_encap(struct packet *pkt, const struct flow *flow,
				  __u16 *proto, __u16 vxlan_port)
{
	int why = 0;

	if (!proto_is_encap(flow->proto))
		return TUNNEL_NOT_TUNNEL;
	if (flow->fragment)
		return TUNNEL_FRAGMENT;

	switch (flow->proto) {
	case IPPROTO_IPIP:
		*proto = ETH_P_IP;
		return 0;
	case IPPROTO_IPV6:
		*proto = ETH_P_IPV6;
		return 0;
	case IPPROTO_GRE:
		why = parse_gre(pkt, proto);
		break;
	case IPPROTO_UDP:
		why = parse_vxlan(pkt, proto, vxlan_port);
		break;
	}

	if (!why && *proto == ETH_P_TEB)
		why = parse_eth(pkt, proto);
	return why;
}

#endif /* __PARSE_ENCAP_H__ */
