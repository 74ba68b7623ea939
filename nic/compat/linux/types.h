/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types and macros of the kernel, as far as its mlx5 headers and the models use
 * them. This folder comes before the real linux/ in the include path.
 */
#ifndef NIC_COMPAT_TYPES_H
#define NIC_COMPAT_TYPES_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef uint8_t __u8;
typedef uint16_t __u16;
typedef uint32_t __u32;
typedef uint64_t __u64;
typedef int8_t s8;
typedef int32_t s32;
typedef int32_t __s32;
typedef int64_t __s64;
typedef uint16_t __be16;
typedef uint32_t __be32;
typedef uint64_t __be64;
typedef uint16_t __le16;
typedef uint32_t __le32;
typedef uint64_t __le64;

#define __force
#define __iomem
#ifndef __packed
#define __packed	__attribute__((__packed__))
#endif
#ifndef BIT
#define BIT(n)		(1UL << (n))
#endif
#ifndef BIT_ULL
#define BIT_ULL(n)	(1ULL << (n))
#endif
#define container_of(ptr, type, member) \
	((type *)((char *)(ptr) - offsetof(type, member)))
#define GENMASK(h, l)	((~0UL << (l)) & (~0UL >> (63 - (h))))
#define PAGE_SIZE	4096
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define min(a, b)	((a) < (b) ? (a) : (b))
#define max(a, b)	((a) > (b) ? (a) : (b))

#define cpu_to_be16(v)	htobe16(v)
#define cpu_to_be32(v)	htobe32(v)
#define cpu_to_be64(v)	htobe64(v)
#define be16_to_cpu(v)	be16toh(v)
#define be32_to_cpu(v)	be32toh(v)
#define be64_to_cpu(v)	be64toh(v)
#define cpu_to_le16(v)	htole16(v)
#define cpu_to_le32(v)	htole32(v)
#define cpu_to_le64(v)	htole64(v)
#define le16_to_cpu(v)	le16toh(v)
#define le32_to_cpu(v)	le32toh(v)
#define le64_to_cpu(v)	le64toh(v)

#define DECLARE_FLEX_ARRAY(type, name) \
	struct { struct {} empty_ ## name; type name[]; }
#define struct_group(name, ...) \
	union { struct { __VA_ARGS__ }; struct { __VA_ARGS__ } name; }

#endif /* NIC_COMPAT_TYPES_H */
