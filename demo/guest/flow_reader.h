/* SPDX-License-Identifier: GPL-2.0 */
/* For the side with libc's types and for the one with the program's. */
#ifndef DEMO_GUEST_FLOW_H
#define DEMO_GUEST_FLOW_H

struct flow;

int flow_read(const void *frame, unsigned int len, struct flow *flow);

#endif
