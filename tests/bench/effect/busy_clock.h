/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_EFFECT_BUSY_CLOCK_H
#define TESTS_BENCH_EFFECT_BUSY_CLOCK_H

#include <stdint.h>

uint64_t busy_ns(void);

#endif /* TESTS_BENCH_EFFECT_BUSY_CLOCK_H */
