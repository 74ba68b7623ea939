/* SPDX-License-Identifier: GPL-2.0 */
/* The card's capabilities. */
#ifndef CX5_CAPS_H
#define CX5_CAPS_H

#include "commands.h"

struct cx5;

/**
 * struct cx5_cap - a capability
 * @page: its page, an enum mlx5_cap_type
 * @off: its offset in the page, in bits
 * @bits: its size
 * @val: its value
 * @most: the largest value of a ConnectX-5
 * @name: its name
 * @source: the evidence that a ConnectX-5 has it
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

/* Registers with capabilities, as pages that QUERY_HCA_CAP does not have */
#define CX5_PAGE_PCAM	0x1000
#define CX5_PAGE_MCAM	0x1001

void cx5_caps_init(struct cx5 *cx5);
const struct cx5_cap *cx5_cap_at(u16 page, u32 bit);

/* firmware_registers.c */
const struct cx5_cap *cx5_register_cap_at(u16 page, u32 bit);

CX5_HANDLER(cx5_query_hca_cap);
CX5_HANDLER(cx5_set_hca_cap);

#endif /* CX5_CAPS_H */
