// SPDX-License-Identifier: GPL-2.0
/* The program that the bench runs on each packet; it takes the times as well. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "xdp_rx_meta.bpf.h"

/* Set before the program is loaded, so that the verifier drops the other branches */
const volatile __u32 which;
const volatile __u32 verdict;
const volatile __u32 target;
const volatile __u64 first, last;

__u64 seen, begin, end, failed;

SEC("xdp")
int cost(struct xdp_md *ctx)
{
	/* Both are at the start of a batch: whole batches are between them. */
	if (seen == first)
		begin = bpf_ktime_get_ns();
	if (seen == last)
		end = bpf_ktime_get_ns();
	seen++;

	if (which && xdp_rx_meta_available()) {
		if (which & XDP_RX_META_HASH &&
		    bpf_xdp_store_rx_hash(ctx, 0x12345678,
					  XDP_RSS_TYPE_L4_IPV4_UDP))
			failed++;
		if (which & XDP_RX_META_VLAN_TAG &&
		    bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x8100), 5))
			failed++;
		if (which & XDP_RX_META_TIMESTAMP &&
		    bpf_xdp_store_rx_timestamp(ctx, 1000))
			failed++;
	}
	if (verdict == XDP_REDIRECT)
		return bpf_redirect(target, 0);
	return verdict;
}

char LICENSE[] SEC("license") = "GPL";
