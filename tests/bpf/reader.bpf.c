// SPDX-License-Identifier: GPL-2.0
/*
 * Programs that are bound to a device and so allowed to ask its driver. Their
 * lists of operations are those of layer.bpf.c.
 */
#define HOP_READERS
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "hop.bpf.h"

SEC("xdp.frags")
int hop0_bound(struct xdp_md *ctx)
{
	return hop_enter(ctx, 0, 0) ?: hop_verdict_plain(0);
}

SEC("xdp.frags")
int hop1_bound(struct xdp_md *ctx)
{
	return hop_enter(ctx, 1, 0) ?: hop_verdict_plain(1);
}

SEC("xdp.frags")
int hop2_bound(struct xdp_md *ctx)
{
	return hop_enter(ctx, 2, 0) ?: hop_verdict_plain(2);
}

char LICENSE[] SEC("license") = "GPL";
