// SPDX-License-Identifier: GPL-2.0
/* The hash of a flow, over the fields that a TIR names. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/toeplitz.h"

#include "cx5.h"
#include "format.h"
#include "parse.h"
#include "tir.h"

/**
 * struct tuple - the input of the hash
 * @data: the bytes
 * @len: number of bytes
 */
struct tuple {
	u8 data[36];
	size_t len;
};

/* Appends two fields. Symmetric: swapping them gives the same bytes. */
static void add_pair(struct tuple *t, const u8 *a, const u8 *b, size_t len,
		     bool symmetric)
{
	u8 *p = t->data + t->len;

	for (size_t i = 0; i < len; i++) {
		p[i] = symmetric ? a[i] | b[i] : a[i];
		p[len + i] = symmetric ? a[i] ^ b[i] : b[i];
	}
	t->len += 2 * len;
}

static void add_one(struct tuple *t, const u8 *a, size_t len)
{
	memcpy(t->data + t->len, a, len);
	t->len += len;
}

/* Appends a pair of fields, or the one of them that the TIR names. */
static void add_fields(struct tuple *t, const u8 *a, const u8 *b, size_t len,
		       bool want_a, bool want_b, bool symmetric)
{
	if (want_a && want_b)
		add_pair(t, a, b, len, symmetric);
	else if (want_a)
		add_one(t, a, len);
	else if (want_b)
		add_one(t, b, len);
}

static u8 xor8(const struct tuple *t)
{
	u8 x = 0;

	for (size_t i = 0; i < t->len; i++)
		x ^= t->data[i];
	return ~x;
}

/* Returns the L4 type for the CQE, CQE_RSS_L4_NONE if no L4 field is hashed. */
static u8 add_l4(const struct cx5_tir *tir, const struct cx5_packet *pkt,
		 struct tuple *t, bool symmetric)
{
	bool sport = tir->fields & MLX5_HASH_FIELD_SEL_L4_SPORT;
	bool dport = tir->fields & MLX5_HASH_FIELD_SEL_L4_DPORT;
	const u8 *l4 = pkt->frame + pkt->ip.l4;

	if (!pkt->ip.l4 || (!sport && !dport))
		return CQE_RSS_L4_NONE;
	add_fields(t, l4, l4 + 2, 2, sport, dport, symmetric);
	return pkt->ip.proto == NIC_PROTO_TCP ? CQE_RSS_L4_TCP : CQE_RSS_L4_UDP;
}

/*
 * The index of IPsec, from an ESP or AH header behind IP. It comes behind the
 * addresses, where other protocols have their ports, as its bit comes behind
 * theirs in the TIR: the order is not published. It has no partner that would
 * make it symmetric.
 */
static u8 add_spi(const struct cx5_tir *tir, const struct cx5_packet *pkt,
		  struct tuple *t)
{
	if (!pkt->ip.spi || !(tir->fields & MLX5_HASH_FIELD_SEL_IPSEC_SPI))
		return CQE_RSS_L4_NONE;
	add_one(t, pkt->frame + pkt->ip.spi, 4);
	return CQE_RSS_L4_IPSEC;
}

/**
 * cx5_rss_hash() - hash a packet
 * @tir: the TIR, which names the fields, the function and the key
 * @pkt: parsed; gets @hash and @hash_type, both 0 when no field is hashed
 * @plain: ignore that the TIR asks for a symmetric hash
 *
 * A symmetric hash, which mlx5 asks for, is over the OR and the XOR of the two
 * addresses, then over those of the two ports.
 */
void cx5_rss_hash(const struct cx5_tir *tir, struct cx5_packet *pkt,
		  bool plain)
{
	const u8 *ip = pkt->frame + pkt->ip.l3;
	bool symmetric = tir->symmetric && !plain;
	bool v4 = pkt->ip.version == 4;
	size_t len = v4 ? 4 : 16;
	struct tuple t = { .len = 0 };
	u8 l4;

	pkt->hash = 0;
	pkt->hash_type = 0;
	if (tir->hash_fn == MLX5_RX_HASH_FN_NONE || !pkt->ip.version)
		return;
	ip += v4 ? 12 : 8;
	add_fields(&t, ip, ip + len, len,
		   tir->fields & MLX5_HASH_FIELD_SEL_SRC_IP,
		   tir->fields & MLX5_HASH_FIELD_SEL_DST_IP, symmetric);
	l4 = pkt->ip.spi ? add_spi(tir, pkt, &t) :
	     add_l4(tir, pkt, &t, symmetric);
	if (!t.len)
		return;
	pkt->hash = tir->hash_fn == MLX5_RX_HASH_FN_TOEPLITZ ?
		    toeplitz(tir->key, t.data, t.len) : xor8(&t);
	pkt->hash_type = l4 << 6 | (v4 ? CQE_RSS_IPV4 : CQE_RSS_IPV6) << 2;
}
