// SPDX-License-Identifier: GPL-2.0
/* Counters of a port. */
#include <string.h>

#include "lines.h"
#include "wire_counters.h"

#define ETH_HLEN	14

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

static void count(struct nic_port_counters *counters, const u32 *upto,
		  const u8 *frame, u32 len)
{
	size_t i = 0;

	counters->packets++;
	counters->bytes += len;
	if (frame[0] & 1)
		count_group(counters, frame, len);
	while (i < NIC_SIZES - 1 && upto[i] && len > upto[i])
		i++;
	counters->by_size[i]++;
}

/**
 * nic_port_pass() - let a frame through the port, and count it
 * @counters: the counters of its direction
 * @rules: what the port lets through
 * @frame: the bytes, from the destination address on, with room for padding
 * @len: number of bytes, without FCS
 *
 * Return: the number of bytes, with padding; 0 when the frame is lost.
 */
u32 nic_port_pass(struct nic_port_counters *counters,
		  const struct nic_port_rules *rules, u8 *frame, u32 len)
{
	if (!rules->up) {
		counters->dropped++;
		return 0;
	}
	if (len < ETH_HLEN) {
		counters->errors++;
		return 0;
	}
	if (len < NIC_FRAME_MIN) {
		memset(frame + len, 0, NIC_FRAME_MIN - len);
		len = NIC_FRAME_MIN;
	}
	if (len + NIC_FCS_LEN > rules->max) {
		counters->too_long++;
		return 0;
	}
	count(counters, rules->upto, frame, len + NIC_FCS_LEN);
	return len;
}

/**
 * nic_port_say() - answer the control line "stats" with a port's counters
 * @nic: the card
 * @rx: counters of received frames
 * @tx: counters of sent frames
 * @more: words with the card's own counters of received frames
 */
void nic_port_say(struct nic *nic, const struct nic_port_counters *rx,
		  const struct nic_port_counters *tx, const char *more)
{
	nic_say(nic, "rx packets=%llu bytes=%llu dropped=%llu errors=%llu too_long=%llu %s",
		(unsigned long long)rx->packets, (unsigned long long)rx->bytes,
		(unsigned long long)rx->dropped, (unsigned long long)rx->errors,
		(unsigned long long)rx->too_long, more);
	nic_say(nic, "tx packets=%llu bytes=%llu dropped=%llu too_long=%llu",
		(unsigned long long)tx->packets, (unsigned long long)tx->bytes,
		(unsigned long long)tx->dropped,
		(unsigned long long)tx->too_long);
}
