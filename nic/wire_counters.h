/* SPDX-License-Identifier: GPL-2.0 */
/* Counters of a port. */
#ifndef NIC_WIRE_COUNTERS_H
#define NIC_WIRE_COUNTERS_H

#include <linux/types.h>

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

void nic_port_count(struct nic_port_counters *counters, const u32 *upto,
		    const u8 *frame, u32 len);

#endif /* NIC_WIRE_COUNTERS_H */
