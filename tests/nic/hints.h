/* SPDX-License-Identifier: GPL-2.0 */
/* Hints of test frames, as record_hints.bpf.c leaves them to the tests. */
#ifndef TESTS_NIC_HINTS_H
#define TESTS_NIC_HINTS_H

/* Source address of test frames; a sixth byte is the number of the frame. */
#define HINTS_MAC	{ 0x02, 0xcc, 0xcc, 0xcc, 0xcc }
#define HINTS_FRAMES	256
#define HINTS_BYTES	64

/**
 * struct hints - hints of a frame
 * @seen: how often the frame came
 * @queue: its receive queue
 * @len: its length
 * @hash_ret: what bpf_xdp_metadata_rx_hash() returned
 * @hash: the hash it gave
 * @hash_type: the type of that hash
 * @vlan_ret: what bpf_xdp_metadata_rx_vlan_tag() returned
 * @tpid: the TPID it gave, in network order
 * @tci: the TCI it gave, in host order
 * @time_ret: what bpf_xdp_metadata_rx_timestamp() returned
 * @time: the time it gave, in nanoseconds
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
