/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Replaces the driver's own structs, which ice_ddp.h includes. The headers that
 * describe the card need these macros and types only.
 */
#ifndef NIC_COMPAT_ICE_TYPE_H
#define NIC_COMPAT_ICE_TYPE_H

#include <assert.h>
#include <linux/types.h>

#define ETH_ALEN		6
#define ICE_M(m, s)		((m ## U) << (s))
#define BITS_PER_BYTE		8
#define __aligned(n)		__attribute__((__aligned__(n)))
#define sizeof_field(type, field) \
	sizeof(((type *)0)->field)
#define offsetofend(type, field) \
	(offsetof(type, field) + sizeof_field(type, field))

struct list_head { struct list_head *next, *prev; };
struct mutex { int none; };

#include "ice_adminq_cmd.h"

#endif /* NIC_COMPAT_ICE_TYPE_H */
