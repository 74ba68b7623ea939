/* SPDX-License-Identifier: GPL-2.0 */
/* Counters of a port. */
#ifndef NIC_WIRE_COUNTERS_H
#define NIC_WIRE_COUNTERS_H

#include <linux/types.h>

struct nic;

#define NIC_FCS_LEN	4
#define NIC_FRAME_MIN	60	/* padded, as on a wire, without FCS */
#define NIC_SIZES	10

/**
 * struct nic_port_counters - counters of one direction, since power-on
 * @packets: frames
 * @bytes: bytes of these frames, with FCS
 * @multicast: frames to a multicast address
 * @broadcast: frames to the broadcast address
 * @multicast_bytes: bytes of the frames in @multicast
 * @broadcast_bytes: bytes of the frames in @broadcast
 * @dropped: frames lost while the link was down
 * @errors: frames shorter than an Ethernet header
 * @too_long: frames above the limit
 * @by_size: frames of each range of sizes, as the card divides them
 */
struct nic_port_counters {
	u64 packets, bytes;
	u64 multicast, broadcast;
	u64 multicast_bytes, broadcast_bytes;
	u64 dropped, errors, too_long;
	u64 by_size[NIC_SIZES];
};

/**
 * struct nic_port_rules - what a port lets through
 * @up: the link is up
 * @max: bytes of the longest frame, with FCS
 * @upto: the largest frame, with FCS, of each range of sizes but the last;
 *	NIC_SIZES of them, 0 ends
 */
struct nic_port_rules {
	bool up;
	u32 max;
	const u32 *upto;
};

u32 nic_port_pass(struct nic_port_counters *counters,
		  const struct nic_port_rules *rules, u8 *frame, u32 len);
void nic_port_say(struct nic *nic, const struct nic_port_counters *rx,
		  const struct nic_port_counters *tx, const char *more);

static inline u64 nic_port_unicast(const struct nic_port_counters *counters)
{
	return counters->packets - counters->multicast - counters->broadcast;
}

#endif /* NIC_WIRE_COUNTERS_H */
