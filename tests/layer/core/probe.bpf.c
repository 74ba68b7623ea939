// SPDX-License-Identifier: GPL-2.0
/*
 * Ask for each kfunc whether the kernel has it, and call those that it has, as
 * any BPF author would.
 */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "xdp_rx_meta.bpf.h"

__u32 found;	/* a bit for each kfunc */

static __always_inline void find_stores(struct xdp_md *ctx)
{
	if (bpf_ksym_exists(bpf_xdp_store_rx_hash) &&
	    !bpf_xdp_store_rx_hash(ctx, 1, XDP_RSS_L4))
		found |= 1 << 0;
	if (bpf_ksym_exists(bpf_xdp_store_rx_vlan_tag) &&
	    !bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x8100), 2))
		found |= 1 << 1;
	if (bpf_ksym_exists(bpf_xdp_store_rx_timestamp) &&
	    !bpf_xdp_store_rx_timestamp(ctx, 3))
		found |= 1 << 2;
}

static __always_inline void find_loads(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type;
	__be16 proto;
	__u32 hash;
	__u16 tci;
	__u64 ns;

	if (bpf_ksym_exists(bpf_xdp_load_rx_hash) &&
	    !bpf_xdp_load_rx_hash(ctx, &hash, &type) && hash == 1)
		found |= 1 << 3;
	if (bpf_ksym_exists(bpf_xdp_load_rx_vlan_tag) &&
	    !bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci) && tci == 2)
		found |= 1 << 4;
	if (bpf_ksym_exists(bpf_xdp_load_rx_timestamp) &&
	    !bpf_xdp_load_rx_timestamp(ctx, &ns) && ns == 3)
		found |= 1 << 5;
}

SEC("xdp")
int find(struct xdp_md *ctx)
{
	found = 0;
	find_stores(ctx);
	find_loads(ctx);
	if (bpf_ksym_exists(bpf_xdp_clear_rx_meta) &&
	    !bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_HASH))
		found |= 1 << 6;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
