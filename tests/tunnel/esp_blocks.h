/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_TUNNEL_ESP_BLOCKS_H
#define TESTS_TUNNEL_ESP_BLOCKS_H

#include "bpf/ipsec.h"

/**
 * struct esp_blocks_run - a call of esp_decrypt()
 * @at: offset of the payload in the packet
 * @first: first block
 * @blocks: number of blocks
 * @why: what it returned
 * @left: not 0 if decrypted bytes or counter blocks stayed in memory
 * @plain: what it decrypted
 */
struct esp_blocks_run {
	__u32 at;
	__u32 first;
	__u32 blocks;
	__u32 why;
	__u64 left;
	__u8 plain[IPSEC_HEAD_BLOCKS * IPSEC_BLOCK];
};

#endif
