// SPDX-License-Identifier: GPL-2.0
/* Sends the packets of a tunnel to a CPU, and counts what arrives there. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "bpf/xdp_rx_meta.bpf.h"
#include "tunnel_gro.h"

__u32 store;			/* the hash of the flow inside */
__u32 sent;
__u32 arrived;			/* skbs */
__u32 segments[GRO_FLOWS];	/* packets in them */

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpus SEC(".maps");

/* Packet number n belongs to flow n % GRO_FLOWS. */
SEC("xdp")
int send_to_cpu(struct xdp_md *ctx)
{
	struct gro_frame *frame = (void *)(long)ctx->data;
	__u32 n = sent++, flow = n % GRO_FLOWS;
	__u16 seq = n / GRO_FLOWS * GRO_PAYLOAD;

	if ((void *)(frame + 1) > (void *)(long)ctx->data_end)
		return XDP_ABORTED;
	frame->tcp.source = bpf_htons(GRO_PORT + flow);
	frame->tcp.seq = bpf_htonl(seq);
	frame->even = bpf_htons(0xffff - flow - seq);
	if (store && bpf_xdp_store_rx_hash(ctx, flow + 1,
					   XDP_RSS_TYPE_L4_IPV4_TCP))
		return XDP_ABORTED;
	return bpf_redirect_map(&cpus, 1, 0);
}

SEC("tcx/ingress")
int count(struct __sk_buff *skb)
{
	__be16 port;
	__u32 flow;

	if (bpf_skb_load_bytes(skb, offsetof(struct gro_frame, tcp.source),
			       &port, sizeof(port)))
		return TCX_PASS;
	flow = bpf_ntohs(port) - GRO_PORT;
	if (flow >= GRO_FLOWS)
		return TCX_PASS;
	segments[flow] += skb->gso_segs ?: 1;
	arrived++;
	return TCX_DROP;
}

char LICENSE[] SEC("license") = "GPL";
