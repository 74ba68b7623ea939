/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The card's formats, from the kernel's own headers. Each bit is a byte in the
 * structs of mlx5_ifc.h, so sizes and offsets count bits, from the most
 * significant bit of the first byte on.
 */
#ifndef CX5_FORMAT_H
#define CX5_FORMAT_H

#include <linux/types.h>
#include <linux/mlx5/device.h>
#include <linux/mlx5/qp.h>
#include <linux/mlx5/cq.h>
#include <linux/mlx5/port.h>

#include "nic/bytes.h"

#define CX5_OFF(type, field)	offsetof(struct mlx5_ifc_##type##_bits, field)
#define CX5_BITS(type, field) \
	sizeof(((struct mlx5_ifc_##type##_bits *)0)->field)
#define CX5_BYTES(type)		(sizeof(struct mlx5_ifc_##type##_bits) / 8)

/*
 * A field of the struct at @p. It has at most 57 bits, or 64 if it starts on a
 * byte boundary.
 */
#define GET(type, p, field) \
	cx5_get(p, CX5_OFF(type, field), CX5_BITS(type, field))
#define SET(type, p, field, val) \
	cx5_set(p, CX5_OFF(type, field), CX5_BITS(type, field), val)
/* The address of a field that starts on a byte boundary. */
#define AT(type, p, field)	((u8 *)(p) + CX5_OFF(type, field) / 8)

static inline u64 cx5_get(const void *buf, size_t off, size_t bits)
{
	const u8 *p = (const u8 *)buf + off / 8;
	size_t end = off % 8 + bits;
	u64 val = 0;

	for (size_t i = 0; i < (end + 7) / 8; i++)
		val = val << 8 | p[i];
	val >>= (8 - end % 8) % 8;
	return bits < 64 ? val & ((1ULL << bits) - 1) : val;
}

static inline void cx5_set(void *buf, size_t off, size_t bits, u64 val)
{
	u64 mask = bits < 64 ? (1ULL << bits) - 1 : ~0ULL;
	size_t end = off % 8 + bits;
	size_t n = (end + 7) / 8;
	size_t shift = (8 - end % 8) % 8;
	u8 *p = (u8 *)buf + off / 8;

	val = (val & mask) << shift;
	mask <<= shift;
	while (n--) {
		p[n] = (p[n] & ~mask) | (val & mask);
		mask >>= 8;
		val >>= 8;
	}
}

#endif /* CX5_FORMAT_H */
