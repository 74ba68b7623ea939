/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Decrypt blocks of a packet of ESP, without a change to the packet.
 *
 * The kernel's BPF crypto has block ciphers in ECB and CBC. Counter modes need no more: the
 * payload is the exclusive-or of the ciphertext and of encrypted counter blocks.
 */
#ifndef __ESP_DECRYPT_H__
#define __ESP_DECRYPT_H__

#include "bpf/ipsec.h"
#include "ipsec_sas.h"
#include "parser.h"

extern int bpf_crypto_decrypt(struct bpf_crypto_ctx *ctx,
			      const struct bpf_dynptr *src,
			      const struct bpf_dynptr *dst,
			      const struct bpf_dynptr *siv__nullable) __ksym __weak;
extern int bpf_crypto_encrypt(struct bpf_crypto_ctx *ctx,
			      const struct bpf_dynptr *src,
			      const struct bpf_dynptr *dst,
			      const struct bpf_dynptr *siv__nullable) __ksym __weak;

#define ESP_HEAD_LEN	(IPSEC_HEAD_BLOCKS * IPSEC_BLOCK)

/**
 * struct esp_scratch - memory for one packet, as the kernel's crypto takes no stack
 * @plain: the decrypted blocks; the verifier cannot see that the second half stays
 *	   free but for the block with the trailer
 * @in: ciphertext
 * @counter: counter blocks
 * @stream: the same, encrypted
 * @iv: IV of CBC, which the kernel overwrites
 */
struct esp_scratch {
	__u64 plain[2 * ESP_HEAD_LEN / 8];
	__u64 in[ESP_HEAD_LEN / 8];
	__u64 stream[ESP_HEAD_LEN / 8];
	__u32 counter[ESP_HEAD_LEN / 4];
	__u64 iv[IPSEC_BLOCK / 8];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct esp_scratch);
} ipsec_scratch SEC(".maps");

static __always_inline struct esp_scratch *esp_scratch(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&ipsec_scratch, &zero);
}

/* Decrypt @len bytes of @scratch->in to @to. */
static __always_inline int esp_cbc(struct bpf_crypto_ctx *ctx,
				   struct esp_scratch *scratch, void *to,
				   __u32 len)
{
	struct bpf_dynptr src, dst, iv;

	bpf_dynptr_from_mem(scratch->in, len, 0, &src);
	bpf_dynptr_from_mem(to, len, 0, &dst);
	bpf_dynptr_from_mem(scratch->iv, IPSEC_BLOCK, 0, &iv);
	return bpf_crypto_decrypt(ctx, &src, &dst, &iv);
}

static __always_inline int esp_ctr(struct bpf_crypto_ctx *ctx,
				   const struct ipsec_format *format,
				   struct esp_scratch *scratch, __u32 first,
				   __u32 blocks)
{
	const __u32 *iv = (const __u32 *)scratch->iv;
	struct bpf_dynptr src, dst;
	__u32 prefix, i;

	__builtin_memcpy(&prefix, format->prefix, sizeof(prefix));
	for (i = 0; i < IPSEC_HEAD_BLOCKS && i < blocks; i++) {
		scratch->counter[4 * i] = prefix;
		scratch->counter[4 * i + 1] = iv[0];
		scratch->counter[4 * i + 2] = iv[1];
		scratch->counter[4 * i + 3] =
			bpf_htonl(format->counter + first + i);
	}
	bpf_dynptr_from_mem(scratch->counter, blocks * IPSEC_BLOCK, 0, &src);
	bpf_dynptr_from_mem(scratch->stream, blocks * IPSEC_BLOCK, 0, &dst);
	return bpf_crypto_encrypt(ctx, &src, &dst, NULL);
}

static __always_inline void esp_xor(struct esp_scratch *scratch, __u64 *to,
				    __u32 blocks)
{
	__u32 i;

	for (i = 0; i < ESP_HEAD_LEN / 8 && i < 2 * blocks; i++)
		to[i] = scratch->in[i] ^ scratch->stream[i];
}

/**
 * esp_decrypt() - decrypt blocks of the payload
 * @pkt: at the payload, and ends with it
 * @sa: its SA, %IPSEC_CBC or %IPSEC_CTR
 * @first: number of the first block
 * @blocks: how many, up to %IPSEC_HEAD_BLOCKS. Those behind the end are left out
 * @at: where they go in esp_scratch()->plain, in blocks, up to %IPSEC_HEAD_BLOCKS
 *
 * Each block can be decrypted alone: CBC needs the ciphertext in front of it, which is
 * the IV in front of the first one.
 *
 * Return: 0, or the reason to hash by the SPI.
 */
static __noinline int esp_decrypt(const struct packet *pkt, struct ipsec_sa *sa,
				  __u32 first, __u32 blocks, __u32 at)
{
	__u32 off = pkt->off + first * IPSEC_BLOCK;
	struct esp_scratch *scratch = esp_scratch();
	struct bpf_crypto_ctx *ctx = sa->ctx;
	__u32 left = pkt->end - off;
	bool cbc = sa->format.cipher == IPSEC_CBC;
	__u32 iv_len = cbc ? IPSEC_BLOCK : 8;
	__u32 iv_at = cbc ? off - IPSEC_BLOCK : pkt->off - 8;
	__u32 len;

	if (!scratch || !ctx)
		return TUNNEL_ESP_NO_SA;
	if (off >= pkt->end)
		return TUNNEL_ESP_SHORT;
	if (blocks < 1 || blocks > IPSEC_HEAD_BLOCKS || at > IPSEC_HEAD_BLOCKS)
		return TUNNEL_ESP_CRYPTO_ERROR;

	len = blocks * IPSEC_BLOCK;
	if (len > left)
		len = left;
	if (len < 1 || len > ESP_HEAD_LEN)
		return TUNNEL_ESP_SHORT;
	if (bpf_dynptr_read(scratch->in, len, &pkt->bytes, off, 0) ||
	    bpf_dynptr_read(scratch->iv, iv_len, &pkt->bytes, iv_at, 0))
		return TUNNEL_ESP_SHORT;

	if (cbc)
		return esp_cbc(ctx, scratch, scratch->plain + 2 * at, len) ?
		       TUNNEL_ESP_CRYPTO_ERROR : 0;
	if (esp_ctr(ctx, &sa->format, scratch, first, blocks))
		return TUNNEL_ESP_CRYPTO_ERROR;
	esp_xor(scratch, scratch->plain + 2 * at, blocks);
	return 0;
}

/* The inner headers, and the secret part of counter blocks, do not stay in the map. */
static __always_inline void esp_wipe(void)
{
	struct esp_scratch *scratch = esp_scratch();

	if (!scratch)
		return;
	__builtin_memset(scratch->plain, 0, sizeof(scratch->plain));
	__builtin_memset(scratch->stream, 0, sizeof(scratch->stream));
	__builtin_memset(scratch->counter, 0, sizeof(scratch->counter));
}

#endif /* __ESP_DECRYPT_H__ */
