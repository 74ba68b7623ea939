/* SPDX-License-Identifier: GPL-2.0 */
/* The port: frames from and to the wire. */
#ifndef CX5_PHYSICAL_PORT_H
#define CX5_PHYSICAL_PORT_H

#include <linux/types.h>

struct cx5;
struct nic;
struct cx5_packet;

#define CX5_MTU_MAX	10000
#define CX5_FRAME_MIN	60	/* padded, as on a wire */
#define CX5_FCS_LEN	4

/**
 * struct cx5_stats - counters of one direction, since power-on
 * @packets: frames
 * @bytes: bytes of these frames, with FCS
 * @multicast: frames to a multicast address
 * @broadcast: frames to the broadcast address
 * @multicast_bytes: bytes of the frames in @multicast
 * @broadcast_bytes: bytes of the frames in @broadcast
 * @dropped: frames lost while the link was down
 * @errors: frames shorter than an Ethernet header
 * @too_long: frames above the limit
 * @by_size: frames of 64 bytes, 65-127, ... 8192-10239
 */
struct cx5_stats {
	u64 packets, bytes;
	u64 multicast, broadcast;
	u64 multicast_bytes, broadcast_bytes;
	u64 dropped, errors, too_long;
	u64 by_size[10];
};

void cx5_wire_rx(struct nic *nic, const void *frame, size_t len);
void cx5_wire_send(struct cx5 *cx5, u8 *frame, u32 len);
void cx5_wire_link(struct nic *nic, bool up);
void cx5_port_receive(struct cx5 *cx5, struct cx5_packet *pkt);
bool cx5_port_up(const struct cx5 *cx5);
void cx5_port_update(struct cx5 *cx5);
void cx5_port_init(struct cx5 *cx5);

#endif /* CX5_PHYSICAL_PORT_H */
