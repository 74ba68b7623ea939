// SPDX-License-Identifier: GPL-2.0
/* The 32-bit CRCs of SCTP and of Ethernet. */
#include "crc32.h"

/**
 * crc32_add() - add bytes to a CRC
 * @polynomial: CRC32_SCTP or CRC32_ETHERNET
 * @crc: all ones at first, then what the last call returned
 * @data: the bytes
 * @len: number of bytes
 *
 * Return: the CRC; what is sent is its complement, in little endian.
 */
u32 crc32_add(u32 polynomial, u32 crc, const void *data, size_t len)
{
	const u8 *p = data;

	while (len--) {
		crc ^= *p++;
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? polynomial : 0);
	}
	return crc;
}
