/* SPDX-License-Identifier: GPL-2.0 */
/* The 32-bit CRCs of SCTP and of Ethernet. */
#ifndef NIC_CRC32_H
#define NIC_CRC32_H

#include <linux/types.h>

#define CRC32_SCTP	0x82f63b78	/* Castagnoli's, least bit first */
#define CRC32_ETHERNET	0xedb88320

u32 crc32_add(u32 polynomial, u32 crc, const void *data, size_t len);

#endif /* NIC_CRC32_H */
