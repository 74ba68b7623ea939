/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys of the Toeplitz hash, for user space that loads the tunnel program.
 */
#ifndef __TOEPLITZ_KEY_H__
#define __TOEPLITZ_KEY_H__

#include "flow_hash.h"

/* The verification key published with RSS, for which known answers exist. Use a
 * secret key where traffic may be hostile.
 */
static const __u8 toeplitz_default_key[TOEPLITZ_KEY_LEN] = {
	0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2,
	0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0,
	0xd0, 0xca, 0x2b, 0xcb, 0xae, 0x7b, 0x30, 0xb4,
	0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c,
	0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
};

/* Return: the 32 bits of the key that begin at bit @at. */
static inline __u32 toeplitz_key_window(const __u8 *key, unsigned int at)
{
	const __u8 *from = key + at / 8;
	__u64 bits = 0;
	int i;

	for (i = 0; i < 5; i++)
		bits = bits << 8 | from[i];
	return bits >> (8 - at % 8);
}

/**
 * toeplitz_init() - expand a key
 * @table: filled in
 * @key: %TOEPLITZ_KEY_LEN bytes
 */
static inline void toeplitz_init(struct toeplitz *table, const __u8 *key)
{
	unsigned int nibble, value, bit;

	for (nibble = 0; nibble < TOEPLITZ_NIBBLES; nibble++) {
		for (value = 0; value < 16; value++) {
			__u32 part = 0;

			for (bit = 0; bit < 4; bit++)
				if (value & (8 >> bit))
					part ^= toeplitz_key_window(key,
							4 * nibble + bit);
			table->part[nibble][value] = part;
		}
	}
}

#endif /* __TOEPLITZ_KEY_H__ */
