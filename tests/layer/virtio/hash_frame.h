/* SPDX-License-Identifier: GPL-2.0 */
/* Frames of every kind, and the hash that a NIC has to report for each */
#ifndef TESTS_LAYER_VIRTIO_HASH_FRAME_H
#define TESTS_LAYER_VIRTIO_HASH_FRAME_H

#include <stdbool.h>
#include <linux/types.h>

#define HASH_TYPE_L4	0x08	/* XDP_RSS_L4 */

#define HASH_FRAME_MAX	9014

enum hash_kind {
	IP4_TCP_FRAME, IP4_UDP_FRAME, IP4_UDP_JUMBO_FRAME, IP4_UDP_LONG_FRAME,
	IP4_ICMP_FRAME, IP4_SCTP_FRAME,
	IP4_GRE_FRAME, IP4_OPTIONS_TCP_FRAME, IP4_OPTIONS_UDP_FRAME,
	IP4_FIRST_FRAGMENT_TCP_FRAME, IP4_FIRST_FRAGMENT_UDP_FRAME,
	IP4_LATER_FRAGMENT_FRAME, IP4_VLAN_TCP_FRAME,
	IP6_TCP_FRAME, IP6_UDP_FRAME, IP6_ICMP_FRAME, IP6_HOP_TCP_FRAME,
	IP6_DEST_UDP_FRAME, IP6_ROUTING_TCP_FRAME, IP6_HOP_ICMP_FRAME,
	IP6_NOTHING_FRAME, IP6_FIRST_FRAGMENT_FRAME, IP6_LATER_FRAGMENT_FRAME,
	IP6_VLAN_UDP_FRAME, ARP_FRAME, VLAN_ARP_FRAME,
	HASH_KINDS
};

/**
 * struct hash_frame - a frame
 * @bytes: the frame as on the wire
 * @len: its length
 * @hash: its Toeplitz hash, 0 where @type is 0
 * @type: &enum xdp_rss_hash_type
 */
struct hash_frame {
	__u8 bytes[HASH_FRAME_MAX];
	unsigned int len;
	__u32 hash;
	__u32 type;
};

void hash_frame_make(struct hash_frame *frame, enum hash_kind kind,
		     const __u8 *key);
bool hash_frame_vector(struct hash_frame *frame, enum hash_kind kind,
		       unsigned int n);
extern const __u8 *const hash_frame_vector_key;

#endif /* TESTS_LAYER_VIRTIO_HASH_FRAME_H */
