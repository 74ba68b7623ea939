/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_EFFECT_SPREAD_TOOL_H
#define TESTS_BENCH_EFFECT_SPREAD_TOOL_H

#include <stdbool.h>
#include <sys/types.h>

pid_t spread_start(const char *to, int cpus, bool compat, int keys);
void spread_stop(pid_t pid);
pid_t namespace_hold(int ns);
void namespace_let_go(pid_t pid);

#endif /* TESTS_BENCH_EFFECT_SPREAD_TOOL_H */
