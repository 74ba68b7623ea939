/* SPDX-License-Identifier: GPL-2.0 */
/* What the tests of modelled NICs and their BPF program both know. */
#ifndef TESTS_NIC_HINTS_H
#define TESTS_NIC_HINTS_H

/* Frames of a test have this source address; its last byte is their number. */
#define HINTS_MAC	{ 0x02, 0xcc, 0xcc, 0xcc, 0xcc }
#define HINTS_FRAMES	256
#define HINTS_BYTES	64

/**
 * struct hints - what an XDP program learned of a frame
 * @seen: how often it came
 * @queue: on which receive queue
 * @len: of the frame
 * @hash_ret: what the reader returned; and what it said
 * @hash: see there
 * @hash_type: see there
 * @vlan_ret: see @hash_ret
 * @tpid: in network order
 * @tci: in host order
 * @time_ret: see @hash_ret
 * @time: in nanoseconds
 * @head: the first bytes of the frame
 */
struct hints {
	__u32 seen;
	__u32 queue;
	__u32 len;
	__s32 hash_ret;
	__u32 hash;
	__u32 hash_type;
	__s32 vlan_ret;
	__u16 tpid;
	__u16 tci;
	__s32 time_ret;
	__u64 time;
	__u8 head[HINTS_BYTES];
};

#endif /* TESTS_NIC_HINTS_H */
