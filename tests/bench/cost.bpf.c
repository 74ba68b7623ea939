// SPDX-License-Identifier: GPL-2.0
/* The programs of the bench. They take the times as well. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "xdp_rx_meta.bpf.h"

#define SAMPLES	8192
#define CALLS	7

/* Set before the program is loaded, so that the verifier drops the other branches */
const volatile __u32 which;
const volatile __u32 verdict;
const volatile __u32 target;
const volatile bool to_cpu;
/* A power of two of the eight queues that a stored hash selects, in turn */
const volatile __u32 queues = 1;

__u64 at[SAMPLES];
__u32 seen, failed;

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
	__uint(max_entries, 1);
} cpus SEC(".maps");

SEC("xdp")
int cost(struct xdp_md *ctx)
{
	/* Each run takes the same instructions to find out what it stores, so that
	 * the difference of two runs begins with the calls.
	 */
	const __u32 stored = which;
	__u32 hash, i = seen++;

	if (i < SAMPLES)
		at[i] = bpf_ktime_get_ns();

	hash = (i & (queues - 1)) << 29;
	barrier_var(hash);
	if (stored & XDP_RX_META_HASH &&
	    bpf_xdp_store_rx_hash(ctx, hash, XDP_RSS_TYPE_L4_IPV4_UDP))
		failed++;
	if (stored & XDP_RX_META_VLAN_TAG &&
	    bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x8100), 5))
		failed++;
	if (stored & XDP_RX_META_TIMESTAMP &&
	    bpf_xdp_store_rx_timestamp(ctx, 1000))
		failed++;
	if (to_cpu)
		return bpf_redirect_map(&cpus, 0, 0);
	if (verdict == XDP_REDIRECT)
		return bpf_redirect(target, 0);
	return verdict;
}

#define EIGHT(call)	({ call; call; call; call; call; call; call; call; })

/* Eight calls, then sixteen: the difference has no part of taking the times. */
#define COUNT(slot, call)					\
	({							\
		__u64 begin = bpf_ktime_get_ns(), middle;	\
								\
		EIGHT(call);					\
		middle = bpf_ktime_get_ns();			\
		EIGHT(call);					\
		EIGHT(call);					\
		calls[slot] = bpf_ktime_get_ns() + begin - 2 * middle; \
	})

/* Nanoseconds, so instructions, of eight calls */
__s64 calls[CALLS];

SEC("xdp")
int kfuncs(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type;
	__be16 proto;
	__u32 hash;
	__u64 ns;
	__u16 tci;

	if (!xdp_rx_meta_available())
		return XDP_DROP;

	COUNT(0, bpf_xdp_store_rx_hash(ctx, 1, XDP_RSS_TYPE_L4_IPV4_UDP));
	COUNT(1, bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x8100), 5));
	COUNT(2, bpf_xdp_store_rx_timestamp(ctx, 1000));
	COUNT(3, bpf_xdp_load_rx_hash(ctx, &hash, &type));
	COUNT(4, bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci));
	COUNT(5, bpf_xdp_load_rx_timestamp(ctx, &ns));
	COUNT(6, bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL));
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
