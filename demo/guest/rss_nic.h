/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_RSS_NIC_H
#define DEMO_GUEST_RSS_NIC_H

#include <stdbool.h>

#include "topology.h"

void nic_check(void);
void nic_start(struct topology *topo);
void nic_await_link(void);
void nic_linear(bool on);
void nic_read(const struct topology *topo, uint64_t packets[QUEUES_MAX]);

#endif
