// SPDX-License-Identifier: GPL-2.0
/*
 * Programs of xdp_rx_meta.py. They look at UDP packets to one port.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

/* Mirrors of enums in include/net, which are not part of UAPI headers. */
enum xdp_rss_hash_type {
	XDP_RSS_L3_IPV4 = 1U << 0,
	XDP_RSS_L4 = 1U << 3,
	XDP_RSS_L4_UDP = 1U << 5,
	XDP_RSS_L4_ICMP = 1U << 8,
};

#define XDP_RX_META_ALL		7

extern int bpf_xdp_store_rx_hash(struct xdp_md *ctx, __u32 hash,
				 enum xdp_rss_hash_type rss_type) __ksym;
extern int bpf_xdp_store_rx_vlan_tag(struct xdp_md *ctx, __be16 vlan_proto,
				     __u16 vlan_tci) __ksym;
extern int bpf_xdp_store_rx_timestamp(struct xdp_md *ctx,
				      __u64 timestamp) __ksym;
extern int bpf_xdp_clear_rx_meta(struct xdp_md *ctx, __u32 which) __ksym;
extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, __u32 *hash,
				    enum xdp_rss_hash_type *rss_type) __ksym;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx,
					__be16 *vlan_proto,
					__u16 *vlan_tci) __ksym;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx,
					 __u64 *timestamp) __ksym;

struct setup {
	__u32 port;
	__u32 action;
	__u32 cpumap;		/* XDP_REDIRECT takes it, else the devmap */
	__u32 keep_hash;	/* store the hash that the NIC reported */
	__u32 hash;
	__u32 vlan_tci;
	__u64 timestamp;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct setup);
} map_setup SEC(".maps");

/* What the readers said before the store, behind it and once it is cleared,
 * and what the skb has
 */
enum {
	SEEN_HARDWARE,
	SEEN_STORED,
	SEEN_CLEARED,
	SEEN_SKB,
	SEEN_MAX,
};

struct seen {
	__u64 timestamp;
	__s32 timestamp_err;
	__s32 hash_err;
	__u32 hash;
	__u32 hash_type;
	__s32 vlan_err;
	__u32 vlan_proto;
	__u32 vlan_tci;
	__u32 packets;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, SEEN_MAX);
	__type(key, __u32);
	__type(value, struct seen);
} map_seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} map_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} map_dev SEC(".maps");

static __always_inline struct setup *get_setup(void)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&map_setup, &key);
}

static __always_inline struct seen *get_seen(__u32 key)
{
	return bpf_map_lookup_elem(&map_seen, &key);
}

/* Whether this is a UDP packet to @port. With @swap exchange the addresses,
 * so that the sender gets it back at the same port.
 */
static __always_inline bool is_ours(void *data, void *data_end, __u32 port,
				    bool swap)
{
	struct ethhdr *eth = data;
	__u8 mac[ETH_ALEN];
	struct udphdr *udp;

	if ((void *)(eth + 1) > data_end)
		return false;
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *iph = (void *)(eth + 1);
		__be32 addr;

		udp = (void *)(iph + 1);
		if ((void *)(udp + 1) > data_end ||
		    iph->protocol != IPPROTO_UDP ||
		    udp->dest != bpf_htons(port))
			return false;
		if (swap) {
			addr = iph->saddr;
			iph->saddr = iph->daddr;
			iph->daddr = addr;
		}
	} else if (eth->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip6h = (void *)(eth + 1);
		struct in6_addr addr;

		udp = (void *)(ip6h + 1);
		if ((void *)(udp + 1) > data_end ||
		    ip6h->nexthdr != IPPROTO_UDP ||
		    udp->dest != bpf_htons(port))
			return false;
		if (swap) {
			addr = ip6h->saddr;
			ip6h->saddr = ip6h->daddr;
			ip6h->daddr = addr;
		}
	} else {
		return false;
	}
	if (swap) {
		__builtin_memcpy(mac, eth->h_source, ETH_ALEN);
		__builtin_memcpy(eth->h_source, eth->h_dest, ETH_ALEN);
		__builtin_memcpy(eth->h_dest, mac, ETH_ALEN);
	}
	return true;
}

static __always_inline void ask_readers(struct xdp_md *ctx, __u32 key)
{
	enum xdp_rss_hash_type type = 0;
	struct seen *seen;
	__u64 timestamp = 0;
	__be16 proto = 0;
	__u32 hash = 0;
	__u16 tci = 0;

	seen = get_seen(key);
	if (!seen)
		return;
	seen->hash_err = bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
	seen->vlan_err = bpf_xdp_metadata_rx_vlan_tag(ctx, &proto, &tci);
	seen->timestamp_err = bpf_xdp_metadata_rx_timestamp(ctx, &timestamp);
	seen->hash = hash;
	seen->hash_type = type;
	seen->vlan_proto = bpf_ntohs(proto);
	seen->vlan_tci = tci;
	seen->timestamp = timestamp;
	seen->packets++;
}

SEC("xdp")
int store(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	struct setup *setup = get_setup();
	struct seen *hardware = get_seen(SEEN_HARDWARE);
	__u32 hash, type;

	if (!setup || !hardware ||
	    !is_ours(data, data_end, setup->port,
		     setup->action != XDP_PASS && !setup->cpumap))
		return XDP_PASS;

	ask_readers(ctx, SEEN_HARDWARE);
	hash = setup->keep_hash ? hardware->hash : setup->hash;
	type = setup->keep_hash ? hardware->hash_type :
	       XDP_RSS_L3_IPV4 | XDP_RSS_L4 | XDP_RSS_L4_UDP;
	bpf_xdp_store_rx_hash(ctx, hash, type);
	bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(ETH_P_8021Q), setup->vlan_tci);
	bpf_xdp_store_rx_timestamp(ctx, setup->timestamp);
	ask_readers(ctx, SEEN_STORED);

	bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL);
	ask_readers(ctx, SEEN_CLEARED);
	bpf_xdp_store_rx_hash(ctx, hash, type);
	bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(ETH_P_8021Q), setup->vlan_tci);
	bpf_xdp_store_rx_timestamp(ctx, setup->timestamp);

	if (setup->action != XDP_REDIRECT)
		return setup->action;
	if (setup->cpumap)
		return bpf_redirect_map(&map_cpu, 0, 0);
	return bpf_redirect_map(&map_dev, 0, 0);
}

SEC("tc")
int see_skb(struct __sk_buff *skb)
{
	void *data_end = (void *)(long)skb->data_end;
	void *data = (void *)(long)skb->data;
	struct setup *setup = get_setup();
	struct seen *seen = get_seen(SEEN_SKB);

	if (!setup || !seen || !is_ours(data, data_end, setup->port, false))
		return TC_ACT_OK;

	/* Only an L4 hash is not computed again. */
	seen->hash = bpf_get_hash_recalc(skb);
	seen->vlan_proto = skb->vlan_present ? bpf_ntohs(skb->vlan_proto) : 0;
	seen->vlan_tci = skb->vlan_present ? skb->vlan_tci : 0;
	seen->timestamp = skb->hwtstamp;
	seen->packets++;
	return TC_ACT_OK;
}

char _license[] SEC("license") = "GPL";
