/* SPDX-License-Identifier: GPL-2.0 */
/* The path of a received frame, from the port to the queues. */
#ifndef E810_RECEIVE_H
#define E810_RECEIVE_H

#include "ice_format.h"

struct e810;
struct nic_forced;

void e810_receive(struct e810 *card, u32 len, const struct nic_forced *forced);

#endif /* E810_RECEIVE_H */
