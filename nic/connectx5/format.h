/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The card's formats, by the kernel's own headers: in the structs of mlx5_ifc.h
 * each bit is a byte, so sizes and offsets count bits from the most significant
 * one of the first byte on.
 */
#ifndef CX5_FMT_H
#define CX5_FMT_H

#include <string.h>

#include <linux/types.h>
#include <linux/mlx5/device.h>
#include <linux/mlx5/qp.h>
#include <linux/mlx5/cq.h>

#define CX5_OFF(type, field)	offsetof(struct mlx5_ifc_##type##_bits, field)
#define CX5_BITS(type, field) \
	sizeof(((struct mlx5_ifc_##type##_bits *)0)->field)
#define CX5_BYTES(type)		(sizeof(struct mlx5_ifc_##type##_bits) / 8)

/* The field of a buffer that holds one such struct; at most 57 bits of any
 * position, or 64 on a byte boundary.
 */
#define GET(type, p, field) \
	cx5_get(p, CX5_OFF(type, field), CX5_BITS(type, field))
#define SET(type, p, field, val) \
	cx5_set(p, CX5_OFF(type, field), CX5_BITS(type, field), val)
/* Where a part begins that starts on a byte. */
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

static inline u16 get_be16(const void *p)
{
	u16 v;

	memcpy(&v, p, sizeof(v));
	return be16_to_cpu(v);
}

static inline u32 get_be32(const void *p)
{
	u32 v;

	memcpy(&v, p, sizeof(v));
	return be32_to_cpu(v);
}

static inline u64 get_be64(const void *p)
{
	u64 v;

	memcpy(&v, p, sizeof(v));
	return be64_to_cpu(v);
}

static inline void put_be16(void *p, u16 v)
{
	v = cpu_to_be16(v);
	memcpy(p, &v, sizeof(v));
}

static inline void put_be32(void *p, u32 v)
{
	v = cpu_to_be32(v);
	memcpy(p, &v, sizeof(v));
}

static inline void put_be64(void *p, u64 v)
{
	v = cpu_to_be64(v);
	memcpy(p, &v, sizeof(v));
}

#define min(a, b)	((a) < (b) ? (a) : (b))
#define max(a, b)	((a) > (b) ? (a) : (b))
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

#endif /* CX5_FMT_H */
