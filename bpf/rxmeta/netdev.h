/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_NETDEV_H
#define RXMETA_NETDEV_H

#include <stdbool.h>

#include <linux/types.h>

int netdev_of_napi(__u32 napi);
int netdev_reports(__u32 ifindex, __u64 *features);
bool netdev_takes_frames(__u32 ifindex, __u64 *features);
bool netdev_strips_tags(const char *iface);

#endif
