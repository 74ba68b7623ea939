/* SPDX-License-Identifier: GPL-2.0 */
/* Frames from the control socket, with values for their descriptor. */
#ifndef NIC_INJECTED_H
#define NIC_INJECTED_H

#include "nic/control_line.h"

#define NIC_FORCE_HASH		(1 << 0)
#define NIC_FORCE_TYPE		(1 << 1)
#define NIC_FORCE_VLAN		(1 << 2)
#define NIC_FORCE_TIME		(1 << 3)
#define NIC_FORCE_NO_VLAN	(1 << 4)

#define NIC_INJECTED_MAX	4000

/**
 * struct nic_forced - values that the control socket set for a frame
 * @which: NIC_FORCE_... bits
 * @hash: the hash
 * @type: the type of the hash or of the packet, as the card has it
 * @tci: the tag
 * @time: nanoseconds, of the clock that the card gives frames
 */
struct nic_forced {
	u32 which;
	u32 hash;
	u16 type;
	u16 tci;
	u64 time;
};

/**
 * struct nic_injected - a frame from the control socket
 * @forced: values to set
 * @len: its length
 * @frame: its bytes
 */
struct nic_injected {
	struct nic_forced forced;
	u32 len;
	u8 frame[NIC_INJECTED_MAX];
};

const char *nic_line_inject(struct nic_line *line, u16 type_max, bool up,
			    struct nic_injected *in);

#endif /* NIC_INJECTED_H */
