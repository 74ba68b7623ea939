// SPDX-License-Identifier: GPL-2.0
/*
 * An XDP program that stores a hash on each IPv4 packet, and a program of tc that sees it
 * in the skb. The hash is the packet's source address, so that the two can be compared.
 */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "xdp_rx_meta.bpf.h"

#define ETH_P_IP	0x0800
#define TC_ACT_UNSPEC	(-1)

__u64 stored, seen;

/* Returns the source address, or 0 if this is no IPv4 packet. */
static __u32 source_of(void *data, void *end)
{
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return 0;
	return bpf_ntohl(ip->saddr);
}

SEC("xdp")
int store_hash(struct xdp_md *ctx)
{
	__u32 source = source_of((void *)(long)ctx->data,
				 (void *)(long)ctx->data_end);

	if (source && xdp_rx_meta_available() &&
	    !bpf_xdp_store_rx_hash(ctx, source, XDP_RSS_TYPE_L3_IPV4))
		__sync_fetch_and_add(&stored, 1);
	return XDP_PASS;
}

SEC("tcx/ingress")
int see_hash(struct __sk_buff *skb)
{
	__u32 source = source_of((void *)(long)skb->data,
				 (void *)(long)skb->data_end);

	if (source && skb->hash == source)
		__sync_fetch_and_add(&seen, 1);
	return TC_ACT_UNSPEC;
}

char LICENSE[] SEC("license") = "GPL";
