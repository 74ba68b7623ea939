/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_PCAPNG_H
#define RXMETA_PCAPNG_H

#include <stddef.h>
#include <stdio.h>

#include <linux/types.h>

FILE *pcapng_open(const char *path, const char *iface, __u32 snap);
void pcapng_packet(FILE *to, __u64 ns, const void *bytes, __u32 copied,
		   __u32 len, const char *comment);

#endif
