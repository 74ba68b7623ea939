// SPDX-License-Identifier: GPL-2.0
/* Parses the headers of a frame. Reads nothing past its end. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/checksum.h"

#include "format.h"
#include "parse.h"

#define ETH_HLEN	14
#define VLAN_HLEN	4
#define TYPE_IPV4	0x0800
#define TYPE_IPV6	0x86dd
#define TYPE_VLAN	0x8100
#define TYPE_QINQ	0x88a8
#define PROTO_TCP	6
#define PROTO_UDP	17
#define PROTO_ESP	50
#define PROTO_AH	51
#define TAGS_MAX	2
#define EXT_MAX		8

/* Returns the offset behind the tags. @type gets the EtherType found there. */
static u32 skip_tags(struct cx5_packet *pkt, u16 *type)
{
	u32 off = ETH_HLEN;

	*type = get_be16(pkt->frame + off - 2);
	for (int i = 0; i < TAGS_MAX; i++) {
		if ((*type != TYPE_VLAN && *type != TYPE_QINQ) ||
		    off + VLAN_HLEN > pkt->len)
			break;
		if (!i) {
			pkt->tagged = *type == TYPE_VLAN;
			pkt->tci = get_be16(pkt->frame + off);
		}
		off += VLAN_HLEN;
		*type = get_be16(pkt->frame + off - 2);
	}
	return off;
}

static u32 parse_ipv4(struct cx5_packet *pkt, u32 off, u32 *end)
{
	const u8 *ip = pkt->frame + off;
	u32 hlen, total;

	if (off + 20 > pkt->len || ip[0] >> 4 != 4)
		return 0;
	hlen = (ip[0] & 0xf) * 4;
	total = get_be16(ip + 2);
	if (hlen < 20 || total < hlen || off + total > pkt->len)
		return 0;
	pkt->version = 4;
	pkt->l3 = off;
	pkt->proto = ip[9];
	pkt->frag = get_be16(ip + 6) & 0x3fff;
	pkt->l3_len = total;
	*end = off + total;
	return off + hlen;
}

static u32 parse_ipv6(struct cx5_packet *pkt, u32 off, u32 *end)
{
	const u8 *ip = pkt->frame + off;
	u32 len;

	if (off + 40 > pkt->len || ip[0] >> 4 != 6)
		return 0;
	len = get_be16(ip + 4);
	if (off + 40 + len > pkt->len)
		return 0;
	pkt->version = 6;
	pkt->l3 = off;
	pkt->proto = ip[6];
	/* A jumbogram or a large send has a length of 0. */
	*end = len ? off + 40 + len : pkt->len;
	pkt->l3_len = *end - off;
	off += 40;
	/* Hop-by-hop, routing, fragment and destination options */
	for (int i = 0; i < EXT_MAX; i++) {
		const u8 *ext = pkt->frame + off;

		if (pkt->proto != 0 && pkt->proto != 43 && pkt->proto != 44 &&
		    pkt->proto != 60)
			break;
		if (off + 8 > *end)
			return 0;
		if (pkt->proto == 44)
			pkt->frag = true;
		off += pkt->proto == 44 ? 8 : (ext[1] + 1) * 8;
		pkt->proto = ext[0];
	}
	return off;
}

/**
 * cx5_parse() - find the headers
 * @pkt: @frame and @len are set; gets offsets, lengths and protocols
 */
void cx5_parse(struct cx5_packet *pkt)
{
	u32 off, end = 0;
	u16 type;

	pkt->l3 = 0;
	pkt->l3_len = 0;
	pkt->l4 = 0;
	pkt->spi = 0;
	pkt->payload = 0;
	pkt->proto = 0;
	pkt->version = 0;
	pkt->frag = false;
	pkt->tagged = false;
	if (pkt->len < ETH_HLEN)
		return;
	off = skip_tags(pkt, &type);
	if (type == TYPE_IPV4)
		off = parse_ipv4(pkt, off, &end);
	else if (type == TYPE_IPV6)
		off = parse_ipv6(pkt, off, &end);
	else
		return;
	if (!off || pkt->frag)
		return;
	if (pkt->proto == PROTO_TCP && off + 20 <= end) {
		u32 hlen = (pkt->frame[off + 12] >> 4) * 4;

		pkt->l4 = off;
		if (hlen >= 20 && off + hlen <= end)
			pkt->payload = end - off - hlen;
	} else if (pkt->proto == PROTO_UDP && off + 8 <= end) {
		pkt->l4 = off;
		pkt->payload = end - off - 8;
	} else if (pkt->proto == PROTO_ESP && off + 8 <= end) {
		pkt->spi = off;
	} else if (pkt->proto == PROTO_AH && off + 12 <= end) {
		pkt->spi = off + 4;
	}
}

/* Returns the bytes from the L4 header on, by the length in the IP header. */
static u32 l4_length(const struct cx5_packet *pkt)
{
	const u8 *ip = pkt->frame + pkt->l3;

	if (pkt->version == 4)
		return pkt->l3 + get_be16(ip + 2) - pkt->l4;
	if (!get_be16(ip + 4))
		return pkt->len - pkt->l4;
	return pkt->l3 + 40 + get_be16(ip + 4) - pkt->l4;
}

/**
 * cx5_parse_csum() - verify the checksums
 * @pkt: parsed; gets @l3_ok and @l4_ok
 */
void cx5_parse_csum(struct cx5_packet *pkt)
{
	const u8 *ip = pkt->frame + pkt->l3;
	u32 len, sum;

	pkt->l3_ok = pkt->version == 6;
	pkt->l4_ok = false;
	if (pkt->version == 4)
		pkt->l3_ok = csum_fold(csum_add(0, ip, (ip[0] & 0xf) * 4)) ==
			     0xffff;
	if (!pkt->l4)
		return;
	/* UDP over IPv4 may have no checksum. */
	if (pkt->proto == PROTO_UDP && !get_be16(pkt->frame + pkt->l4 + 6)) {
		pkt->l4_ok = pkt->version == 4;
		return;
	}
	len = l4_length(pkt);
	sum = csum_pseudo(ip, pkt->version, pkt->proto, len);
	sum = csum_add(sum, pkt->frame + pkt->l4, len);
	pkt->l4_ok = csum_fold(sum) == 0xffff;
}

#define SET_L2_4(m, field, val)	SET(fte_match_set_lyr_2_4, m, field, val)

static void match_l2(const struct cx5_packet *pkt, u8 *m)
{
	u16 type = get_be16(pkt->frame + 12);

	memcpy(AT(fte_match_set_lyr_2_4, m, dmac_47_16), pkt->frame, 6);
	memcpy(AT(fte_match_set_lyr_2_4, m, smac_47_16), pkt->frame + 6, 6);
	if (type == TYPE_VLAN || type == TYPE_QINQ) {
		SET_L2_4(m, cvlan_tag, type == TYPE_VLAN);
		SET_L2_4(m, svlan_tag, type == TYPE_QINQ);
		SET_L2_4(m, first_prio, pkt->tci >> 13);
		SET_L2_4(m, first_cfi, pkt->tci >> 12 & 1);
		SET_L2_4(m, first_vid, pkt->tci & 0xfff);
	}
}

static void match_l3(const struct cx5_packet *pkt, u8 *m)
{
	const u8 *ip = pkt->frame + pkt->l3;
	u8 *src = AT(fte_match_set_lyr_2_4, m, src_ipv4_src_ipv6);
	u8 *dst = AT(fte_match_set_lyr_2_4, m, dst_ipv4_dst_ipv6);
	u8 tos;

	SET_L2_4(m, ip_version, pkt->version);
	SET_L2_4(m, ip_protocol, pkt->proto);
	SET_L2_4(m, frag, pkt->frag);
	if (pkt->version == 4) {
		tos = ip[1];
		SET_L2_4(m, ttl_hoplimit, ip[8]);
		SET_L2_4(m, ipv4_ihl, ip[0] & 0xf);
		memcpy(src + 12, ip + 12, 4);
		memcpy(dst + 12, ip + 16, 4);
	} else {
		tos = get_be16(ip) >> 4;
		SET_L2_4(m, ttl_hoplimit, ip[7]);
		memcpy(src, ip + 8, 16);
		memcpy(dst, ip + 24, 16);
	}
	SET_L2_4(m, ip_dscp, tos >> 2);
	SET_L2_4(m, ip_ecn, tos & 3);
}

/**
 * cx5_parse_match() - write the headers in the form that flow tables compare
 * @pkt: parsed; gets @match
 *
 * Fills in outer headers only. All other fields are 0, so a rule that wants a
 * value there does not match.
 */
void cx5_parse_match(struct cx5_packet *pkt)
{
	u8 *m = pkt->match;
	const u8 *l4;
	u16 type;

	memset(pkt->match, 0, sizeof(pkt->match));
	if (pkt->len < ETH_HLEN)
		return;
	match_l2(pkt, m);
	skip_tags(pkt, &type);
	SET_L2_4(m, ethertype, type);
	if (pkt->version)
		match_l3(pkt, m);
	if (!pkt->l4)
		return;
	l4 = pkt->frame + pkt->l4;
	if (pkt->proto == PROTO_TCP) {
		SET_L2_4(m, tcp_sport, get_be16(l4));
		SET_L2_4(m, tcp_dport, get_be16(l4 + 2));
		SET_L2_4(m, tcp_flags, get_be16(l4 + 12) & 0x1ff);
	} else {
		SET_L2_4(m, udp_sport, get_be16(l4));
		SET_L2_4(m, udp_dport, get_be16(l4 + 2));
	}
}
