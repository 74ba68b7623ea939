/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The SAs that the tunnel program knows, and the program that sets one.
 *
 * A key becomes a crypto context of the kernel, which no map shows. An SA lives in a slot
 * of an array, because an array is written in place: an element of a hash table is
 * copied, and its old memory keeps the bytes.
 */
#ifndef __IPSEC_SAS_H__
#define __IPSEC_SAS_H__

#include "bpf/ipsec.h"

extern struct bpf_crypto_ctx *
bpf_crypto_ctx_create(const struct ipsec_crypto_params *params,
		      __u32 params__sz, int *err) __ksym __weak;
extern void bpf_crypto_ctx_release(struct bpf_crypto_ctx *ctx) __ksym __weak;

struct ipsec_sa {
	struct ipsec_format format;
	struct bpf_crypto_ctx __kptr *ctx;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, IPSEC_SAS_MAX);
	__type(key, __u32);
	__type(value, struct ipsec_sa);
} ipsec_sas SEC(".maps");

/* The slot of each SA */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, IPSEC_SAS_MAX);
	__type(key, struct ipsec_id);
	__type(value, __u32);
} ipsec_index SEC(".maps");

static __always_inline struct ipsec_sa *ipsec_find(const struct ipsec_id *id)
{
	__u32 *slot = bpf_map_lookup_elem(&ipsec_index, id);

	return slot ? bpf_map_lookup_elem(&ipsec_sas, slot) : NULL;
}

/* The verifier wants to see that a pointer is one, or the constant NULL. The barrier keeps
 * the compiler from making one call of the two.
 */
static __always_inline struct bpf_crypto_ctx *
ipsec_swap(struct ipsec_sa *sa, struct bpf_crypto_ctx *ctx)
{
	if (!ctx)
		return bpf_kptr_xchg(&sa->ctx, NULL);
	barrier();
	return bpf_kptr_xchg(&sa->ctx, ctx);
}

/* Only such a program may make a crypto context. The request is a copy of the kernel's:
 * it is wiped here, because the kernel frees it as it is and copies it back to the loader.
 */
SEC("syscall")
int ipsec_set(struct ipsec_request *request)
{
	struct bpf_crypto_ctx *ctx = NULL;
	__u32 slot = request->slot;
	struct ipsec_sa *sa;
	int err = 0;

	if (request->params.key_len)
		ctx = bpf_crypto_ctx_create(&request->params,
					    sizeof(request->params), &err);
	__builtin_memset(request->params.key, 0, IPSEC_KEY_MAX);
	request->error = err;

	sa = bpf_map_lookup_elem(&ipsec_sas, &slot);
	if (sa) {
		sa->format = request->format;
		if (err)
			sa->format.cipher = IPSEC_UNREAD;
		ctx = ipsec_swap(sa, ctx);
	}
	if (ctx)
		bpf_crypto_ctx_release(ctx);
	__builtin_memset(request->format.prefix, 0, 4);
	return 0;
}

#endif /* __IPSEC_SAS_H__ */
