// SPDX-License-Identifier: GPL-2.0
/*
 * Record the hints that the driver's readers give for each test frame, on any kernel since
 * 6.3.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "netif_record.h"
#include "read_hints.bpf.h"

struct hints hints[HINTS_FRAMES];
__u32 total;
__u32 run;

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
	read_hints(ctx, h);
	bpf_xdp_load_bytes(ctx, 0, h->head, HINTS_BYTES);
	__sync_fetch_and_add(&total, 1);
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
