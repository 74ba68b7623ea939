// SPDX-License-Identifier: GPL-2.0
#include <vmlinux.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <errno.h>
#include "xdp_rx_meta.h"

#define ETH_P_IP		0x0800
#define ETH_P_8021Q		0x8100
#define ETH_P_8021AD		0x88a8
#define XDP_PACKET_HEADROOM	256

extern int bpf_xdp_store_rx_hash(struct xdp_md *ctx, u32 hash,
				 enum xdp_rss_hash_type rss_type) __ksym;
extern int bpf_xdp_store_rx_vlan_tag(struct xdp_md *ctx, __be16 vlan_proto,
				     u16 vlan_tci) __ksym;
extern int bpf_xdp_store_rx_timestamp(struct xdp_md *ctx,
				      u64 timestamp) __ksym;
extern int bpf_xdp_load_rx_hash(const struct xdp_md *ctx, u32 *hash,
				enum xdp_rss_hash_type *rss_type) __ksym;
extern int bpf_xdp_load_rx_vlan_tag(const struct xdp_md *ctx,
				    __be16 *vlan_proto, u16 *vlan_tci) __ksym;
extern int bpf_xdp_load_rx_timestamp(const struct xdp_md *ctx,
				     u64 *timestamp) __ksym;
extern int bpf_xdp_clear_rx_meta(struct xdp_md *ctx, u32 which) __ksym;

extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, u32 *hash,
				    enum xdp_rss_hash_type *rss_type) __ksym;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx,
					__be16 *vlan_proto,
					u16 *vlan_tci) __ksym;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx,
					 u64 *timestamp) __ksym;

extern int bpf_xdp_pull_data(struct xdp_md *x, u32 len) __ksym __weak;

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(struct bpf_devmap_val));
	__uint(max_entries, 1);
} dev_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(struct bpf_cpumap_val));
	__uint(max_entries, 1);
} cpu_map SEC(".maps");

struct packet {
	struct ethhdr eth;
	u8 which;
};

/* The first check that failed, and what it got */
int failed_line, failed_got;

/* What xdp_store() does with a packet, and what the last program stored */
int action;
bool to_cpu_map;
u32 want_ifindex;
u32 packets;

/* Packets that the observers found to be right, by enum which */
u32 seen_xdp[PACKET_MAX], seen_skb[PACKET_MAX];

#define CHECK(call, want)						\
	({								\
		int __got = (call), __want = (want);			\
									\
		if (__got != __want && !failed_line) {			\
			failed_line = __LINE__;				\
			failed_got = __got;				\
		}							\
		__got == __want;					\
	})

static __always_inline int store_all(struct xdp_md *ctx, u32 hash)
{
	return bpf_xdp_store_rx_hash(ctx, hash, RSS_TYPE) ?:
	       bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(VLAN_PROTO),
					 VLAN_TCI) ?:
	       bpf_xdp_store_rx_timestamp(ctx, TIMESTAMP);
}

/* Check that @hash and the values of store_all() are stored. */
static __always_inline void check_all(struct xdp_md *ctx, u32 hash)
{
	enum xdp_rss_hash_type type = 0;
	u64 timestamp = 0;
	__be16 proto = 0;
	u32 value = 0;
	u16 tci = 0;

	CHECK(bpf_xdp_load_rx_hash(ctx, &value, &type), 0);
	CHECK(value, hash);
	CHECK(type, RSS_TYPE);
	CHECK(bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci), 0);
	CHECK(proto, bpf_htons(VLAN_PROTO));
	CHECK(tci, VLAN_TCI);
	CHECK(bpf_xdp_load_rx_timestamp(ctx, &timestamp), 0);
	CHECK(timestamp == TIMESTAMP, true);
}

/* Check that those of the values are stored whose bit is set in @which. */
static __always_inline void check_which(struct xdp_md *ctx, u32 which)
{
	enum xdp_rss_hash_type type;
	u64 timestamp;
	__be16 proto;
	u32 hash;
	u16 tci;

	CHECK(bpf_xdp_load_rx_hash(ctx, &hash, &type),
	      which & XDP_RX_META_HASH ? 0 : -ENODATA);
	CHECK(bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci),
	      which & XDP_RX_META_VLAN_TAG ? 0 : -ENODATA);
	CHECK(bpf_xdp_load_rx_timestamp(ctx, &timestamp),
	      which & XDP_RX_META_TIMESTAMP ? 0 : -ENODATA);
}

SEC("xdp")
int store_load_clear(struct xdp_md *ctx)
{
	check_which(ctx, 0);

	CHECK(bpf_xdp_store_rx_hash(ctx, 1, XDP_RSS_L3_IPV6), 0);
	check_which(ctx, XDP_RX_META_HASH);
	CHECK(bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(ETH_P_8021Q), 0), 0);
	check_which(ctx, XDP_RX_META_HASH | XDP_RX_META_VLAN_TAG);
	CHECK(bpf_xdp_store_rx_timestamp(ctx, 0), 0);
	check_which(ctx, XDP_RX_META_ALL);

	/* The last store wins. */
	CHECK(store_all(ctx, HASH_QUEUE0), 0);
	check_all(ctx, HASH_QUEUE0);

	CHECK(bpf_xdp_clear_rx_meta(ctx, 0), 0);
	check_all(ctx, HASH_QUEUE0);
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_VLAN_TAG), 0);
	check_which(ctx, XDP_RX_META_HASH | XDP_RX_META_TIMESTAMP);
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_HASH), 0);
	check_which(ctx, XDP_RX_META_TIMESTAMP);
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL), 0);
	check_which(ctx, 0);
	/* Nothing is stored any more, which is no error. */
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL), 0);
	return XDP_PASS;
}

SEC("xdp")
int invalid(struct xdp_md *ctx)
{
	/* What an error leaves alone */
	CHECK(store_all(ctx, HASH_QUEUE0), 0);

	CHECK(bpf_xdp_store_rx_hash(ctx, 1, 0), -EINVAL);
	CHECK(bpf_xdp_store_rx_hash(ctx, 1, XDP_RSS_L3_DYNHDR), -EINVAL);
	CHECK(bpf_xdp_store_rx_hash(ctx, 1, RSS_TYPE | 1U << 31), -EINVAL);
	CHECK(bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(ETH_P_IP), 1), -EINVAL);
	CHECK(bpf_xdp_store_rx_vlan_tag(ctx, 0, 1), -EINVAL);
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL + 1), -EINVAL);
	CHECK(bpf_xdp_clear_rx_meta(ctx, -1), -EINVAL);

	check_all(ctx, HASH_QUEUE0);
	return XDP_PASS;
}

static __always_inline void check_no_room(struct xdp_md *ctx)
{
	CHECK(bpf_xdp_store_rx_hash(ctx, 1, RSS_TYPE), -ENOSPC);
	CHECK(bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(ETH_P_8021AD), 1),
	      -ENOSPC);
	CHECK(bpf_xdp_store_rx_timestamp(ctx, 1), -ENOSPC);
	check_which(ctx, 0);
}

SEC("xdp")
int no_room(struct xdp_md *ctx)
{
	int frame = bpf_core_type_size(struct xdp_frame);
	int area = bpf_core_type_size(struct xdp_rx_meta);

	/* Neither the packet nor its metadata may begin in the area. */
	CHECK(bpf_xdp_adjust_head(ctx, frame + area - XDP_PACKET_HEADROOM), 0);
	CHECK(bpf_xdp_adjust_meta(ctx, -4), 0);
	check_no_room(ctx);
	CHECK(bpf_xdp_adjust_meta(ctx, 4), 0);
	CHECK(bpf_xdp_adjust_head(ctx, -1), 0);
	check_no_room(ctx);
	CHECK(bpf_xdp_adjust_head(ctx, 1), 0);

	/* There is room, and from now on for nothing else. */
	CHECK(store_all(ctx, HASH_QUEUE0), 0);
	CHECK(bpf_xdp_adjust_meta(ctx, -4), -EINVAL);
	CHECK(bpf_xdp_adjust_head(ctx, -1), -EINVAL);
	check_all(ctx, HASH_QUEUE0);

	/* Without values their room is for the packet again. */
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL), 0);
	CHECK(bpf_xdp_adjust_head(ctx, -area), 0);
	check_no_room(ctx);
	return XDP_PASS;
}

/* There is no room behind the linear part, so what is pulled moves the packet
 * down.
 */
SEC("xdp.frags")
int pull_data(struct xdp_md *ctx)
{
	int frame = bpf_core_type_size(struct xdp_frame);
	int area = bpf_core_type_size(struct xdp_rx_meta);
	int room = XDP_PACKET_HEADROOM - frame;
	u64 len;

	/* The test does not run this program without the kfunc. */
	if (!bpf_ksym_exists(bpf_xdp_pull_data))
		return XDP_ABORTED;
	/* The verifier refuses a difference of 32 bits. */
	len = (void *)(long)ctx->data_end - (void *)(long)ctx->data;
	barrier_var(len);

	CHECK(store_all(ctx, HASH_QUEUE0), 0);
	CHECK(bpf_xdp_pull_data(ctx, len + room - area + 1), -EINVAL);
	CHECK(bpf_xdp_pull_data(ctx, len + room - area), 0);
	check_all(ctx, HASH_QUEUE0);
	CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL), 0);
	CHECK(bpf_xdp_pull_data(ctx, len + room + 1), -EINVAL);
	CHECK(bpf_xdp_pull_data(ctx, len + room), 0);
	return XDP_PASS;
}

static __always_inline struct packet *packet_of(void *data, void *data_end)
{
	struct packet *packet = data;

	if ((void *)(packet + 1) > data_end ||
	    packet->eth.h_proto != bpf_htons(PACKET_PROTO))
		return NULL;
	return packet;
}

static __always_inline struct packet *xdp_packet(struct xdp_md *ctx)
{
	return packet_of((void *)(long)ctx->data, (void *)(long)ctx->data_end);
}

static __always_inline u32 hash_of(u8 which)
{
	return which == PACKET_CHAINED ? HASH_CHAINED :
	       which == PACKET_QUEUE1 ? HASH_QUEUE1 : HASH_QUEUE0;
}

static __always_inline void count(u32 *seen, u32 which)
{
	if (which < PACKET_MAX)
		__sync_fetch_and_add(&seen[which], 1);
}

/* Store values for two packets of three: the third one must not have those of
 * another packet.
 */
SEC("xdp")
int xdp_store(struct xdp_md *ctx)
{
	struct packet *packet = xdp_packet(ctx);

	if (!packet)
		return XDP_PASS;

	packet->which = packets++ % PACKET_CHAINED;
	if (packet->which == PACKET_PLAIN)
		check_which(ctx, 0);
	else
		CHECK(store_all(ctx, hash_of(packet->which)), 0);

	if (action != XDP_REDIRECT)
		return action;
	if (to_cpu_map)
		return bpf_redirect_map(&cpu_map, 0, 0);
	return bpf_redirect_map(&dev_map, 0, 0);
}

/* A program in a devmap or cpumap sees the values, and changes the hash. */
static __always_inline int chained(struct xdp_md *ctx)
{
	struct packet *packet = xdp_packet(ctx);

	if (!packet)
		return XDP_PASS;
	if (packet->which == PACKET_PLAIN) {
		check_which(ctx, 0);
		return XDP_PASS;
	}
	check_all(ctx, hash_of(packet->which));
	CHECK(bpf_xdp_store_rx_hash(ctx, HASH_CHAINED, RSS_TYPE), 0);
	packet->which = PACKET_CHAINED;
	return XDP_PASS;
}

SEC("xdp/devmap")
int devmap_prog(struct xdp_md *ctx)
{
	return chained(ctx);
}

SEC("xdp/cpumap")
int cpumap_prog(struct xdp_md *ctx)
{
	return chained(ctx);
}

/* What a frame brings to the veth that receives it. The highest bit of the hash
 * selects one of two queues.
 */
SEC("xdp")
int xdp_see(struct xdp_md *ctx)
{
	struct packet *packet = xdp_packet(ctx);

	if (!packet)
		return XDP_PASS;
	if (packet->which == PACKET_PLAIN) {
		check_which(ctx, 0);
	} else {
		check_all(ctx, hash_of(packet->which));
		CHECK(ctx->rx_queue_index, hash_of(packet->which) >> 31);
	}
	count(seen_xdp, packet->which);
	return XDP_PASS;
}

/* What reaches the skb. Only an L4 hash is not computed again. */
SEC("tcx/ingress")
int skb_see(struct __sk_buff *skb)
{
	struct packet *packet = packet_of((void *)(long)skb->data,
					  (void *)(long)skb->data_end);

	if (!packet)
		return TCX_NEXT;

	CHECK(skb->ifindex, want_ifindex);
	if (packet->which == PACKET_PLAIN) {
		CHECK(skb->vlan_present, 0);
		CHECK(skb->hwtstamp == 0, true);
	} else {
		CHECK(skb->vlan_present, 1);
		CHECK(skb->vlan_proto, bpf_htons(VLAN_PROTO));
		CHECK(skb->vlan_tci, VLAN_TCI);
		CHECK(skb->hwtstamp == TIMESTAMP, true);
		CHECK(bpf_get_hash_recalc(skb), hash_of(packet->which));
	}
	count(seen_skb, packet->which);
	return TCX_NEXT;
}

/* The readers of veth return what is stored. There is no skb behind a frame, so
 * they have nothing else.
 */
SEC("?xdp")
int readers(struct xdp_md *ctx)
{
	struct packet *packet = xdp_packet(ctx);
	enum xdp_rss_hash_type type = 0;
	u64 timestamp = 0;
	__be16 proto = 0;
	u32 hash = 0;
	u16 tci = 0;

	if (!packet)
		return XDP_PASS;
	if (packet->which != PACKET_PLAIN) {
		CHECK(bpf_xdp_metadata_rx_hash(ctx, &hash, &type), 0);
		CHECK(hash, hash_of(packet->which));
		CHECK(type, RSS_TYPE);
		CHECK(bpf_xdp_metadata_rx_vlan_tag(ctx, &proto, &tci), 0);
		CHECK(proto, bpf_htons(VLAN_PROTO));
		CHECK(tci, VLAN_TCI);
		CHECK(bpf_xdp_metadata_rx_timestamp(ctx, &timestamp), 0);
		CHECK(timestamp == TIMESTAMP, true);
		CHECK(bpf_xdp_clear_rx_meta(ctx, XDP_RX_META_ALL), 0);
	}
	CHECK(bpf_xdp_metadata_rx_hash(ctx, &hash, &type), -ENODATA);
	CHECK(bpf_xdp_metadata_rx_vlan_tag(ctx, &proto, &tci), -ENODATA);
	CHECK(bpf_xdp_metadata_rx_timestamp(ctx, &timestamp), -ENODATA);
	count(seen_xdp, packet->which);
	return XDP_DROP;
}

char _license[] SEC("license") = "GPL";
