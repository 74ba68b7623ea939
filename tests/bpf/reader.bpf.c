// SPDX-License-Identifier: GPL-2.0
/*
 * A second program on a veth, bound to the device and so allowed to ask its
 * driver. Its lists of operations are those of layer.bpf.c.
 */
#define HOP_READERS
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "hop.bpf.h"

SEC("xdp.frags")
int hop1_bound(struct xdp_md *ctx)
{
	hop_enter(ctx, 1);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
