/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_TUNNEL_PEEK_H
#define TESTS_TUNNEL_PEEK_H

/**
 * struct peek - what was stored on the packet of the last run
 * @layer: the kernel can store
 * @err: what bpf_xdp_load_rx_hash() returned
 * @hash: stored hash, if @err is 0
 * @type: its type, if @err is 0
 */
struct peek {
	__u32 layer;
	__s32 err;
	__u32 hash;
	__u32 type;
};

#endif /* TESTS_TUNNEL_PEEK_H */
