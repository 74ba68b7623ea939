// SPDX-License-Identifier: GPL-2.0
/*
 * Toeplitz as its definition has it, to compare with: each bit of the input that
 * is set adds the 32 bits of the key from there on. It shares nothing with the
 * program's tables.
 */
#include "toeplitz.h"

static unsigned int bit(const uint8_t *bytes, size_t at)
{
	return bytes[at / 8] >> (7 - at % 8) & 1;
}

/**
 * toeplitz_ref - Toeplitz hash of a string of bytes
 * @key: at least @len + 4 bytes
 * @input: bytes in the order of the wire
 * @len: how many
 *
 * Return: hash, host byte order.
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
