/* SPDX-License-Identifier: GPL-2.0 */
/* Resources that the driver allocates by number. */
#ifndef E810_RESOURCES_POOL_H
#define E810_RESOURCES_POOL_H

#include "admin_commands.h"

#define E810_POOLS	10
#define E810_POOL_MAX	512

/**
 * struct e810_pool - the resources of one type
 * @used: the allocated ones, by bit
 */
struct e810_pool {
	u64 used[E810_POOL_MAX / 64];
};

bool e810_pool_has(const struct e810 *card, u16 type, u32 index);
u32 e810_pool_used(const struct e810 *card);
void e810_pool_reset(struct e810 *card);

E810_HANDLER(e810_alloc_res);
E810_HANDLER(e810_free_res);

#endif /* E810_RESOURCES_POOL_H */
