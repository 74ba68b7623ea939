/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_FLOW_ORDER_H
#define DEMO_GUEST_FLOW_ORDER_H

#include <stdbool.h>

struct capture;
struct frame;

void order_load(struct capture *capture);
void order_expect(struct capture *capture);
bool order_keeps(struct capture *capture, const struct frame *frame);

#endif
