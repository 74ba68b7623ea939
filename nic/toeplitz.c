// SPDX-License-Identifier: GPL-2.0
/* The Toeplitz hash, as NICs compute it for RSS. */
#include "bytes.h"
#include "toeplitz.h"

/**
 * toeplitz_long() - Toeplitz hash with a key of any length
 * @key: the key
 * @key_len: bytes of the key, at least 8
 * @data: the input
 * @len: bytes of @data, at most @key_len - 4
 *
 * Return: the hash.
 */
u32 toeplitz_long(const u8 *key, size_t key_len, const u8 *data, size_t len)
{
	u64 window = get_be64(key);
	u32 hash = 0;

	for (size_t i = 0; i < len; i++) {
		/* The upper half of the window belongs to the current bit. */
		for (int bit = 7; bit >= 0; bit--) {
			if (data[i] >> bit & 1)
				hash ^= window >> 32;
			window <<= 1;
		}
		if (i + 8 < key_len)
			window |= key[i + 8];
	}
	return hash;
}

/**
 * toeplitz() - Toeplitz hash
 * @key: TOEPLITZ_KEY_LEN bytes
 * @data: the input
 * @len: bytes of @data, at most 36
 *
 * Return: the hash.
 */
u32 toeplitz(const u8 *key, const u8 *data, size_t len)
{
	return toeplitz_long(key, TOEPLITZ_KEY_LEN, data, len);
}
