/* SPDX-License-Identifier: GPL-2.0 */
/* The port: frames from and to the wire. */
#ifndef CX5_PHYSICAL_PORT_H
#define CX5_PHYSICAL_PORT_H

#include "nic/wire_counters.h"

struct cx5;
struct nic;
struct nic_forced;

#define CX5_MTU_MAX	10000
#define CX5_PRIOS	8

/**
 * struct cx5_mac_control - counters of received MAC control frames
 * @frames: all of them
 * @unsupported: those with an unknown opcode
 * @pause: those that are pause frames
 * @prio_pause: pauses of one priority
 */
struct cx5_mac_control {
	u64 frames, unsupported, pause;
	u64 prio_pause[CX5_PRIOS];
};

/**
 * struct cx5_prios - counters of one direction, by the priority in the tag
 * @packets: frames
 * @bytes: bytes of these
 */
struct cx5_prios {
	u64 packets[CX5_PRIOS], bytes[CX5_PRIOS];
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
void cx5_port_take(struct cx5 *cx5, u32 len, const struct nic_forced *forced);
bool cx5_port_up(const struct cx5 *cx5);
void cx5_port_update(struct cx5 *cx5);
void cx5_port_init(struct cx5 *cx5);

#endif /* CX5_PHYSICAL_PORT_H */
