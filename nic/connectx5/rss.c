// SPDX-License-Identifier: GPL-2.0
/* The hash of a flow, over the fields that a TIR names. */
#include "cx5.h"

#define PROTO_TCP	6
#define PROTO_UDP	17
#define PROTO_ESP	50
#define KEY_LEN		40

/**
 * struct tuple - what is hashed, in this order
 * @data: the bytes
 * @len: how many
 */
struct tuple {
	u8 data[36];
	size_t len;
};

/**
 * cx5_toeplitz() - Toeplitz hash
 * @key: 40 bytes
 * @data: the input
 * @len: bytes of it, at most 36
 *
 * Return: the hash.
 */
u32 cx5_toeplitz(const u8 *key, const u8 *data, size_t len)
{
	u64 window = get_be64(key);
	u32 hash = 0;

	for (size_t i = 0; i < len; i++) {
		/*
		 * The upper half is what bit 7 sees; it moves a bit at a time.
		 */
		for (int bit = 7; bit >= 0; bit--) {
			if (data[i] >> bit & 1)
				hash ^= window >> 32;
			window <<= 1;
		}
		if (i + 8 < KEY_LEN)
			window |= key[i + 8];
	}
	return hash;
}

/* Appends two fields; symmetric: so that changing them over changes nothing. */
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

/* A pair of fields, of which the TIR may want one only. */
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

/* Returns what the CQE says of L4: 0 where no field of it was hashed. */
static u8 add_l4(const struct cx5_tir *tir, const struct cx5_packet *pkt,
		 struct tuple *t, bool symmetric)
{
	bool sport = tir->fields & MLX5_HASH_FIELD_SEL_L4_SPORT;
	bool dport = tir->fields & MLX5_HASH_FIELD_SEL_L4_DPORT;
	const u8 *l4 = pkt->frame + pkt->l4;

	if (!pkt->l4 || (!sport && !dport))
		return CQE_RSS_L4_NONE;
	add_fields(t, l4, l4 + 2, 2, sport, dport, symmetric);
	return pkt->proto == PROTO_TCP ? CQE_RSS_L4_TCP : CQE_RSS_L4_UDP;
}

/**
 * cx5_rss_hash() - hash a packet
 * @tir: what to hash, and how
 * @pkt: parsed; gets @hash and @hash_type, 0 where there is nothing to hash
 * @plain: Toeplitz of the fields as they are, even if the TIR says symmetric
 *
 * The driver asks for a symmetric hash: over the OR and the XOR of the two
 * addresses, then of the two ports.
 */
void cx5_rss_hash(const struct cx5_tir *tir, struct cx5_packet *pkt,
		  bool plain)
{
	const u8 *ip = pkt->frame + pkt->l3;
	bool symmetric = tir->symmetric && !plain;
	bool v4 = pkt->version == 4;
	size_t len = v4 ? 4 : 16;
	struct tuple t = { .len = 0 };
	u8 l4;

	pkt->hash = 0;
	pkt->hash_type = 0;
	if (tir->hash_fn == MLX5_RX_HASH_FN_NONE || !pkt->version)
		return;
	ip += v4 ? 12 : 8;
	add_fields(&t, ip, ip + len, len,
		   tir->fields & MLX5_HASH_FIELD_SEL_SRC_IP,
		   tir->fields & MLX5_HASH_FIELD_SEL_DST_IP, symmetric);
	l4 = add_l4(tir, pkt, &t, symmetric);
	if (!t.len)
		return;
	pkt->hash = tir->hash_fn == MLX5_RX_HASH_FN_TOEPLITZ ?
		    cx5_toeplitz(tir->key, t.data, t.len) : xor8(&t);
	pkt->hash_type = l4 << 6 | (v4 ? CQE_RSS_IPV4 : CQE_RSS_IPV6) << 2;
}
