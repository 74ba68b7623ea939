/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keep the metadata that the NIC reports of a packet: VLAN tag, timestamp, hash. It is
 * in the descriptor, which only the driver's own path to the stack reads, so a
 * redirect would lose it.
 */
#ifndef __NIC_METADATA_H__
#define __NIC_METADATA_H__

#include "bpf/rx_readers.bpf.h"

#define KEEP_MACS_LEN	12
#define KEEP_TAG_LEN	4

/* True if @keep has this value and the kernel has the reader */
#define keep_reads(keep, which, reader)					\
	((keep) & 1u << (which) && bpf_ksym_exists(reader))

/* Put a tag into the packet. After an error the packet is unchanged: no call can fail
 * after the head has moved, because the bytes exist.
 */
static __always_inline int keep_push_tag(struct xdp_md *ctx, __be16 proto,
					 __u16 tci)
{
	__be16 tag[2] = { proto, bpf_htons(tci) };
	__u8 macs[KEEP_MACS_LEN];

	if (bpf_xdp_load_bytes(ctx, 0, macs, sizeof(macs)) ||
	    bpf_xdp_adjust_head(ctx, -KEEP_TAG_LEN))
		return -1;
	bpf_xdp_store_bytes(ctx, 0, macs, sizeof(macs));
	bpf_xdp_store_bytes(ctx, sizeof(macs), tag, sizeof(tag));
	return 0;
}

/* Store the tag, or put it into the packet if the store fails, as on a kernel without
 * the layer. Return: 0, or -1 if a redirect would lose the tag.
 */
static __always_inline int keep_vlan_tag(struct xdp_md *ctx, __u32 keep,
					 struct tunnel_stats *stats)
{
	__be16 proto = 0;
	__u16 tci = 0;

	if (!keep_reads(keep, TUNNEL_KEEP_VLAN_TAG,
			bpf_xdp_metadata_rx_vlan_tag) ||
	    bpf_xdp_metadata_rx_vlan_tag(ctx, &proto, &tci))
		return 0;

	if (xdp_rx_meta_available() &&
	    !bpf_xdp_store_rx_vlan_tag(ctx, proto, tci))
		count(stats, TUNNEL_KEPT_VLAN_TAG);
	else if (!keep_push_tag(ctx, proto, tci))
		count(stats, TUNNEL_PUSHED_VLAN_TAG);
	else
		return -1;
	return 0;
}

static __always_inline void keep_timestamp(struct xdp_md *ctx, __u32 keep,
					   struct tunnel_stats *stats)
{
	__u64 ns = 0;

	if (!keep_reads(keep, TUNNEL_KEEP_TIMESTAMP,
			bpf_xdp_metadata_rx_timestamp) ||
	    bpf_xdp_metadata_rx_timestamp(ctx, &ns))
		return;

	if (xdp_rx_meta_available() && !bpf_xdp_store_rx_timestamp(ctx, ns))
		count(stats, TUNNEL_KEPT_TIMESTAMP);
	else
		count(stats, TUNNEL_LOST_TIMESTAMP);
}

/* Keep the NIC's hash, for a program that computes none. Return: the hash, or 0. */
static __always_inline __u32 keep_hash(struct xdp_md *ctx, __u32 keep,
				       struct tunnel_stats *stats)
{
	enum xdp_rss_hash_type type = 0;
	__u32 hash = 0;

	if (!keep_reads(keep, TUNNEL_KEEP_HASH, bpf_xdp_metadata_rx_hash) ||
	    bpf_xdp_metadata_rx_hash(ctx, &hash, &type))
		return 0;

	if (xdp_rx_meta_available() && !bpf_xdp_store_rx_hash(ctx, hash, type))
		count(stats, TUNNEL_KEPT_HASH);
	else
		count(stats, TUNNEL_LOST_HASH);
	return hash;
}

#endif /* __NIC_METADATA_H__ */
