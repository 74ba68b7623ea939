// SPDX-License-Identifier: GPL-2.0
/*
 * What a kernel without stored values allows: the XDP program leaves the hash of the flow
 * inside the tunnel before the packet, and a tc program on the same interface takes it
 * from there into the skb. RPS on the interface itself has chosen a CPU by then, so the
 * packet goes on through a veth, and RPS at its peer finds the hash.
 */
#define BPF_NO_KFUNC_PROTOTYPES
#define BPF_NO_PRESERVE_ACCESS_INDEX
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#include "tunnel.h"
#include "parse/read_flow.h"

#define TCX_NEXT	(-1)

/* Set before the programs are loaded */
const volatile struct toeplitz toeplitz;
const volatile __u32 veth;
const volatile __u8 dst_mac[6];

/* Packets that the programs could not handle */
__u64 unhandled;

static __always_inline int leave_it(int verdict)
{
	__sync_fetch_and_add(&unhandled, 1);
	return verdict;
}

static __always_inline void write_mac(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;

	if ((void *)(eth + 1) > data_end)
		return;
	for (int i = 0; i < sizeof(eth->h_dest); i++)
		eth->h_dest[i] = dst_mac[i];
}

/* A global function: the verifier checks it by itself. */
__noinline int read_packet(struct xdp_md *ctx, struct flow *flow __arg_nonnull,
			   struct encap *encap __arg_nonnull)
{
	return read_flow(ctx, flow, encap);
}

SEC("xdp")
int leave_hash(struct xdp_md *ctx)
{
	struct encap encap = { .ports = TUNNEL_PORTS_DEFAULT };
	struct flow flow = { };
	__u32 *hash;

	if (read_packet(ctx, &flow, &encap) ||
	    bpf_xdp_adjust_meta(ctx, -(int)sizeof(*hash)))
		return leave_it(XDP_PASS);
	hash = (void *)(long)ctx->data_meta;
	if ((void *)(hash + 1) > (void *)(long)ctx->data)
		return leave_it(XDP_PASS);
	*hash = flow_hash(&toeplitz, &flow);
	write_mac(ctx);
	return XDP_PASS;
}

SEC("tcx/ingress")
int take_hash(struct __sk_buff *skb)
{
	__u32 *hash = (void *)(long)skb->data_meta;

	if ((void *)(hash + 1) > (void *)(long)skb->data)
		return leave_it(TCX_NEXT);
	bpf_set_hash(skb, *hash);
	return bpf_redirect(veth, 0);
}

char LICENSE[] SEC("license") = "GPL";
