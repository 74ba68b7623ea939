// SPDX-License-Identifier: GPL-2.0
/* Count test frames and drop them. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "hints.h"

__u64 counted;

SEC("xdp.frags")
int count_frames(struct xdp_md *ctx)
{
	static const __u8 mac[] = HINTS_MAC;
	__u8 *data = (void *)(long)ctx->data;

	if (data + 14 > (__u8 *)(long)ctx->data_end)
		return XDP_PASS;
	for (int i = 0; i < sizeof(mac); i++)
		if (data[6 + i] != mac[i])
			return XDP_PASS;
	__sync_fetch_and_add(&counted, 1);
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
