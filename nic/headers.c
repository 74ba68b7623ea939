// SPDX-License-Identifier: GPL-2.0
/* Parses the headers of a frame. Reads nothing past its end. */
#include <string.h>

#include "bytes.h"
#include "checksum.h"
#include "crc32.h"
#include "headers.h"

#define ETH_HLEN	14
#define VLAN_HLEN	4
#define IPV4_HLEN	20
#define IPV6_HLEN	40
#define EXT_MAX		8
#define GRE_CSUM	0x8000
#define GRE_KEY		0x2000
#define GRE_SEQ		0x1000
#define GRE_VERSION	0x0007
#define VXLAN_FLAGS	0x08000000
#define VXLAN_HLEN	8
#define GENEVE_VERSION	0xc0
#define GENEVE_OPTIONS	0x3f

static bool has_port(const struct nic_parser *parser, u16 port)
{
	for (u32 i = 0; i < parser->n; i++)
		if (parser->port[i] == port)
			return true;
	return false;
}

static bool is_tag(const struct nic_parser *parser, u16 type)
{
	return type == NIC_TYPE_VLAN || type == NIC_TYPE_QINQ ||
	       (type == NIC_TYPE_QINQ_OLD && parser->old_tag);
}

static void parse_tags(struct nic_headers *h, const u8 *frame, u32 len,
		       const struct nic_parser *parser)
{
	h->type_at = ETH_HLEN - 2;
	h->type = get_be16(frame + h->type_at);
	while (h->tags < NIC_TAGS_MAX && is_tag(parser, h->type) &&
	       h->type_at + 2 + VLAN_HLEN <= len) {
		h->tpid[h->tags] = h->type;
		h->tci[h->tags++] = get_be16(frame + h->type_at + 2);
		h->type_at += VLAN_HLEN;
		h->type = get_be16(frame + h->type_at);
	}
}

/* The functions for IP return the end of the packet, or 0. */
static u32 parse_ipv4(struct nic_ip *ip, const u8 *frame, u32 off, u32 len)
{
	u32 hlen, total;

	if (off + IPV4_HLEN > len || frame[off] >> 4 != 4)
		return 0;
	hlen = (frame[off] & 0xf) * 4;
	total = get_be16(frame + off + 2);
	if (hlen < IPV4_HLEN || total < hlen || off + total > len)
		return 0;
	ip->version = 4;
	ip->l3 = off;
	ip->l3_len = total;
	ip->proto = frame[off + 9];
	ip->frag = get_be16(frame + off + 6) & 0x3fff;
	ip->next = off + hlen;
	return off + total;
}

/* Hop-by-hop, routing, fragment and destination options */
static bool is_extension(u8 proto)
{
	return proto == 0 || proto == 43 || proto == 44 || proto == 60;
}

/* A card takes each packet with a fragment header for a fragment. */
static bool skip_extensions(struct nic_ip *ip, const u8 *frame, u32 end)
{
	for (int i = 0; i < EXT_MAX && is_extension(ip->proto); i++) {
		const u8 *ext = frame + ip->next;

		if (ip->next + 8 > end)
			return false;
		if (ip->proto == 44)
			ip->frag = true;
		ip->next += ip->proto == 44 ? 8 : (ext[1] + 1) * 8;
		ip->proto = ext[0];
	}
	return ip->next <= end;
}

static u32 parse_ipv6(struct nic_ip *ip, const u8 *frame, u32 off, u32 len)
{
	u32 payload, end;

	if (off + IPV6_HLEN > len || frame[off] >> 4 != 6)
		return 0;
	payload = get_be16(frame + off + 4);
	if (off + IPV6_HLEN + payload > len)
		return 0;
	/* A jumbogram or a large send has a length of 0. */
	end = payload ? off + IPV6_HLEN + payload : len;
	ip->l3 = off;
	ip->l3_len = end - off;
	ip->proto = frame[off + 6];
	ip->next = off + IPV6_HLEN;
	if (!skip_extensions(ip, frame, end))
		return 0;
	ip->version = 6;
	return end;
}

static void parse_spi(struct nic_ip *ip, u32 end)
{
	bool esp = ip->proto == NIC_PROTO_ESP;

	if (ip->next + (esp ? 8 : 12) <= end)
		ip->spi = ip->next + (esp ? 0 : 4);
}

static void parse_l4(struct nic_ip *ip, const u8 *frame, u32 end)
{
	u32 hlen = 8;

	if (ip->frag)
		return;
	switch (ip->proto) {
	case NIC_PROTO_TCP:
		if (ip->next + 20 > end)
			return;
		hlen = (frame[ip->next + 12] >> 4) * 4;
		if (hlen < 20)
			hlen = 20;
		break;
	case NIC_PROTO_UDP:
		break;
	case NIC_PROTO_SCTP:
		hlen = 12;
		break;
	case NIC_PROTO_ESP:
	case NIC_PROTO_AH:
		parse_spi(ip, end);
		return;
	default:
		return;
	}
	if (ip->next + min(hlen, 20U) > end)
		return;
	ip->l4 = ip->next;
	if (ip->next + hlen <= end)
		ip->payload = end - ip->next - hlen;
}

/* Returns the end of the IP packet, or 0. */
static u32 parse_ip(struct nic_ip *ip, const u8 *frame, u16 type, u32 off,
		    u32 len)
{
	u32 end = 0;

	memset(ip, 0, sizeof(*ip));
	if (type == NIC_TYPE_IPV4)
		end = parse_ipv4(ip, frame, off, len);
	else if (type == NIC_TYPE_IPV6)
		end = parse_ipv6(ip, frame, off, len);
	if (end)
		parse_l4(ip, frame, end);
	return end;
}

/* Returns the offset behind the Ethernet header in the tunnel, or 0. */
static u32 parse_inner_mac(struct nic_headers *h, const u8 *frame, u32 off,
			   u32 end, const struct nic_parser *parser)
{
	if (off + ETH_HLEN > end)
		return 0;
	h->inner_mac = off;
	off += ETH_HLEN;
	h->inner_type = get_be16(frame + off - 2);
	if (is_tag(parser, h->inner_type) && off + VLAN_HLEN <= end) {
		h->inner_tagged = true;
		off += VLAN_HLEN;
		h->inner_type = get_be16(frame + off - 2);
	}
	return off;
}

static void parse_gre(struct nic_headers *h, const u8 *frame, u32 end,
		      const struct nic_parser *parser)
{
	u32 off = h->outer.next;
	u16 flags;

	if (off + 4 > end)
		return;
	flags = get_be16(frame + off);
	if (flags & GRE_VERSION)
		return;
	h->tunnel = NIC_TUNNEL_GRE;
	h->tunnel_at = off;
	h->inner_type = get_be16(frame + off + 2);
	off += 4 + (flags & GRE_CSUM ? 4 : 0) + (flags & GRE_KEY ? 4 : 0) +
	       (flags & GRE_SEQ ? 4 : 0);
	if (h->inner_type == NIC_TYPE_TEB)
		off = parse_inner_mac(h, frame, off, end, parser);
	if (off && off <= end)
		parse_ip(&h->inner, frame, h->inner_type, off, end);
}

/* VXLAN has one flag and reserved bits, Geneve says what it carries. */
static u32 udp_tunnel_length(const u8 *p, u16 *type)
{
	if (get_be32(p) == VXLAN_FLAGS) {
		*type = NIC_TYPE_TEB;
		return VXLAN_HLEN;
	}
	*type = get_be16(p + 2);
	return p[0] & GENEVE_VERSION ? 0 : 8 + (p[0] & GENEVE_OPTIONS) * 4;
}

static void parse_udp(struct nic_headers *h, const u8 *frame, u32 end,
		      const struct nic_parser *parser)
{
	u32 off = h->outer.l4 + 8;
	u32 hlen;
	u16 type;

	if (!has_port(parser, get_be16(frame + h->outer.l4 + 2)) ||
	    off + 8 > end)
		return;
	hlen = udp_tunnel_length(frame + off, &type);
	if (!hlen || off + hlen > end)
		return;
	h->tunnel = NIC_TUNNEL_UDP;
	h->tunnel_at = off;
	h->inner_type = type;
	off += hlen;
	if (type == NIC_TYPE_TEB)
		off = parse_inner_mac(h, frame, off, end, parser);
	if (off && off <= end)
		parse_ip(&h->inner, frame, h->inner_type, off, end);
}

static void parse_tunnel(struct nic_headers *h, const u8 *frame, u32 end,
			 const struct nic_parser *parser)
{
	u16 type;

	if (h->outer.frag || !parser->tunnels)
		return;
	if (h->outer.proto == NIC_PROTO_UDP && h->outer.l4) {
		parse_udp(h, frame, end, parser);
		return;
	}
	switch (h->outer.proto) {
	case NIC_PROTO_GRE:
		parse_gre(h, frame, end, parser);
		return;
	case NIC_PROTO_IPIP:
		type = NIC_TYPE_IPV4;
		break;
	case NIC_PROTO_IPV6:
		type = NIC_TYPE_IPV6;
		break;
	default:
		return;
	}
	if (parse_ip(&h->inner, frame, type, h->outer.next, end))
		h->tunnel = NIC_TUNNEL_IP;
}

/**
 * nic_headers_parse() - find the headers of a frame
 * @headers: the result
 * @frame: the bytes, from the destination address on
 * @len: number of bytes
 * @parser: what the card sees
 */
void nic_headers_parse(struct nic_headers *headers, const u8 *frame, u32 len,
		       const struct nic_parser *parser)
{
	u32 end;

	memset(headers, 0, sizeof(*headers));
	if (len < ETH_HLEN)
		return;
	parse_tags(headers, frame, len, parser);
	end = parse_ip(&headers->outer, frame, headers->type,
		       headers->type_at + 2, len);
	if (end)
		parse_tunnel(headers, frame, end, parser);
}

/**
 * nic_csum_l3_ok() - verify the checksum of an IP header
 * @frame: the frame
 * @ip: a header in it
 *
 * Return: true when it is right, or the version of IP has none.
 */
bool nic_csum_l3_ok(const u8 *frame, const struct nic_ip *ip)
{
	const u8 *p = frame + ip->l3;

	if (ip->version != 4)
		return true;
	return csum_fold(csum_add(0, p, (p[0] & 0xf) * 4)) == 0xffff;
}

static bool sctp_ok(const u8 *l4, u32 len)
{
	static const u8 zero[4];
	u32 crc = crc32_add(CRC32_SCTP, ~0U, l4, 8), want;

	crc = crc32_add(CRC32_SCTP, crc, zero, sizeof(zero));
	crc = ~crc32_add(CRC32_SCTP, crc, l4 + 12, len - 12);
	memcpy(&want, l4 + 8, sizeof(want));
	return le32_to_cpu(want) == crc;
}

/**
 * nic_csum_l4_ok() - verify the checksum of TCP, UDP or SCTP
 * @frame: the frame
 * @ip: a header in it, with an L4 header behind it
 *
 * Return: true when it is right, or UDP over IPv4 has none.
 */
bool nic_csum_l4_ok(const u8 *frame, const struct nic_ip *ip)
{
	const u8 *l4 = frame + ip->l4;
	u32 len = ip->l3 + ip->l3_len - ip->l4;
	u32 sum;

	if (ip->proto == NIC_PROTO_SCTP)
		return sctp_ok(l4, len);
	if (ip->proto == NIC_PROTO_UDP && !get_be16(l4 + 6))
		return ip->version == 4;
	sum = csum_pseudo(frame + ip->l3, ip->version, ip->proto, len);
	return csum_fold(csum_add(sum, l4, len)) == 0xffff;
}
