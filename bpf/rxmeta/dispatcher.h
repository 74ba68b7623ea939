/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_DISPATCHER_H
#define RXMETA_DISPATCHER_H

#include <stdbool.h>
#include <stddef.h>

#include <linux/types.h>

/* Room for the names of all programs below a dispatcher */
#define DISPATCHER_NAMES	256

bool dispatcher_is(int prog);
__u32 dispatcher_next(__u32 dispatcher, __u32 *link);
const char *dispatcher_names(__u32 dispatcher, char *names);

#endif
