/* SPDX-License-Identifier: GPL-2.0 */
/* The path of a received frame, from the port to the queues. */
#ifndef E810_RECEIVE_H
#define E810_RECEIVE_H

#include "ice_format.h"

struct e810;

#define E810_FORCE_HASH		(1 << 0)
#define E810_FORCE_TYPE		(1 << 1)
#define E810_FORCE_VLAN		(1 << 2)
#define E810_FORCE_TIME		(1 << 3)
#define E810_FORCE_NO_VLAN	(1 << 4)

/**
 * struct e810_forced - values that the control socket set for a frame
 * @which: E810_FORCE_... bits
 * @hash: the hash
 * @ptype: the packet type
 * @tci: the tag
 * @time: nanoseconds of the PTP clock
 */
struct e810_forced {
	u32 which;
	u32 hash;
	u16 ptype;
	u16 tci;
	u64 time;
};

void e810_receive(struct e810 *card, u32 len, const struct e810_forced *forced);

#endif /* E810_RECEIVE_H */
