// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's flow dissector, as skb_get_hash() calls it for RPS and others, and programs
 * that do the same without it.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK	0

__u32 hash;

SEC("tc")
int dissect(struct __sk_buff *skb)
{
	bpf_set_hash_invalid(skb);
	hash = bpf_get_hash_recalc(skb);
	return TC_ACT_OK;
}

SEC("tc")
int dissect_not(struct __sk_buff *skb)
{
	bpf_set_hash_invalid(skb);
	hash = 0;
	return TC_ACT_OK;
}

SEC("xdp")
int read_not(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
