// SPDX-License-Identifier: GPL-2.0
/*
 * Reference implementation of the Toeplitz hash. It follows the definition bit by
 * bit and shares nothing with the tables of the tunnel program: each set bit of the
 * input adds the 32 bits of the key that begin at the same position.
 */
#include "toeplitz_reference.h"

static unsigned int bit(const uint8_t *bytes, size_t at)
{
	return bytes[at / 8] >> (7 - at % 8) & 1;
}

/**
 * toeplitz_ref() - Toeplitz hash of a string of bytes
 * @key: at least @len + 4 bytes
 * @input: bytes in network order
 * @len: number of bytes
 *
 * Return: the hash in host order.
 */
uint32_t toeplitz_ref(const uint8_t *key, const uint8_t *input, size_t len)
{
	uint32_t window = 0, hash = 0;
	size_t at;

	for (at = 0; at < 32; at++)
		window = window << 1 | bit(key, at);
	for (at = 0; at < 8 * len; at++) {
		if (bit(input, at))
			hash ^= window;
		window = window << 1 | bit(key, at + 32);
	}
	return hash;
}
