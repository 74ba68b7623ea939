/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_DROP_COUNTERS_H
#define RXMETA_DROP_COUNTERS_H

#include <linux/types.h>

struct interface;

__u64 drops_at_source(const struct interface *iface);
__u64 drops_at_target(const struct interface *iface);

#endif
