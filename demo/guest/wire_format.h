/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_WIRE_FORMAT_H
#define DEMO_GUEST_WIRE_FORMAT_H

#include <stdbool.h>

struct topology;
struct tunnel;

int wire_open(const struct topology *topo);
bool wire_check(int fd, const struct tunnel *tunnel, int port);

#endif
