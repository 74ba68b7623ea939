/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_RUN_RXMETA_H
#define DEMO_GUEST_RUN_RXMETA_H

#include <stdbool.h>
#include <stdint.h>

/* Room for the output of `rxmeta stat --json` */
#define STAT_MAX	4096

/* The kernel stores no hash: rxmeta_attach() spreads by a cpumap. */
extern bool rxmeta_compat;

void rxmeta_attach(const char *hash, const char *dst_mac, int keys);
void rxmeta_detach(void);
void rxmeta_stat(char *json);
uint64_t rxmeta_count(const char *json, const char *counter);

#endif
