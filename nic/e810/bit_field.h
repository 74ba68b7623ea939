/* SPDX-License-Identifier: GPL-2.0 */
/* Fields of a queue's context, which begin at any bit. */
#ifndef E810_BIT_FIELD_H
#define E810_BIT_FIELD_H

#include <linux/types.h>

/* Returns @width bits, at most 57, from bit @lsb on; the least byte is first. */
static inline u64 bit_field(const u8 *context, u32 lsb, u32 width)
{
	u64 val = 0;

	for (u32 i = (lsb % 8 + width + 7) / 8; i--;)
		val = val << 8 | context[lsb / 8 + i];
	return val >> lsb % 8 & ((1ULL << width) - 1);
}

#endif /* E810_BIT_FIELD_H */
