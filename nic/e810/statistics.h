/* SPDX-License-Identifier: GPL-2.0 */
/* The registers of counters. */
#ifndef E810_STATISTICS_H
#define E810_STATISTICS_H

#include <linux/types.h>

struct e810;

u32 e810_port_counter_read(struct e810 *card, u32 off);
u32 e810_vsi_counter_read(struct e810 *card, u32 off);
u32 e810_vsi_dropped_read(struct e810 *card, u32 index);

#endif /* E810_STATISTICS_H */
