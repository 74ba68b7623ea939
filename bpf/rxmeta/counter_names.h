/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_COUNTER_NAMES_H
#define RXMETA_COUNTER_NAMES_H

#include <stdbool.h>
#include <stdio.h>

#include "bpf/tunnel.h"

extern const char * const counter_names[TUNNEL_COUNTERS];
extern const char * const kind_names[TUNNEL_KINDS];
extern const char * const unread_names[TUNNEL_UNREADS];

bool kinds_read(const char *arg, __u32 *passed);
void kinds_print(FILE *to);

#endif
