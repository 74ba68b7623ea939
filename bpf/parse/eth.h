/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_ETH_H__
#define __PARSE_ETH_H__

#include "parser.h"

#define ETH_P_IP	0x0800
#define ETH_P_ARP	0x0806
#define ETH_P_TEB	0x6558
#define ETH_P_8021Q	0x8100
#define ETH_P_IPV6	0x86dd
#define ETH_P_MPLS_UC	0x8847
#define ETH_P_MPLS_MC	0x8848
#define ETH_P_PPP	0x880b
#define ETH_P_PPPOE_DISCOVERY	0x8863
#define ETH_P_PPPOE	0x8864
#define ETH_P_8021AD	0x88a8
#define ETH_P_NSH	0x894f

#define ETH_VLANS_MAX	2

static __always_inline bool eth_is_vlan(__u16 proto)
{
	return proto == ETH_P_8021Q || proto == ETH_P_8021AD;
}

/* RFC 5332: both carry the same payload; they differ in which end assigned the label. */
static __always_inline bool eth_is_mpls(__u16 proto)
{
	return proto == ETH_P_MPLS_UC || proto == ETH_P_MPLS_MC;
}

static __always_inline bool eth_is_ip(__u16 proto)
{
	return proto == ETH_P_IP || proto == ETH_P_IPV6;
}

/* Return: the EtherType that the first four bits of an IP header tell, or 0. */
static __always_inline __u16 ip_ethertype(__u8 first)
{
	if (first >> 4 == 4)
		return ETH_P_IP;
	return first >> 4 == 6 ? ETH_P_IPV6 : 0;
}

/* Return: the reason to pass an EtherType that is not read. */
static __always_inline int eth_unread(__u16 proto)
{
	if (proto == ETH_P_ARP)
		return TUNNEL_UNREAD(ARP);
	return proto == ETH_P_PPPOE_DISCOVERY ? TUNNEL_UNREAD(PPPOE_DISCOVERY) :
						TUNNEL_UNREAD(ETHERTYPE);
}

/**
 * parse_eth() - parse an Ethernet header and up to two VLAN tags
 * @pkt: at the header; moves past the last tag
 * @proto: set to the EtherType of the payload, host byte order
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_eth(struct packet *pkt, __u16 *proto)
{
	struct ethhdr eth_buf;
	const struct ethhdr *eth = packet_pull(pkt, &eth_buf, sizeof(eth_buf));
	__u16 type;
	int i;

	if (!eth)
		return TUNNEL_TRUNCATED;
	type = bpf_ntohs(eth->h_proto);

	for (i = 0; i < ETH_VLANS_MAX && eth_is_vlan(type); i++) {
		struct vlan_hdr vlan_buf;
		const struct vlan_hdr *vlan;

		vlan = packet_pull(pkt, &vlan_buf, sizeof(vlan_buf));
		if (!vlan)
			return TUNNEL_TRUNCATED;
		type = bpf_ntohs(vlan->h_vlan_encapsulated_proto);
	}

	*proto = type;
	return eth_is_vlan(type) ? TUNNEL_UNREAD(VLAN_TAGS) : 0;
}

#endif /* __PARSE_ETH_H__ */
