/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The public series, V2, rebuilt for comparison: what it stores, and where.
 *
 * A frame has hash and VLAN tag by value, a buffer has a pointer to the place that they take
 * in the frame made of it. The timestamp is in the skb_shared_info at the end of the buffer.
 */
#ifndef __LINUX_NET_XDP_V2_TYPES_H__
#define __LINUX_NET_XDP_V2_TYPES_H__

#include <linux/types.h>

struct xdp_v2_meta {
	struct {
		u32 val;
		u32 type;
	} hash;
	struct {
		__be16 proto;
		u16 tci;
	} vlan;
};

/* Where struct xdp_frame has them. xdp_prepare_buff() stands above that struct. */
#define XDP_V2_OFFSET		40
/* A buffer with less headroom stores nothing. */
#define XDP_V2_MIN_HEADROOM	192

/* The series has bits 2 to 5, of which newer kernels use the first. */
#define XDP_V2_AREA		0x10
#define XDP_V2_HASH		0x20
#define XDP_V2_VLAN		0x40
#define XDP_V2_TIMESTAMP	0x80

#endif /* __LINUX_NET_XDP_V2_TYPES_H__ */
