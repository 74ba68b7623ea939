// SPDX-License-Identifier: GPL-2.0
/* A program that must not load, as its type is not XDP */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_xdp_clear_rx_meta(struct xdp_md *ctx, __u32 which) __ksym;

SEC("tc")
int not_xdp(struct __sk_buff *skb)
{
	return bpf_xdp_clear_rx_meta((void *)skb, 0);
}

char LICENSE[] SEC("license") = "GPL";
