/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_EFFECT_WORKAROUND_H
#define TESTS_BENCH_EFFECT_WORKAROUND_H

struct workaround;

struct workaround *workaround_start(void);
void workaround_stop(struct workaround *workaround);

#endif /* TESTS_BENCH_EFFECT_WORKAROUND_H */
