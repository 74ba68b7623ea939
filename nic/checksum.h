/* SPDX-License-Identifier: GPL-2.0 */
/* The Internet checksum. */
#ifndef NIC_CHECKSUM_H
#define NIC_CHECKSUM_H

#include <linux/types.h>

u32 csum_add(u32 sum, const void *data, size_t len);
u16 csum_fold(u32 sum);
u32 csum_pseudo(const u8 *ip, u8 version, u8 proto, u32 l4_len);

#endif /* NIC_CHECKSUM_H */
