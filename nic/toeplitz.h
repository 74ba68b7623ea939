/* SPDX-License-Identifier: GPL-2.0 */
#ifndef NIC_TOEPLITZ_H
#define NIC_TOEPLITZ_H

#include <linux/types.h>

#define TOEPLITZ_KEY_LEN	40

u32 toeplitz(const u8 *key, const u8 *data, size_t len);
u32 toeplitz_long(const u8 *key, size_t key_len, const u8 *data, size_t len);

#endif /* NIC_TOEPLITZ_H */
