// SPDX-License-Identifier: GPL-2.0
/*
 * Count the packets that the veth's peer hands to the stack, by CPU, and those of them
 * whose skb has a hash. The CPU is that whose NAPI took the packet from the ring, not the
 * one that put it there.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TCX_NEXT	(-1)

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} packets SEC(".maps"), hashed SEC(".maps");

/* What IPsec has decrypted on this interface comes here a second time. */
static __always_inline bool was_counted(struct __sk_buff *skb)
{
	struct bpf_xfrm_state state;

	return !bpf_skb_get_xfrm_state(skb, 0, &state, sizeof(state), 0);
}

static __always_inline void count(void *counters, __u64 packets)
{
	__u32 zero = 0;
	__u64 *counter = bpf_map_lookup_elem(counters, &zero);

	if (counter)
		*counter += packets;
}

/* A packet that GRO merged counts as the packets it was made of. */
SEC("tcx/ingress")
int count_packets(struct __sk_buff *skb)
{
	__u32 segs = skb->gso_segs;

	if (was_counted(skb))
		return TCX_NEXT;
	count(&packets, segs ? segs : 1);
	if (skb->hash)
		count(&hashed, segs ? segs : 1);
	return TCX_NEXT;
}

char LICENSE[] SEC("license") = "GPL";
