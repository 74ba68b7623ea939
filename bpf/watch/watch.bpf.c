// SPDX-License-Identifier: GPL-2.0
/*
 * Report the hints of each packet that a device receives, and pass the packet. Only a
 * program that is bound to its device may call the readers.
 */
#define BPF_NO_KFUNC_PROTOTYPES
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "bpf/hint_report.h"
#include "bpf/rx_readers.bpf.h"

#define WATCH_ENOSYS	38

char _license[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} watch_packets SEC(".maps");

__u64 watch_missed;	/* packets for which there was no room */

static __always_inline void read_hints(struct xdp_md *ctx,
				       struct watch_packet *packet)
{
	enum xdp_rss_hash_type type = 0;
	__be16 proto = 0;
	__u32 hash = 0;
	__u64 ns = 0;
	__u16 tci = 0;
	int i;

	for (i = 0; i < WATCH_HINTS; i++)
		packet->error[i] = -WATCH_ENOSYS;
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_hash))
		packet->error[WATCH_HASH] =
			bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_vlan_tag))
		packet->error[WATCH_VLAN_TAG] =
			bpf_xdp_metadata_rx_vlan_tag(ctx, &proto, &tci);
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_timestamp))
		packet->error[WATCH_TIMESTAMP] =
			bpf_xdp_metadata_rx_timestamp(ctx, &ns);
	packet->hash = hash;
	packet->hash_type = type;
	packet->vlan_proto = proto;
	packet->vlan_tci = tci;
	packet->timestamp = ns;
}

SEC("xdp.frags")
int watch(struct xdp_md *ctx)
{
	struct watch_packet *packet;
	__u32 len;

	packet = bpf_ringbuf_reserve(&watch_packets, sizeof(*packet), 0);
	if (!packet) {
		__sync_fetch_and_add(&watch_missed, 1);
		return XDP_PASS;
	}
	read_hints(ctx, packet);
	packet->now = bpf_ktime_get_ns();
	packet->queue = ctx->rx_queue_index;
	packet->cpu = bpf_get_smp_processor_id();
	packet->len = len = bpf_xdp_get_buff_len(ctx);
	if (len > WATCH_SNAP)
		len = WATCH_SNAP;
	if (len < 1 || bpf_xdp_load_bytes(ctx, 0, packet->bytes, len))
		len = 0;
	packet->copied = len;
	bpf_ringbuf_submit(packet, 0);
	return XDP_PASS;
}
