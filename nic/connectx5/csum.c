// SPDX-License-Identifier: GPL-2.0
/* The Internet checksum. Sums are of 16-bit words in network order. */
#include "cx5.h"

u16 cx5_csum_fold(u32 sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

/**
 * cx5_csum_add() - sum up bytes
 * @sum: what there is already
 * @data: the bytes; they begin at an even offset of what is summed
 * @len: how many
 *
 * Return: the sum, of at most 17 bits plus @sum.
 */
u32 cx5_csum_add(u32 sum, const void *data, size_t len)
{
	const u8 *p = data;
	u64 acc = 0;

	/* The order of bytes does not matter to the sum, only to its result. */
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
	return sum + be16_to_cpu(cx5_csum_fold(acc));
}

/**
 * cx5_csum_pseudo() - sum of the pseudo header of TCP and UDP
 * @ip: the IP header
 * @version: 4 or 6
 * @proto: what follows
 * @l4_len: bytes of it, with its header
 *
 * Return: the sum.
 */
u32 cx5_csum_pseudo(const u8 *ip, u8 version, u8 proto, u32 l4_len)
{
	u32 sum = proto + (l4_len >> 16) + (l4_len & 0xffff);

	if (version == 4)
		return cx5_csum_add(sum, ip + 12, 8);
	return cx5_csum_add(sum, ip + 8, 32);
}
