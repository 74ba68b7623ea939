// SPDX-License-Identifier: GPL-2.0
/*
 * The doorbell pages. All pages are alike: the value that is written names the
 * queue, so each page serves every queue.
 */
#include "nic/bytes.h"

#include "cq.h"
#include "cx5.h"
#include "eq.h"
#include "format.h"
#include "sq.h"
#include "uar.h"

#define PAGE_MASK	0xfff
#define EQ_ARM		0x40
#define EQ_UPDATE	0x48

/**
 * cx5_uar_write() - ring a doorbell
 * @cx5: the card
 * @off: offset in BAR 0
 * @val: the value, lowest byte first
 * @size: 4 or 8; any other size is traced
 */
void cx5_uar_write(struct cx5 *cx5, u64 off, u64 val, unsigned int size)
{
	u32 reg = off & PAGE_MASK;
	u8 bytes[8];

	val = htole64(val);
	memcpy(bytes, &val, sizeof(bytes));
	if (size >= 4 && (reg == EQ_ARM || reg == EQ_UPDATE))
		cx5_eq_doorbell(cx5, get_be32(bytes), reg == EQ_ARM);
	else if (size == 8 && reg == MLX5_CQ_DOORBELL)
		cx5_cq_arm(cx5, get_be32(bytes + 4) & 0xffffff,
			   get_be32(bytes));
	else if (size == 8 && reg >= MLX5_BF_OFFSET)
		/* The first 8 bytes of a WQE: the second word names the SQ. */
		cx5_sq_doorbell(cx5, get_be32(bytes + 4) >> 8);
	else
		cx5_trace(cx5, "uar: write of %u bytes to %#x", size, reg);
}
