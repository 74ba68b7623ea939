/* SPDX-License-Identifier: GPL-2.0 */
/* The free-running clock. */
#ifndef CX5_INTERNAL_TIMER_H
#define CX5_INTERNAL_TIMER_H

#include <linux/types.h>

struct cx5;

#define CX5_KHZ		78125

u64 cx5_now(struct cx5 *cx5);
u64 cx5_ticks(u64 ns);

#endif /* CX5_INTERNAL_TIMER_H */
