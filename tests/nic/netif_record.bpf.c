// SPDX-License-Identifier: GPL-2.0
/*
 * Record the hints that the driver's readers give for each test frame, on any kernel since
 * 6.3: a reader that the kernel does not have counts as one that the driver does not have.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "hints.h"
#include "netif_record.h"

#define EOPNOTSUPP	95

extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, __u32 *hash,
				    enum xdp_rss_hash_type *type) __ksym __weak;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx,
					__be16 *proto, __u16 *tci) __ksym __weak;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx,
					 __u64 *ns) __ksym __weak;

struct hints hints[HINTS_FRAMES];
__u32 total;
__u32 run;

static void ask(struct xdp_md *ctx, struct hints *h)
{
	enum xdp_rss_hash_type type = 0;
	__u16 tpid = 0, tci = 0;
	__u32 hash = 0;
	__u64 ns = 0;

	h->hash_ret = h->vlan_ret = h->time_ret = -EOPNOTSUPP;
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_hash))
		h->hash_ret = bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_vlan_tag))
		h->vlan_ret = bpf_xdp_metadata_rx_vlan_tag(ctx, &tpid, &tci);
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_timestamp))
		h->time_ret = bpf_xdp_metadata_rx_timestamp(ctx, &ns);
	h->hash = hash;
	h->hash_type = type;
	h->tpid = tpid;
	h->tci = tci;
	h->time = ns;
}

SEC("xdp")
int record(struct xdp_md *ctx)
{
	__u32 len = bpf_xdp_get_buff_len(ctx);
	struct trailer end;
	struct hints *h;

	if (len < HINTS_BYTES + sizeof(end) ||
	    bpf_xdp_load_bytes(ctx, len - sizeof(end), &end, sizeof(end)))
		return XDP_PASS;
	if (end.magic != TRAILER_MAGIC || end.run != run)
		return XDP_PASS;
	h = &hints[end.number % HINTS_FRAMES];
	h->seen++;
	h->queue = ctx->rx_queue_index;
	h->len = len;
	ask(ctx, h);
	bpf_xdp_load_bytes(ctx, 0, h->head, HINTS_BYTES);
	__sync_fetch_and_add(&total, 1);
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
