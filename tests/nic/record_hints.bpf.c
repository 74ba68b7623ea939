// SPDX-License-Identifier: GPL-2.0
/* Record the hints that the driver's readers give for each test frame. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#include "read_hints.bpf.h"

struct hints hints[HINTS_FRAMES];
__u32 total;
/* What the program returns for a test frame: XDP_DROP, _PASS, _TX or _REDIRECT */
__u32 verdict = XDP_DROP;
/* Redirect target. The program changes the source address of a redirected frame, so
 * that it is no test frame any more when it comes back.
 */
__u32 target;

SEC("xdp.frags")
int record(struct xdp_md *ctx)
{
	static const __u8 mac[] = HINTS_MAC;
	struct hints *h;
	__u8 eth[14];

	if (bpf_xdp_load_bytes(ctx, 0, eth, sizeof(eth)))
		return XDP_PASS;
	for (int i = 0; i < sizeof(mac); i++)
		if (eth[6 + i] != mac[i])
			return XDP_PASS;
	h = &hints[eth[11]];
	h->seen++;
	h->queue = ctx->rx_queue_index;
	h->len = bpf_xdp_get_buff_len(ctx);
	read_hints(ctx, h);
	if (h->len >= HINTS_BYTES)
		bpf_xdp_load_bytes(ctx, 0, h->head, HINTS_BYTES);
	__sync_fetch_and_add(&total, 1);
	if (verdict == XDP_REDIRECT) {
		eth[6] |= 0x04;
		bpf_xdp_store_bytes(ctx, 0, eth, sizeof(eth));
		return bpf_redirect(target, 0);
	}
	if (verdict != XDP_TX)
		return verdict;
	bpf_xdp_store_bytes(ctx, 0, eth + 6, 6);
	bpf_xdp_store_bytes(ctx, 6, eth, 6);
	return XDP_TX;
}

char LICENSE[] SEC("license") = "GPL";
