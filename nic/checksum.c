// SPDX-License-Identifier: GPL-2.0
/* The Internet checksum. Sums are of 16-bit words in network order. */
#include <string.h>

#include "checksum.h"

/**
 * csum_fold() - fold a sum to 16 bits
 * @sum: the sum
 *
 * Return: the sum; a checksum is its complement.
 */
u16 csum_fold(u32 sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

/**
 * csum_add() - add bytes to a sum
 * @sum: the sum so far
 * @data: the bytes, which begin at an even offset of what is summed
 * @len: number of bytes
 *
 * Return: @sum and at most 17 bits more.
 */
u32 csum_add(u32 sum, const void *data, size_t len)
{
	const u8 *p = data;
	u64 acc = 0;

	/* The byte order affects only the result: swap that, not each word. */
	for (; len >= 4; len -= 4, p += 4) {
		u32 word;

		memcpy(&word, p, sizeof(word));
		acc += word;
	}
	if (len) {
		u32 word = 0;

		memcpy(&word, p, len);
		acc += word;
	}
	acc = (acc & 0xffffffff) + (acc >> 32);
	acc = (acc & 0xffffffff) + (acc >> 32);
	return sum + be16_to_cpu(csum_fold(acc));
}

/**
 * csum_pseudo() - sum of the pseudo header of TCP and UDP
 * @ip: the IP header
 * @version: 4 or 6
 * @proto: protocol of the payload
 * @l4_len: bytes of the payload, the L4 header included
 *
 * Return: the sum.
 */
u32 csum_pseudo(const u8 *ip, u8 version, u8 proto, u32 l4_len)
{
	u32 sum = proto + (l4_len >> 16) + (l4_len & 0xffff);

	if (version == 4)
		return csum_add(sum, ip + 12, 8);
	return csum_add(sum, ip + 8, 32);
}
