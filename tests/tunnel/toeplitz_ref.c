// SPDX-License-Identifier: GPL-2.0
/*
 * Toeplitz as its definition has it, to compare with: bit i of the result is
 * the parity of the input and the key from bit i on. It shares nothing with the
 * program's tables.
 */
#include "toeplitz_ref.h"

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
	uint32_t hash = 0;
	size_t row, column;

	for (row = 0; row < 32; row++) {
		unsigned int parity = 0;

		for (column = 0; column < 8 * len; column++)
			parity ^= bit(input, column) & bit(key, row + column);
		hash = hash << 1 | parity;
	}
	return hash;
}
