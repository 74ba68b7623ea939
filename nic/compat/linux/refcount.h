/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations for the inline functions of linux/mlx5/cq.h. The models call
 * none of these functions; they only have to compile.
 */
#ifndef NIC_COMPAT_REFCOUNT_H
#define NIC_COMPAT_REFCOUNT_H

typedef struct { int none; } refcount_t;
struct list_head { struct list_head *next, *prev; };

#define KERN_WARNING			""
#define DUMP_PREFIX_OFFSET		0
#define print_hex_dump(...)		do { } while (0)
#define wmb()				do { } while (0)
#define refcount_inc(r)			((void)(r))
#define refcount_dec_and_test(r)	((void)(r), 0)
#define complete(c)			((void)(c))

#endif
