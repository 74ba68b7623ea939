// SPDX-License-Identifier: GPL-2.0
/*
 * Spread a tunnel over queues or CPUs by the flows inside it.
 *
 * All packets of a tunnel have the same outer addresses, so the NIC computes the same
 * hash for all and puts them into one queue. This program computes the hash of the
 * inner flow and stores it on the packet. Then it redirects the packet to a veth,
 * which chooses the queue by the stored hash, or to a CPU.
 *
 * The redirect would lose the VLAN tag that the NIC stripped and the timestamp. If the
 * program is bound to its device, it keeps these too.
 *
 * A kernel that cannot store the hash takes it in front of the packet, and a tc program
 * gives it to the skb.
 *
 * A packet that the program cannot parse passes unchanged, and nothing is stored.
 */
#define BPF_NO_KFUNC_PROTOTYPES
/* Packet headers are the same in every kernel: libbpf need not relocate them. */
#define BPF_NO_PRESERVE_ACCESS_INDEX
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#include "bpf/tunnel.h"
#include "bpf/xdp_rx_meta.bpf.h"
#include "tunnel_counters.h"
#include "nic_metadata.h"
#include "hash_in_meta.h"
#include "bpf/parse/read_flow.h"
#include "bpf/parse/read_tunnel.h"

#define TCX_NEXT	(-1)

char _license[] SEC("license") = "GPL";

const volatile struct tunnel_config config = {
	.ports = TUNNEL_PORTS_DEFAULT,
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct tunnel_stats);
} tunnel_stats SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} tunnel_dev SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} tunnel_cpus SEC(".maps");

static __always_inline void tunnel_store(struct xdp_md *ctx, __u32 hash,
					 enum xdp_rss_hash_type type,
					 struct tunnel_stats *stats)
{
	if (!xdp_rx_meta_available() || config.compat)
		count(stats, TUNNEL_NO_LAYER);
	else if (bpf_xdp_store_rx_hash(ctx, hash, type))
		count(stats, TUNNEL_STORE_ERROR);
	else
		count(stats, TUNNEL_STORED);
}

static __always_inline __u32 tunnel_hash(struct xdp_md *ctx, struct flow *flow,
					 struct tunnel_stats *stats, bool bound)
{
	__u32 hash;

	if (config.hash == TUNNEL_HASH_NONE)
		return bound ? keep_hash(ctx, config.keep, stats) : 0;
	if (config.hash == TUNNEL_HASH_SYMMETRIC)
		flow_sort(flow);
	hash = flow_hash(&config.toeplitz, flow);
	tunnel_store(ctx, hash, flow->type, stats);
	return hash;
}

/* What a program may do. Below libxdp's dispatcher the kernel takes none with a call that
 * moves the packet or its metadata, even if it is never reached.
 */
struct tunnel_may {
	bool read;	/* the NIC's values: it is bound to its device */
	bool carry;	/* the hash in data_meta */
};

/* Leave the hash to the tc program, which is there only where the kernel stores none. */
static __always_inline void tunnel_carry(struct xdp_md *ctx, __u32 hash,
					 struct tunnel_stats *stats,
					 struct tunnel_may may)
{
	if (may.carry && config.tc == TUNNEL_TC_ON)
		count(stats, hash_put_in_meta(ctx, hash) ? TUNNEL_NO_META :
							   TUNNEL_IN_META);
}

/* A receive queue for large packets may put all bytes into fragments. After a redirect
 * the kernel builds an skb of such a packet and panics, because it expects the
 * Ethernet header in the linear part.
 */
static __always_inline bool tunnel_is_headless(const struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;

	return (void *)(eth + 1) > data_end;
}

static __always_inline void tunnel_set_dst_mac(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	int i;

	if ((void *)(eth + 1) > data_end)
		return;
	for (i = 0; i < sizeof(eth->h_dest); i++)
		eth->h_dest[i] = config.dst_mac[i];
}

/* Stored values lie in front of data_meta, so the hash goes there before any.
 *
 * Keep the NIC's values only after the redirect has succeeded. A packet that passes gets
 * them from the driver, so a tag that was put into it here would be there twice.
 */
static __always_inline int tunnel_send(struct xdp_md *ctx, __u32 hash,
				       struct tunnel_stats *stats,
				       struct tunnel_may may)
{
	__u32 slot = ((__u64)hash * config.cpus) >> 32;
	int act;

	if (tunnel_is_headless(ctx)) {
		count(stats, config.target == TUNNEL_TO_PASS ?
			     TUNNEL_CONFIGURED : TUNNEL_HEADLESS);
		return XDP_PASS;
	}

	switch (config.target) {
	case TUNNEL_TO_DEV:
		act = bpf_redirect_map(&tunnel_dev, 0, XDP_PASS);
		break;
	case TUNNEL_TO_CPUS:
	case TUNNEL_TO_CPUS_DEV:
		act = bpf_redirect_map(&tunnel_cpus,
				       config.cpu[slot % TUNNEL_CPUS_MAX],
				       XDP_PASS);
		break;
	default:
		count(stats, TUNNEL_CONFIGURED);
		tunnel_carry(ctx, hash, stats, may);
		return XDP_PASS;
	}

	if (act != XDP_REDIRECT) {
		count(stats, TUNNEL_NO_TARGET);
		return XDP_PASS;
	}
	tunnel_carry(ctx, hash, stats, may);
	if (may.read && keep_vlan_tag(ctx, config.keep, stats)) {
		count(stats, TUNNEL_TAG_UNKEPT);
		return XDP_PASS;
	}
	if (may.read)
		keep_timestamp(ctx, config.keep, stats);
	if (config.set_dst_mac)
		tunnel_set_dst_mac(ctx);
	count(stats, TUNNEL_REDIRECTED);
	return act;
}

/* A global function: the verifier checks it separately. It then checks the caller once,
 * and not for each path through this function.
 */
__noinline int tunnel_read(struct xdp_md *ctx, struct flow *flow __arg_nonnull,
			   struct encap *encap __arg_nonnull)
{
	if (config.ports.esp)
		return read_tunnel(ctx, flow, encap);
	return read_flow(ctx, flow, encap);
}

static __always_inline int tunnel_run(struct xdp_md *ctx, struct tunnel_may may)
{
	struct encap encap = { .ports = config.ports };
	struct tunnel_stats *stats;
	struct flow flow = { };
	__u32 zero = 0;
	__u32 hash;
	int why;

	stats = bpf_map_lookup_elem(&tunnel_stats, &zero);
	if (!stats)
		return XDP_PASS;

	count(stats, TUNNEL_SEEN);
	if (config.relay)
		return tunnel_send(ctx, may.read ? keep_hash(ctx, config.keep, stats) : 0,
				   stats, may);
	why = tunnel_read(ctx, &flow, &encap);
	if (why) {
		count_pass(stats, why);
		return XDP_PASS;
	}
	if (config.passed_kinds >> (encap.kind & 31) & 1) {
		count(stats, TUNNEL_NOT_CHOSEN);
		return XDP_PASS;
	}

	count_flow(stats, encap.kind);
	if (encap.by_spi)
		count(stats, encap.by_spi);
	hash = tunnel_hash(ctx, &flow, stats, may.read);
	return tunnel_send(ctx, hash, stats, may);
}

/* Runs on any device, in generic XDP, and below libxdp's dispatcher. */
SEC("xdp.frags")
int tunnel(struct xdp_md *ctx)
{
	return tunnel_run(ctx, (struct tunnel_may){ });
}

/* Runs on any device. */
SEC("xdp.frags")
int tunnel_meta(struct xdp_md *ctx)
{
	return tunnel_run(ctx, (struct tunnel_may){ .carry = true });
}

/* Runs on the CPU that the hash has chosen, behind the cpumap. A kernel that stores no hash
 * lets a veth choose its queue by the CPU: so the queue follows. The loader says whether it
 * takes fragments.
 */
SEC("xdp/cpumap")
int tunnel_cpu(struct xdp_md *ctx)
{
	return bpf_redirect_map(&tunnel_dev, 0, XDP_PASS);
}

/* Runs only on the device that it is bound to when it loads. */
SEC("xdp.frags")
int tunnel_bound(struct xdp_md *ctx)
{
	return tunnel_run(ctx, (struct tunnel_may){ .read = true, .carry = true });
}

/* Runs where the packet becomes an skb: at the peer of the veth, or at the interface itself
 * if the redirect only chooses a CPU. Other tc programs come after it.
 */
SEC("tcx/ingress")
int tunnel_skb(struct __sk_buff *skb)
{
	struct tunnel_stats *stats;
	__u32 zero = 0;

	stats = bpf_map_lookup_elem(&tunnel_stats, &zero);
	if (stats && !hash_take_from_meta(skb))
		count(stats, TUNNEL_SKB_HASH);
	return TCX_NEXT;
}
