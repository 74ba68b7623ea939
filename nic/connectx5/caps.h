/* SPDX-License-Identifier: GPL-2.0 */
/* The card's capabilities, for those that look after them. */
#ifndef CX5_CAPS_H
#define CX5_CAPS_H

#include <linux/types.h>

/**
 * struct cx5_cap - a capability
 * @page: of the capabilities, an enum mlx5_cap_type
 * @off: its offset in the page, in bits
 * @bits: its size
 * @val: its value
 * @most: what a ConnectX-5 has, at most
 * @name: its name
 * @source: where it is known from that a ConnectX-5 has it
 */
struct cx5_cap {
	u16 page;
	u32 off;
	u32 bits;
	u64 val;
	u64 most;
	const char *name;
	const char *source;
};

const struct cx5_cap *cx5_cap_at(u16 page, u32 bit);

#endif
