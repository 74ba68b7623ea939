/* SPDX-License-Identifier: GPL-2.0 */
#ifndef COMMON_MONOTONIC_CLOCK_H
#define COMMON_MONOTONIC_CLOCK_H

long long clock_ms(void);
unsigned int clock_scaled_ms(unsigned int seconds);

#endif
