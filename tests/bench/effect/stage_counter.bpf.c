// SPDX-License-Identifier: GPL-2.0
/*
 * Count packets by CPU in two stages: where the stack takes them from the NIC or the veth,
 * still in their tunnel, and where they have left it. In the second stage each packet may be
 * made to cost more, as an application or a firewall would.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "stages.h"

#define TCX_NEXT	(-1)

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, STAGES);
	__type(key, __u32);
	__type(value, struct stage_count);
} stage_counts SEC(".maps");

/* Rounds of a loop for each packet in the second stage */
__u32 work;

static long work_round(__u32 i, void *arg)
{
	return 0;
}

/* A packet that GRO merged counts as the packets it was made of. */
static __always_inline void count(struct __sk_buff *skb, __u32 stage)
{
	struct stage_count *at = bpf_map_lookup_elem(&stage_counts, &stage);
	__u32 segs = skb->gso_segs;

	if (!segs)
		segs = 1;
	if (!at)
		return;
	at->skbs++;
	at->packets += segs;
	if (stage == STAGE_INNER && work)
		bpf_loop(work * segs, work_round, NULL, 0);
}

/* What IPsec has decrypted comes to the interface a second time. */
static __always_inline bool was_decrypted(struct __sk_buff *skb)
{
	struct bpf_xfrm_state state;

	return !bpf_skb_get_xfrm_state(skb, 0, &state, sizeof(state), 0);
}

SEC("tcx/ingress")
int count_outer(struct __sk_buff *skb)
{
	count(skb, was_decrypted(skb) ? STAGE_INNER : STAGE_OUTER);
	return TCX_NEXT;
}

SEC("tcx/ingress")
int count_inner(struct __sk_buff *skb)
{
	count(skb, STAGE_INNER);
	return TCX_NEXT;
}

char LICENSE[] SEC("license") = "GPL";
