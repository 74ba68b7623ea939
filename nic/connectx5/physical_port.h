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
#define CX5_PRIOS	8

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
 * @control: MAC control frames
 * @unsupported: those of them with an unknown opcode
 * @pause: those of them that are pause frames
 * @prio_packets: frames, by the priority in their tag
 * @prio_bytes: bytes of these
 * @prio_pause: pauses of one priority
 * @by_size: frames of 64 bytes, 65-127, ... 8192-10239
 */
struct cx5_stats {
	u64 packets, bytes;
	u64 multicast, broadcast;
	u64 multicast_bytes, broadcast_bytes;
	u64 dropped, errors, too_long;
	u64 control, unsupported, pause;
	u64 prio_packets[CX5_PRIOS], prio_bytes[CX5_PRIOS];
	u64 prio_pause[CX5_PRIOS];
	u64 by_size[10];
};

/**
 * struct cx5_pause - where the driver wants pause frames
 * @tx: send them for the whole port
 * @rx: obey them for the whole port
 * @prio_tx: send them for these priorities
 * @prio_rx: obey them for these priorities
 *
 * The card has no buffer that could fill up, so it sends none. It counts those
 * that arrive and does not stop.
 */
struct cx5_pause {
	bool tx, rx;
	u8 prio_tx, prio_rx;
};

void cx5_wire_rx(struct nic *nic, const void *frame, size_t len);
void cx5_wire_send(struct cx5 *cx5, u8 *frame, u32 len);
void cx5_wire_link(struct nic *nic, bool up);
void cx5_port_receive(struct cx5 *cx5, struct cx5_packet *pkt);
bool cx5_port_up(const struct cx5 *cx5);
void cx5_port_update(struct cx5 *cx5);
void cx5_port_init(struct cx5 *cx5);

#endif /* CX5_PHYSICAL_PORT_H */
