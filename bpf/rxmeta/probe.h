/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_PROBE_H
#define RXMETA_PROBE_H

#include <stdbool.h>

bool kernel_has_function(const char *name);
bool kernel_stores_hash(void);

#endif
