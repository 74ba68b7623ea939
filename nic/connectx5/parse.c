// SPDX-License-Identifier: GPL-2.0
/* A packet: its headers, and the form in which flow tables compare them. */
#include <string.h>

#include "nic/bytes.h"

#include "format.h"
#include "parse.h"

#define ETH_HLEN	14

/**
 * cx5_parse() - find the headers, and verify the checksums
 * @pkt: @frame and @len are set; gets the rest but @match
 *
 * The card sees two tags, and of a tunnel only the outside. It does not know
 * the header of SCTP.
 */
void cx5_parse(struct cx5_packet *pkt)
{
	static const struct nic_parser parser = { 0 };
	struct nic_headers headers;
	struct nic_ip *ip = &pkt->ip;

	nic_headers_parse(&headers, pkt->frame, pkt->len, &parser);
	*ip = headers.outer;
	pkt->type = headers.type;
	pkt->tagged = headers.tags && headers.tpid[0] == NIC_TYPE_VLAN;
	pkt->tci = headers.tci[0];
	if (ip->proto == NIC_PROTO_SCTP)
		ip->l4 = 0;
	pkt->l3_ok = ip->version && nic_csum_l3_ok(pkt->frame, ip);
	pkt->l4_ok = ip->l4 && nic_csum_l4_ok(pkt->frame, ip);
}

#define SET_L2_4(m, field, val)	SET(fte_match_set_lyr_2_4, m, field, val)

static void match_l2(const struct cx5_packet *pkt, u8 *m)
{
	u16 type = get_be16(pkt->frame + 12);

	memcpy(AT(fte_match_set_lyr_2_4, m, dmac_47_16), pkt->frame, 6);
	memcpy(AT(fte_match_set_lyr_2_4, m, smac_47_16), pkt->frame + 6, 6);
	if (type == NIC_TYPE_VLAN || type == NIC_TYPE_QINQ) {
		SET_L2_4(m, cvlan_tag, type == NIC_TYPE_VLAN);
		SET_L2_4(m, svlan_tag, type == NIC_TYPE_QINQ);
		SET_L2_4(m, first_prio, pkt->tci >> 13);
		SET_L2_4(m, first_cfi, pkt->tci >> 12 & 1);
		SET_L2_4(m, first_vid, pkt->tci & 0xfff);
	}
}

static void match_l3(const struct cx5_packet *pkt, u8 *m)
{
	const u8 *ip = pkt->frame + pkt->ip.l3;
	u8 *src = AT(fte_match_set_lyr_2_4, m, src_ipv4_src_ipv6);
	u8 *dst = AT(fte_match_set_lyr_2_4, m, dst_ipv4_dst_ipv6);
	u8 tos;

	SET_L2_4(m, ip_version, pkt->ip.version);
	SET_L2_4(m, ip_protocol, pkt->ip.proto);
	SET_L2_4(m, frag, pkt->ip.frag);
	if (pkt->ip.version == 4) {
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

	memset(pkt->match, 0, sizeof(pkt->match));
	if (pkt->len < ETH_HLEN)
		return;
	match_l2(pkt, m);
	SET_L2_4(m, ethertype, pkt->type);
	if (pkt->ip.version)
		match_l3(pkt, m);
	if (!pkt->ip.l4)
		return;
	l4 = pkt->frame + pkt->ip.l4;
	if (pkt->ip.proto == NIC_PROTO_TCP) {
		SET_L2_4(m, tcp_sport, get_be16(l4));
		SET_L2_4(m, tcp_dport, get_be16(l4 + 2));
		SET_L2_4(m, tcp_flags, get_be16(l4 + 12) & 0x1ff);
	} else {
		SET_L2_4(m, udp_sport, get_be16(l4));
		SET_L2_4(m, udp_dport, get_be16(l4 + 2));
	}
}
