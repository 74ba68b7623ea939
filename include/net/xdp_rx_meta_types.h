/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Layout and flags of the RX metadata that an XDP program stores for a packet.
 *
 * <net/xdp.h> includes this file, so it uses basic types only. Code that reads
 * or writes the values includes <net/xdp_rx_meta.h>.
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
 * They are above those of enum xdp_buff_flags. Some drivers keep the low eight
 * bits only.
 */
#define XDP_RX_META_SHIFT	5
#define XDP_FLAGS_RX_HASH	(XDP_RX_META_HASH << XDP_RX_META_SHIFT)
#define XDP_FLAGS_RX_VLAN_TAG	(XDP_RX_META_VLAN_TAG << XDP_RX_META_SHIFT)
#define XDP_FLAGS_RX_TIMESTAMP	(XDP_RX_META_TIMESTAMP << XDP_RX_META_SHIFT)
#define XDP_FLAGS_RX_META	(XDP_RX_META_ALL << XDP_RX_META_SHIFT)

/**
 * struct xdp_rx_meta - stored values of a packet, directly behind its xdp_frame
 * @timestamp: nanoseconds, in the clock that the program chose
 * @hash: RX hash
 * @hash_type: &enum xdp_rss_hash_type of @hash
 * @vlan_proto: TPID, network byte order
 * @vlan_tci: TCI, host byte order
 * @tag_room: holds no value; a VLAN tag pushed in front of a packet that starts
 *	right behind the area overwrites it
 *
 * A member is valid only while its flag is set, and undefined otherwise.
 *
 * The first store claims the area from the headroom. &struct xdp_frame does not
 * grow and shares its cache line with the area.
 *
 * The struct is packed because AF_XDP chunks, and so the areas in them, may lie
 * at any address. Packing also gives it the same layout on each architecture.
 */
struct xdp_rx_meta {
	u64	timestamp;
	u32	hash;
	u32	hash_type;
	__be16	vlan_proto;
	u16	vlan_tci;
	u8	tag_room[4];
} __packed;

/* Bytes in use from data_hard_start of an xdp_buff on: the frame and the stored
 * values behind it. No other code knows this size. It is a macro because struct
 * xdp_frame is not complete here.
 */
#define xdp_frame_reserved(xdp)						\
	(sizeof(struct xdp_frame) +					\
	 (unlikely((xdp)->flags & XDP_FLAGS_RX_META) ?			\
	  sizeof(struct xdp_rx_meta) : 0))

/* Whether a packet or its custom metadata that begins @room bytes behind
 * data_hard_start lies on these bytes. The flags are looked at only where the
 * answer depends on them.
 */
#define xdp_frame_no_room(xdp, room)					\
({									\
	size_t __room = (room);						\
									\
	unlikely(__room < sizeof(struct xdp_frame) +			\
			  sizeof(struct xdp_rx_meta)) &&		\
	__room < xdp_frame_reserved(xdp);				\
})

#endif /* __LINUX_NET_XDP_RX_META_TYPES_H__ */
