/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_TUNNEL_STORED_H
#define TESTS_TUNNEL_STORED_H

/**
 * struct stored - hash that the program stored on the packet of the last run
 * @layer: the kernel can store values
 * @err: what bpf_xdp_load_rx_hash() returned
 * @hash: the hash, if @err is 0
 * @type: its type, if @err is 0
 */
struct stored {
	__u32 layer;
	__s32 err;
	__u32 hash;
	__u32 type;
};

#endif /* TESTS_TUNNEL_STORED_H */
