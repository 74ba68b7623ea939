/* SPDX-License-Identifier: GPL-2.0 */
/* Interface between the program that watches hints and its loader. */
#ifndef __HINT_REPORT_H__
#define __HINT_REPORT_H__

#ifndef __VMLINUX_H__
#include <linux/types.h>
#endif

#define WATCH_SNAP	256	/* bytes of a packet that are copied at most */

enum watch_hint {
	WATCH_HASH,
	WATCH_VLAN_TAG,
	WATCH_TIMESTAMP,

	WATCH_HINTS
};

/**
 * struct watch_packet - a packet and its hints
 * @timestamp: time of reception by the NIC, in nanoseconds of its clock
 * @now: time of the kernel's clock, CLOCK_MONOTONIC
 * @error: for each &enum watch_hint 0, or the -errno of its reader
 * @hash: hash
 * @hash_type: &enum xdp_rss_hash_type
 * @vlan_proto: TPID of the tag, network byte order
 * @vlan_tci: its TCI, host byte order
 * @queue: receive queue
 * @cpu: CPU on which the program ran
 * @len: length of the packet
 * @copied: valid bytes of @bytes
 * @bytes: the start of the packet
 */
struct watch_packet {
	__u64 timestamp;
	__u64 now;
	__s32 error[WATCH_HINTS];
	__u32 hash;
	__u32 hash_type;
	__be16 vlan_proto;
	__u16 vlan_tci;
	__u32 queue;
	__u32 cpu;
	__u32 len;
	__u32 copied;
	__u8 bytes[WATCH_SNAP];
};

#endif /* __HINT_REPORT_H__ */
