// SPDX-License-Identifier: GPL-2.0
/*
 * Device-bound programs, which may call the readers of the driver. They share
 * the lists of operations and the CPU map of programs.bpf.c. The loader decides
 * whether they take fragments.
 */
#define PROG_READERS
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "program.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpumap SEC(".maps");

SEC("xdp")
int prog0_bound(struct xdp_md *ctx)
{
	int act = prog_enter(ctx, 0, 0);

	if (act)
		return act;
	if (test.prog[0].act == ACT_CPUMAP)
		return bpf_redirect_map(&cpumap, test.prog[0].to, 0);
	return prog_verdict_plain(0);
}

SEC("xdp")
int prog1_bound(struct xdp_md *ctx)
{
	return prog_enter(ctx, 1, 0) ?: prog_verdict_plain(1);
}

SEC("xdp")
int prog2_bound(struct xdp_md *ctx)
{
	return prog_enter(ctx, 2, 0) ?: prog_verdict_plain(2);
}

char LICENSE[] SEC("license") = "GPL";
