// SPDX-License-Identifier: GPL-2.0
/*
 * The kfuncs with prototypes that are not weak: this loads only on a kernel
 * that has every kfunc with exactly these types.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_xdp_store_rx_hash(struct xdp_md *ctx, __u32 hash,
				 enum xdp_rss_hash_type type) __ksym;
extern int bpf_xdp_store_rx_vlan_tag(struct xdp_md *ctx, __be16 proto,
				     __u16 tci) __ksym;
extern int bpf_xdp_store_rx_timestamp(struct xdp_md *ctx, __u64 ns) __ksym;
extern int bpf_xdp_load_rx_hash(const struct xdp_md *ctx, __u32 *hash,
				enum xdp_rss_hash_type *type) __ksym;
extern int bpf_xdp_load_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto,
				    __u16 *tci) __ksym;
extern int bpf_xdp_load_rx_timestamp(const struct xdp_md *ctx,
				     __u64 *ns) __ksym;
extern int bpf_xdp_clear_rx_meta(struct xdp_md *ctx, __u32 which) __ksym;

SEC("xdp")
int strict(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type;
	__be16 proto;
	__u32 hash;
	__u16 tci;
	__u64 ns;

	if (!bpf_xdp_load_rx_hash(ctx, &hash, &type))
		bpf_xdp_store_rx_hash(ctx, hash, type);
	if (!bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci))
		bpf_xdp_store_rx_vlan_tag(ctx, proto, tci);
	if (!bpf_xdp_load_rx_timestamp(ctx, &ns))
		bpf_xdp_store_rx_timestamp(ctx, ns);
	bpf_xdp_clear_rx_meta(ctx, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
