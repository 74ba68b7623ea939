/* SPDX-License-Identifier: GPL-2.0 */
/* Frames from the remote to the interface under test, and their hints */
#ifndef TESTS_NIC_NETIF_LISTENER_H
#define TESTS_NIC_NETIF_LISTENER_H

#include <stdbool.h>

#include "frame.h"
#include "hints.h"

int netif_listen(void);
bool netif_settle(void);
int netif_flows(struct flow *to, unsigned int room);
void netif_frame(struct frame *f, const struct flow *flow, __u16 tpid, __u16 tci);
const struct hints *netif_pass(const struct flow *flow, __u16 tpid, __u16 tci);

#endif /* TESTS_NIC_NETIF_LISTENER_H */
