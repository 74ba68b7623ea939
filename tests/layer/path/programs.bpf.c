// SPDX-License-Identifier: GPL-2.0
/*
 * The chain of programs that a test packet passes, and the observer.
 *
 * All programs but one take fragments: the programs of a map have to agree in
 * this.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "program.bpf.h"

#define TC_ACT_OK	0
#define TC_ACT_SHOT	2

struct rxm_seen seen[RXM_OBSERVERS][RXM_SEQS];
__u32 observer_on[RXM_OBSERVERS];		/* ifindex */
__u32 observed_total;		/* packets that all observers saw */
__u32 observed_elsewhere;	/* of this test, where none should arrive */
__u32 observer_passes;		/* leave packets to the stack */
__u32 observer_any;			/* take any packet for number 0 */
__u32 bounce_to;

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} devmap SEC(".maps"), broadcast SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP_HASH);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} devhash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpumap SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_XSKMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} xsks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} tail_calls SEC(".maps");

static __always_inline int prog_verdict(__u32 h)
{
	__u32 to = test.prog[h].to;

	switch (test.prog[h].act) {
	case ACT_DEVMAP:
		return bpf_redirect_map(&devmap, to, 0);
	case ACT_DEVHASH:
		return bpf_redirect_map(&devhash, to, 0);
	case ACT_CPUMAP:
		return bpf_redirect_map(&cpumap, to, 0);
	case ACT_BROADCAST:
		return bpf_redirect_map(&broadcast, 0, BPF_F_BROADCAST);
	case ACT_XSK:
		return bpf_redirect_map(&xsks, 0, 0);
	default:
		return prog_verdict_plain(h);
	}
}

static __always_inline int prog_run(struct xdp_md *ctx, __u32 h)
{
	return prog_enter(ctx, h, 0) ?: prog_verdict(h);
}

SEC("xdp.frags")
int prog0(struct xdp_md *ctx)
{
	return prog_run(ctx, 0);
}

SEC("xdp.frags")
int prog1(struct xdp_md *ctx)
{
	return prog_run(ctx, 1);
}

SEC("xdp.frags")
int prog2(struct xdp_md *ctx)
{
	return prog_run(ctx, 2);
}

/* The first program, without fragments */
SEC("xdp")
int prog0_linear(struct xdp_md *ctx)
{
	return prog_enter(ctx, 0, 0) ?: prog_verdict_plain(0);
}

SEC("xdp.frags/cpumap")
int prog1_cpumap(struct xdp_md *ctx)
{
	return prog_enter(ctx, 1, 0) ?: prog_verdict_plain(1);
}

/* Number of a redirect target, where the test tells them apart */
static __always_inline __u32 prog_target(__u32 ifindex)
{
	__u32 i;

	for (i = 0; i < RXM_OBSERVERS; i++)
		if (test.target[i] == ifindex)
			return i;
	return 0;
}

SEC("xdp.frags/devmap")
int prog1_devmap(struct xdp_md *ctx)
{
	return prog_enter(ctx, 1, prog_target(ctx->egress_ifindex)) ?:
	       prog_verdict_plain(1);
}

/* The first program, reached by a tail call */
SEC("xdp.frags")
int tail_call_only(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &tail_calls, 0);
	return XDP_ABORTED;
}

SEC("xdp.frags")
int tail_call_after(struct xdp_md *ctx)
{
	int act = prog_enter(ctx, 0, 0);

	if (act)
		return act;
	bpf_tail_call(ctx, &tail_calls, 0);
	return XDP_ABORTED;
}

/* Stays on a device while no program of the path does (attached.h) */
SEC("xdp.frags")
int idle(struct xdp_md *ctx)
{
	return XDP_PASS;
}

static __always_inline bool observe_intact(const struct rxm_packet *pkt)
{
	__u32 i;

	for (i = 0; i < RXM_FILL; i++)
		if (pkt->fill[i] != 0xa0 + i)
			return false;
	return true;
}

/* Count from the MAC header: where generic XDP copied the skb, skb->data is
 * elsewhere, as the copy's mac_len is 0.
 */
static __always_inline void observe_meta(struct sk_buff *kern,
				     struct rxm_seen *see)
{
	void *mac = kern->head + kern->mac_header;
	struct skb_shared_info *info;
	struct in_addr *word;

	info = bpf_core_cast(kern->head + kern->end, struct skb_shared_info);
	word = bpf_core_cast(mac - info->meta_len, struct in_addr);
	see->meta_len = info->meta_len;
	see->meta = info->meta_len ? word->s_addr : 0;
}

static __always_inline void observe_skb(struct __sk_buff *skb,
				    struct rxm_seen *see)
{
	struct sk_buff *kern = bpf_cast_to_kern_ctx(skb);

	see->count++;
	see->len = kern->len + distance(kern->head, kern->data) -
		   kern->mac_header;
	see->hash = skb->hash;
	see->l4 = BPF_CORE_READ_BITFIELD(kern, l4_hash);
	see->tci = skb->vlan_present ? skb->vlan_tci : 0;
	see->proto = skb->vlan_present ? bpf_ntohs(skb->vlan_proto) : 0;
	see->hwtstamp = skb->hwtstamp;
	observe_meta(kern, see);
	see->recalc = bpf_get_hash_recalc(skb);
}

/* A NIC may leave the whole packet in pages; then skb->data is right. */
static __always_inline int observe_load(struct __sk_buff *skb,
				    struct rxm_packet *pkt)
{
	if (!bpf_skb_load_bytes_relative(skb, 0, pkt, sizeof(*pkt),
					 BPF_HDR_START_MAC))
		return 0;
	return bpf_skb_load_bytes(skb, 0, pkt, sizeof(*pkt));
}

/* The observer. Test packets end here, unless observer_passes is set. Sockets
 * that tap the device have received them before.
 */
SEC("tcx/ingress")
int observe(struct __sk_buff *skb)
{
	struct rxm_packet pkt;
	struct rxm_seen *see;
	__u32 i;

	if (observe_load(skb, &pkt))
		return TC_ACT_OK;
	if (observer_any)
		pkt.seq = 0;
	else if (pkt.type != bpf_htons(RXM_ETHERTYPE) || pkt.run != test.run)
		return TC_ACT_OK;

	for (i = 0; i < RXM_OBSERVERS; i++)
		if (observer_on[i] == skb->ifindex)
			break;
	if (i >= RXM_OBSERVERS || pkt.seq >= RXM_SEQS) {
		__sync_fetch_and_add(&observed_elsewhere, 1);
		return TC_ACT_SHOT;
	}

	see = &seen[i][pkt.seq];
	see->intact = observe_intact(&pkt);
	observe_skb(skb, see);
	__sync_fetch_and_add(&observed_total, 1);
	return observer_passes ? TC_ACT_OK : TC_ACT_SHOT;
}

/* Send an skb on, so that XDP at the peer sees it with the values it carries */
SEC("tcx/ingress")
int bounce(struct __sk_buff *skb)
{
	return bpf_redirect(bounce_to, 0);
}

char LICENSE[] SEC("license") = "GPL";
