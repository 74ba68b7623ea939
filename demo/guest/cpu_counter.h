/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_CPU_COUNTER_H
#define DEMO_GUEST_CPU_COUNTER_H

#include "topology.h"

void cpu_counter_start(struct topology *topo);
void cpu_counter_read(const struct topology *topo, uint64_t packets[CPUS_MAX]);
uint64_t cpu_counter_hashed(const struct topology *topo);
void cpu_counter_stop(struct topology *topo);

#endif
