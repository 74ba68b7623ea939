/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From a packet of ESP to the flow inside it. Only the BPF program includes this: a parser
 * of captures has no keys.
 */
#ifndef __PARSE_ESP_H__
#define __PARSE_ESP_H__

#include "parser.h"
#include "eth.h"
#include "ip.h"
#include "l4.h"
#include "esp_decrypt.h"

struct esp_header {
	__be32 spi;
	__be32 seq;
};

#define ESP_TRAILER_LEN	2	/* pad length, next header */
#define ESP_FIRST	2	/* blocks: the addresses and ports of IPv4 */
#define ESP_ICMPV6	58

/* Replace the flow of the outer packet by one with the SPI in place of ports. */
static __always_inline void esp_flow_by_spi(struct flow *flow, __be32 spi)
{
	flow->word[flow_is_ipv6(flow) ? FLOW_WORDS_IPV6 : FLOW_WORDS_IPV4] = spi;
	flow->words++;
	flow->type |= XDP_RSS_L4 | XDP_RSS_L4_IPSEC;
}

static __always_inline struct ipsec_sa *esp_find_sa(const struct flow *flow,
						    __be32 spi)
{
	struct ipsec_id id = { .spi = spi };
	int i;

	if (!flow_is_ipv6(flow))
		id.daddr[0] = flow->word[1];
	else
		for (i = 0; i < 4; i++)
			id.daddr[i] = flow->word[4 + i];
	return ipsec_find(&id);
}

/* The verifier allows eight functions in each other, and parse_ip() has one more below it.
 * So the functions of this file are inline where they can be.
 */
/* Read the inner packet of tunnel mode. */
static __always_inline int esp_read_ip(struct packet *in, struct flow *flow,
				  __u8 first)
{
	__u16 proto = ip_ethertype(first);

	if (!proto || parse_ip(in, flow, proto) || parse_l4(in, flow))
		return TUNNEL_ESP_INNER;
	return 0;
}

static __always_inline int esp_read_l4(struct packet *in, struct flow *flow)
{
	if (!packet_has(in, ESP_TRAILER_LEN))
		return TUNNEL_ESP_SHORT;
	in->end -= ESP_TRAILER_LEN;
	return parse_l4(in, flow) ? TUNNEL_ESP_INNER : 0;
}

static __always_inline bool esp_is_tunnel(const struct ipsec_sa *sa, __u8 next)
{
	return !sa->format.transport || next == IPPROTO_IPIP ||
	       next == IPPROTO_IPV6;
}

/* Return: how many blocks the inner headers need, from the first bytes of these. */
static __always_inline __u32 esp_blocks(const __u8 *head)
{
	__u32 len = 0;

	if (head[0] >> 4 == 4 && head[9] != NEXTHDR_AUTH)
		len = (head[0] & 15) * 4 + 4;
	else if (head[0] >> 4 == 6 &&
		 (head[6] == IPPROTO_TCP || head[6] == IPPROTO_UDP ||
		  head[6] == IPPROTO_SCTP || head[6] == ESP_ICMPV6))
		len = sizeof(struct ipv6hdr) + 4;
	else if (head[0] >> 4 == 4 || head[0] >> 4 == 6)
		len = ESP_HEAD_LEN;
	return (len + IPSEC_BLOCK - 1) / IPSEC_BLOCK;
}

/* The next header is the last byte of the payload. */
static __always_inline int esp_next_header(const struct packet *pkt,
					   struct ipsec_sa *sa, __u8 *next)
{
	__u32 last = pkt->end - pkt->off - 1;
	struct esp_scratch *scratch = esp_scratch();
	int why;

	why = esp_decrypt(pkt, sa, last / IPSEC_BLOCK, 1, IPSEC_HEAD_BLOCKS);
	if (why || !scratch)
		return why;
	*next = ((__u8 *)scratch->plain)[ESP_HEAD_LEN + last % IPSEC_BLOCK];
	return 0;
}

/* Decrypt no more than the inner headers, and read them. */
static __noinline int esp_read_encrypted(const struct packet *pkt,
					 struct ipsec_sa *sa, struct flow *flow)
{
	struct packet in = { .end = pkt->end - pkt->off };
	struct esp_scratch *scratch = esp_scratch();
	__u32 blocks;
	int why;

	if (!scratch)
		return TUNNEL_ESP_NO_SA;
	if (sa->format.cipher == IPSEC_CBC && in.end % IPSEC_BLOCK)
		return TUNNEL_ESP_SHORT;
	if (sa->format.transport) {
		why = esp_next_header(pkt, sa, &flow->proto);
		if (why)
			return why;
	}
	why = esp_decrypt(pkt, sa, 0,
			  esp_is_tunnel(sa, flow->proto) ? ESP_FIRST : 1, 0);
	if (why)
		return why;

	bpf_dynptr_from_mem(scratch->plain, ESP_HEAD_LEN, 0, &in.bytes);
	if (!esp_is_tunnel(sa, flow->proto))
		return esp_read_l4(&in, flow);
	blocks = esp_blocks((__u8 *)scratch->plain);
	if (blocks > IPSEC_HEAD_BLOCKS)
		blocks = IPSEC_HEAD_BLOCKS;
	if (blocks > ESP_FIRST && in.end > ESP_FIRST * IPSEC_BLOCK) {
		why = esp_decrypt(pkt, sa, ESP_FIRST, blocks - ESP_FIRST,
				  ESP_FIRST);
		if (why)
			return why;
	}
	return esp_read_ip(&in, flow, *(__u8 *)scratch->plain);
}

static __noinline int esp_read_plain(struct packet *pkt, struct ipsec_sa *sa,
				     struct flow *flow)
{
	const __u8 *byte;
	__u8 buf;

	if (sa->format.transport) {
		byte = bpf_dynptr_slice(&pkt->bytes, pkt->end - 1, &buf, 1);
		if (!byte)
			return TUNNEL_ESP_SHORT;
		flow->proto = *byte;
		if (!esp_is_tunnel(sa, flow->proto))
			return esp_read_l4(pkt, flow);
	}
	byte = packet_peek(pkt, &buf, 1);
	return byte ? esp_read_ip(pkt, flow, *byte) : TUNNEL_ESP_SHORT;
}

/* Return: 0, or the reason to hash by the SPI. */
static __always_inline int esp_read(struct packet *pkt, struct ipsec_sa *sa,
			       struct flow *flow)
{
	__u32 around = sa->format.iv_len + sa->format.icv_len;
	int why;

	if (sa->format.cipher == IPSEC_UNREAD)
		return TUNNEL_ESP_UNREAD_SA;
	if (!packet_has(pkt, around + ESP_TRAILER_LEN))
		return TUNNEL_ESP_SHORT;
	pkt->off += sa->format.iv_len;
	pkt->end -= sa->format.icv_len;
	if (sa->format.cipher == IPSEC_PLAIN)
		return esp_read_plain(pkt, sa, flow);
	why = esp_read_encrypted(pkt, sa, flow);
	esp_wipe();
	return why;
}

/**
 * parse_esp() - parse a packet of ESP down to the flow inside it
 * @pkt: at the ESP header
 * @flow: the outer flow; set to the inner one, or to the outer one with the SPI
 * @encap: @encap->by_spi is set to the reason to hash by the SPI, or left at 0
 *
 * Nothing is authenticated here. What a forged packet can choose is its queue.
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_esp(struct packet *pkt, struct flow *flow,
				struct encap *encap)
{
	struct flow inner = *flow;
	struct esp_header buf;
	const struct esp_header *esp = packet_pull(pkt, &buf, sizeof(buf));
	struct ipsec_sa *sa;
	__be32 spi;

	if (!esp)
		return TUNNEL_TRUNCATED;
	spi = esp->spi;
	sa = esp_find_sa(flow, spi);
	encap->by_spi = sa ? esp_read(pkt, sa, &inner) : TUNNEL_ESP_NO_SA;
	if (encap->by_spi)
		esp_flow_by_spi(flow, spi);
	else
		*flow = inner;
	return 0;
}

#endif /* __PARSE_ESP_H__ */
