/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_DISPATCHER_JOIN_H
#define RXMETA_DISPATCHER_JOIN_H

#include <linux/types.h>

struct interface;
struct settings;
struct tunnel;

/* Behind libxdp's default, which is 50: other programs see packets before they are redirected. */
#define DISPATCHER_PRIO	60

int dispatcher_join(struct tunnel *skel, const struct interface *iface,
		    struct settings *settings);
int dispatcher_leave(const struct interface *iface, __u32 flags, __u32 prog_id);

#endif
