// SPDX-License-Identifier: GPL-2.0
/* The programs of the bench. They take the times as well. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "xdp_rx_meta.bpf.h"

/* Two kfuncs of the public series, V2. That for the hash has the same name as ours. */
extern int bpf_xdp_store_rx_vlan(struct xdp_md *ctx, __be16 vlan_proto,
				 __u16 vlan_tci) __ksym __weak;
extern int bpf_xdp_store_rx_ts(struct xdp_md *ctx, __u64 ts) __ksym __weak;

#define SAMPLES		8192
#define CALLS		7
/* In each hash, below the bits that select one of eight queues */
#define MARK		0x1234567
#define QUEUE_SHIFT	29
#define ETH_P_IP	0x0800
#define TCX_NEXT	-1
#define HEADROOM_MAX	512

/* Set before the program is loaded, so that the verifier drops the other branches */
const volatile __u32 which;
const volatile __u32 verdict;
const volatile __u32 target;
/* The kernel has the public series. */
const volatile bool public_v2;
const volatile bool to_cpu;
const volatile bool to_dev;
/* The hash goes in front of the packet, where the program of tc finds it. */
const volatile bool in_meta;
/* A power of two of the eight queues that a stored hash selects, in turn */
const volatile __u32 queues = 1;

__u64 at[SAMPLES], came_at[SAMPLES];
__u32 seen, failed, came, marked;

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
	__uint(max_entries, 1);
} cpus SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} devs SEC(".maps");

static __always_inline int put_hash(struct xdp_md *ctx, __u32 hash)
{
	__u32 *meta;

	if (bpf_xdp_adjust_meta(ctx, -(int)sizeof(*meta)))
		return -1;
	meta = (void *)(long)ctx->data_meta;
	if ((void *)(meta + 1) > (void *)(long)ctx->data)
		return -1;
	*meta = hash;
	return 0;
}

static __always_inline int store_tag(struct xdp_md *ctx, bool v2)
{
	return v2 ? bpf_xdp_store_rx_vlan(ctx, bpf_htons(0x8100), 5) :
		    bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x8100), 5);
}

static __always_inline int store_timestamp(struct xdp_md *ctx, bool v2)
{
	return v2 ? bpf_xdp_store_rx_ts(ctx, 1000) :
		    bpf_xdp_store_rx_timestamp(ctx, 1000);
}

static __always_inline void keep(struct xdp_md *ctx, __u32 hash)
{
	/* Each run takes the same instructions to find out what it stores, so that
	 * the difference of two runs begins with the calls.
	 */
	const __u32 stored = which;
	const bool v2 = public_v2;

	barrier_var(hash);
	if (stored & XDP_RX_META_HASH &&
	    bpf_xdp_store_rx_hash(ctx, hash, XDP_RSS_TYPE_L4_IPV4_UDP))
		failed++;
	if (stored & XDP_RX_META_VLAN_TAG && store_tag(ctx, v2))
		failed++;
	if (stored & XDP_RX_META_TIMESTAMP && store_timestamp(ctx, v2))
		failed++;
	if (in_meta && put_hash(ctx, hash))
		failed++;
}

/* Two NICs are joined: one that takes back what the other has sent would redirect it
 * once more.
 */
static __always_inline int turn_away(struct xdp_md *ctx)
{
	struct ethhdr *eth = (void *)(long)ctx->data;

	if ((void *)(eth + 1) > (void *)(long)ctx->data_end)
		return -1;
	eth->h_dest[1] = 0xff;
	return 0;
}

SEC("xdp")
int cost(struct xdp_md *ctx)
{
	__u32 i = seen++;

	if (i < SAMPLES)
		at[i] = bpf_ktime_get_ns();

	keep(ctx, (i & (queues - 1)) << QUEUE_SHIFT | MARK);
	if (to_dev && turn_away(ctx))
		failed++;
	if (to_dev)
		return bpf_redirect_map(&devs, 0, 0);
	if (to_cpu)
		return bpf_redirect_map(&cpus, 0, 0);
	if (verdict == XDP_REDIRECT)
		return bpf_redirect(target, 0);
	return verdict;
}

/* Of the device that frames are redirected to: most drivers send none without */
SEC("xdp")
int idle(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* Of the cpumap, at the other end of a redirect: it stores the hash that the first program left in
 * front of the packet.
 */
SEC("xdp/cpumap")
int set_hash(struct xdp_md *ctx)
{
	__u32 *meta = (void *)(long)ctx->data_meta;

	if ((void *)(meta + 1) > (void *)(long)ctx->data ||
	    bpf_xdp_store_rx_hash(ctx, *meta, XDP_RSS_TYPE_L4_IPV4_UDP))
		failed++;
	return XDP_PASS;
}

/* The workaround: the skb gets the hash that the XDP program left in front of it. */
SEC("tcx/ingress")
int take_hash(struct __sk_buff *skb)
{
	__u32 *meta = (void *)(long)skb->data_meta;

	if ((void *)(meta + 1) > (void *)(long)skb->data) {
		failed++;
		return TCX_NEXT;
	}
	bpf_set_hash(skb, *meta);
	return TCX_NEXT;
}

/* Of the tap: what comes to the stack, and how much of it has the hash */
SEC("socket")
int arrived(struct __sk_buff *skb)
{
	__u32 i;

	if (skb->protocol != bpf_htons(ETH_P_IP))
		return 0;
	i = came++;
	/* By another function than in the XDP program: bench-lines tells them apart. */
	if (i < SAMPLES)
		came_at[i] = bpf_ktime_get_boot_ns();
	if ((skb->hash & ((1U << QUEUE_SHIFT) - 1)) == MARK)
		marked++;
	return 0;
}

/* Bytes that a program can put in front of the packet */
__u32 room;

SEC("xdp")
int headroom(struct xdp_md *ctx)
{
	__u32 i;

	keep(ctx, MARK);
	for (i = 0; i < HEADROOM_MAX && !bpf_xdp_adjust_head(ctx, -1); i++)
		;
	room = i;
	return XDP_DROP;
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

	if (public_v2) {
		COUNT(0, bpf_xdp_store_rx_hash(ctx, 1, XDP_RSS_TYPE_L4_IPV4_UDP));
		COUNT(1, bpf_xdp_store_rx_vlan(ctx, bpf_htons(0x8100), 5));
		COUNT(2, bpf_xdp_store_rx_ts(ctx, 1000));
		return XDP_DROP;
	}
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
