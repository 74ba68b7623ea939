/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_DISPATCHER_GUARD_H
#define RXMETA_DISPATCHER_GUARD_H

#include <linux/types.h>

struct interface;

int dispatcher_guard(const struct interface *iface, __u32 flags);
void dispatcher_guard_tell(__u32 prog_id);
void dispatcher_guard_end(void);

#endif
