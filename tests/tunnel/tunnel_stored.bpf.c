// SPDX-License-Identifier: GPL-2.0
/*
 * The tunnel program with a second entry point that reports what it stored. A test
 * run returns the bytes of the packet, but not the area in front of them.
 */
#include "bpf/tunnel/tunnel.bpf.c"
#include "tunnel_stored.h"

struct stored stored;

SEC("xdp.frags")
int tunnel_stored(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type = 0;
	int act = tunnel_run(ctx, (struct tunnel_may){ .carry = true });
	__u32 hash = 0;

	stored.layer = xdp_rx_meta_available();
	if (xdp_rx_meta_available()) {
		stored.err = bpf_xdp_load_rx_hash(ctx, &hash, &type);
		stored.hash = hash;
		stored.type = type;
	}
	return act;
}
