// SPDX-License-Identifier: GPL-2.0
/* A program of another tool: it counts all packets, and passes them. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} all_packets SEC(".maps");

SEC("xdp.frags")
int count_all(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *count = bpf_map_lookup_elem(&all_packets, &zero);

	if (count)
		__sync_fetch_and_add(count, 1);
	return XDP_PASS;
}
