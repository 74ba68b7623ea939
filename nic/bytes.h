/* SPDX-License-Identifier: GPL-2.0 */
/* Big-endian numbers in a buffer, at any alignment. */
#ifndef NIC_BYTES_H
#define NIC_BYTES_H

#include <string.h>

#include <linux/types.h>

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

#endif /* NIC_BYTES_H */
