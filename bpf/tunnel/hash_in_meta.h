/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hash in front of a packet, for a kernel that cannot store it. The XDP program leaves
 * it in data_meta, which cpumap, devmap and veth keep. Where the packet becomes an skb, a
 * tc program takes it from there.
 */
#ifndef __HASH_IN_META_H__
#define __HASH_IN_META_H__

#define HASH_IN_META_MAGIC	0x72786d31	/* "rxm1" */

/**
 * struct hash_in_meta - what is in front of a packet, at the start of data_meta
 * @hash: hash of the flow, host byte order
 * @magic: %HASH_IN_META_MAGIC: other programs leave other things there
 *
 * All packets of a flow have the same bytes here, or GRO would not merge them.
 */
struct hash_in_meta {
	__u32 hash;
	__u32 magic;
};

/* Return: 0, or -1 without room, or on a driver without metadata. */
static __always_inline int hash_put_in_meta(struct xdp_md *ctx, __u32 hash)
{
	struct hash_in_meta *meta;

	if (bpf_xdp_adjust_meta(ctx, -(int)sizeof(*meta)))
		return -1;
	meta = (void *)(long)ctx->data_meta;
	if ((void *)(meta + 1) > (void *)(long)ctx->data)
		return -1;
	meta->hash = hash;
	meta->magic = HASH_IN_META_MAGIC;
	return 0;
}

/* The bytes stay: a tc program cannot take them away, and if it wrote to them, the kernel
 * would copy a packet that has another reader and lose them. Return: 0, or -1 without a
 * hash.
 */
static __always_inline int hash_take_from_meta(struct __sk_buff *skb)
{
	const struct hash_in_meta *meta = (void *)(long)skb->data_meta;

	if ((void *)(meta + 1) > (void *)(long)skb->data ||
	    meta->magic != HASH_IN_META_MAGIC)
		return -1;
	bpf_set_hash(skb, meta->hash);
	return 0;
}

#endif /* __HASH_IN_META_H__ */
