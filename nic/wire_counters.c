// SPDX-License-Identifier: GPL-2.0
/* Counters of a port. */
#include <string.h>

#include "wire_counters.h"

static void count_group(struct nic_port_counters *counters, const u8 *frame,
			u32 len)
{
	static const u8 all[6] = { 255, 255, 255, 255, 255, 255 };

	if (memcmp(frame, all, sizeof(all))) {
		counters->multicast++;
		counters->multicast_bytes += len;
	} else {
		counters->broadcast++;
		counters->broadcast_bytes += len;
	}
}

/**
 * nic_port_count() - count a frame
 * @counters: the counters of its direction
 * @upto: the largest frame, with FCS, of each range of sizes but the last; 0 ends
 * @frame: the bytes, from the destination address on
 * @len: number of bytes, without FCS
 */
void nic_port_count(struct nic_port_counters *counters, const u32 *upto,
		    const u8 *frame, u32 len)
{
	size_t i = 0;

	len += NIC_FCS_LEN;
	counters->packets++;
	counters->bytes += len;
	if (frame[0] & 1)
		count_group(counters, frame, len);
	while (i < NIC_SIZES - 1 && upto[i] && len > upto[i])
		i++;
	counters->by_size[i]++;
}
