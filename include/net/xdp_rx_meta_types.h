/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What an XDP program stored for a packet: where it lies and how it is marked.
 *
 * Included by <net/xdp.h>, so nothing here needs more than basic types. Code
 * that reads or writes the values wants <net/xdp_rx_meta.h>.
 */
#ifndef __LINUX_NET_XDP_RX_META_TYPES_H__
#define __LINUX_NET_XDP_RX_META_TYPES_H__

#include <linux/bits.h>
#include <linux/types.h>

/**
 * enum xdp_rx_meta_which - the values a program can store
 * @XDP_RX_META_HASH: RX hash and its &enum xdp_rss_hash_type
 * @XDP_RX_META_VLAN_TAG: VLAN TPID and TCI
 * @XDP_RX_META_TIMESTAMP: RX timestamp in nanoseconds
 * @XDP_RX_META_ALL: all of them
 */
enum xdp_rx_meta_which {
	XDP_RX_META_HASH	= BIT(0),
	XDP_RX_META_VLAN_TAG	= BIT(1),
	XDP_RX_META_TIMESTAMP	= BIT(2),
	XDP_RX_META_ALL		= BIT(3) - 1,
};

/* The same three bits in the flags of struct xdp_buff and struct xdp_frame.
 * Bits 0 and 1 are enum xdp_buff_flags, newer kernels use bit 2 as well, and
 * some drivers keep the low eight bits only.
 */
#define XDP_RX_META_SHIFT	5
#define XDP_FLAGS_RX_HASH	(XDP_RX_META_HASH << XDP_RX_META_SHIFT)
#define XDP_FLAGS_RX_VLAN_TAG	(XDP_RX_META_VLAN_TAG << XDP_RX_META_SHIFT)
#define XDP_FLAGS_RX_TIMESTAMP	(XDP_RX_META_TIMESTAMP << XDP_RX_META_SHIFT)
#define XDP_FLAGS_RX_META	(XDP_RX_META_ALL << XDP_RX_META_SHIFT)

/**
 * struct xdp_rx_meta - values stored for a packet, directly behind its frame
 * @timestamp: nanoseconds, in the clock the program chose
 * @hash: RX hash
 * @hash_type: &enum xdp_rss_hash_type of @hash
 * @vlan_proto: TPID, network byte order
 * @vlan_tci: TCI, host byte order
 *
 * @tag_room: no value; where a tag that is pushed right in front of the packet
 *	may begin
 *
 * A member is valid only while its flag is set; otherwise it is whatever the
 * headroom held. &struct xdp_frame does not grow: the area is claimed from the
 * headroom by the first store, and it shares the frame's cache line.
 *
 * Packed: AF_XDP's chunks lie at any address, and so does the area in them. It
 * also makes the layout the same on each architecture.
 */
struct xdp_rx_meta {
	u64	timestamp;
	u32	hash;
	u32	hash_type;
	__be16	vlan_proto;
	u16	vlan_tci;
	u8	tag_room[4];
} __packed;

/* Headroom in use at data_hard_start of an xdp_buff: the frame, and behind it
 * what a program stored. The only place that knows the size. A macro, because
 * struct xdp_frame is complete only where it is used.
 */
#define xdp_frame_reserved(xdp)						\
	(sizeof(struct xdp_frame) +					\
	 (unlikely((xdp)->flags & XDP_FLAGS_RX_META) ?			\
	  sizeof(struct xdp_rx_meta) : 0))

#endif /* __LINUX_NET_XDP_RX_META_TYPES_H__ */
