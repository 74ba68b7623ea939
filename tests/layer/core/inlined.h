/* SPDX-License-Identifier: GPL-2.0 */
/* What inlined.bpf.c tells inlined.c. Include <linux/types.h> or vmlinux.h first. */
#ifndef TESTS_LAYER_CORE_INLINED_H
#define TESTS_LAYER_CORE_INLINED_H

#define INLINED_WORDS	32	/* of the headroom, from data_hard_start on */
#define INLINED_FILL	216	/* bytes between the frame and the packet */

/**
 * struct inlined_before - what a program finds
 * @stored: XDP_RX_META_* of values that are stored
 * @head: then the argument of bpf_xdp_adjust_head(), 0: no call
 * @meta: then that of bpf_xdp_adjust_meta(), 0: no call
 */
struct inlined_before {
	__u32 stored;
	__s32 head;
	__s32 meta;
};

/* What loads give */
struct inlined_given {
	__u64 ns;
	__u32 hash;
	__u32 type;
	__u16 proto;
	__u16 tci;
	__u32 pad;
};

/**
 * struct inlined_after - what a program leaves
 * @ret: of the call
 * @flags: of the xdp_buff
 * @data: bytes from data_hard_start to it
 * @meta: the same of data_meta
 * @given: by the call
 * @words: of the headroom
 */
struct inlined_after {
	__s32 ret;
	__u32 flags;
	__u64 data;
	__u64 meta;
	struct inlined_given given;
	__u32 words[INLINED_WORDS];
};

#endif /* TESTS_LAYER_CORE_INLINED_H */
