/* SPDX-License-Identifier: GPL-2.0 */
/* The headers of a frame: tags, IP, a tunnel, IP in the tunnel, L4. */
#ifndef NIC_HEADERS_H
#define NIC_HEADERS_H

#include <linux/types.h>

#define NIC_TAGS_MAX	2
#define NIC_PORTS_MAX	16

enum nic_proto {
	NIC_PROTO_ICMP		= 1,
	NIC_PROTO_IPIP		= 4,
	NIC_PROTO_TCP		= 6,
	NIC_PROTO_UDP		= 17,
	NIC_PROTO_IPV6		= 41,
	NIC_PROTO_GRE		= 47,
	NIC_PROTO_ESP		= 50,
	NIC_PROTO_AH		= 51,
	NIC_PROTO_ICMPV6	= 58,
	NIC_PROTO_SCTP		= 132,
};

enum nic_ethertype {
	NIC_TYPE_IPV4		= 0x0800,
	NIC_TYPE_ARP		= 0x0806,
	NIC_TYPE_TEB		= 0x6558,
	NIC_TYPE_VLAN		= 0x8100,
	NIC_TYPE_IPV6		= 0x86dd,
	NIC_TYPE_QINQ		= 0x88a8,
	NIC_TYPE_LLDP		= 0x88cc,
	NIC_TYPE_PTP		= 0x88f7,
	NIC_TYPE_QINQ_OLD	= 0x9100,
};

enum nic_tunnel {
	NIC_TUNNEL_NONE,
	NIC_TUNNEL_IP,
	NIC_TUNNEL_GRE,		/* what it carries is in @inner_type */
	NIC_TUNNEL_UDP,		/* VXLAN or Geneve */
};

/**
 * struct nic_parser - what a card sees of a frame
 * @old_tag: it takes 0x9100 for the TPID of a tag
 * @tunnels: it looks into tunnels
 * @n: number of UDP ports of VXLAN and Geneve
 * @port: the ports
 */
struct nic_parser {
	bool old_tag;
	bool tunnels;
	u32 n;
	u16 port[NIC_PORTS_MAX];
};

/**
 * struct nic_ip - an IP header, and the header behind it
 * @version: 4 or 6; 0: there is none
 * @frag: it is a fragment
 * @proto: protocol of the payload, behind IPv6's extension headers
 * @l3: offset of the IP header
 * @l3_len: bytes of the IP packet, with its header
 * @next: offset behind the IP header and its extensions
 * @l4: offset of a TCP, UDP or SCTP header, 0: none, or in another fragment
 * @spi: offset of the SPI of an ESP or AH header, 0: none
 * @payload: bytes behind the TCP, UDP or SCTP header
 */
struct nic_ip {
	u8 version;
	bool frag;
	u8 proto;
	u16 l3;
	u32 l3_len;
	u16 next;
	u16 l4;
	u16 spi;
	u32 payload;
};

/**
 * struct nic_headers - the headers of a frame
 * @tags: number of tags
 * @tpid: TPID of each tag, the outermost first
 * @tci: TCI of each tag
 * @type: EtherType behind the tags
 * @type_at: its offset
 * @outer: the first IP header
 * @tunnel: how @inner is carried
 * @tunnel_at: offset of the header of a GRE or UDP tunnel
 * @inner_type: EtherType that a GRE or UDP tunnel carries
 * @inner_mac: offset of the Ethernet header in the tunnel, 0: none
 * @inner_tagged: that header has a tag
 * @inner: the IP header in the tunnel
 */
struct nic_headers {
	u8 tags;
	u16 tpid[NIC_TAGS_MAX], tci[NIC_TAGS_MAX];
	u16 type, type_at;
	struct nic_ip outer;
	enum nic_tunnel tunnel;
	u16 tunnel_at;
	u16 inner_type, inner_mac;
	bool inner_tagged;
	struct nic_ip inner;
};

void nic_headers_parse(struct nic_headers *headers, const u8 *frame, u32 len,
		       const struct nic_parser *parser);
bool nic_csum_l3_ok(const u8 *frame, const struct nic_ip *ip);
bool nic_csum_l4_ok(const u8 *frame, const struct nic_ip *ip);

static inline const struct nic_ip *
nic_headers_last(const struct nic_headers *headers)
{
	return headers->inner.version ? &headers->inner : &headers->outer;
}

#endif /* NIC_HEADERS_H */
