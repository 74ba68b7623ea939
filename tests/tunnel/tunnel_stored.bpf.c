// SPDX-License-Identifier: GPL-2.0
/*
 * The tunnel program, with a second entry that also says what it stored. A test
 * run gives back the packet's bytes, but not what lies in front of them.
 */
#include "bpf/tunnel.bpf.c"
#include "tunnel_stored.h"

struct peek peek;

SEC("xdp.frags")
int tunnel_stored(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type = 0;
	int act = tunnel_run(ctx, false);
	__u32 hash = 0;

	peek.layer = xdp_rx_meta_available();
	if (xdp_rx_meta_available()) {
		peek.err = bpf_xdp_load_rx_hash(ctx, &hash, &type);
		peek.hash = hash;
		peek.type = type;
	}
	return act;
}
