/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_COUNTER_NAMES_H
#define RXMETA_COUNTER_NAMES_H

#include <stddef.h>
#include <stdio.h>

#include "bpf/tunnel.h"

extern const char * const counter_names[TUNNEL_COUNTERS];
extern const char * const kind_names[TUNNEL_KINDS];
extern const char * const unread_names[TUNNEL_UNREADS];

int kind_find(const char *name, size_t len);
void kinds_print(FILE *to);

#endif
