/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_RUN_LIMITS_H
#define DEMO_GUEST_RUN_LIMITS_H

/*
 * At most so many packets are under way. Every ring between sender and receiver
 * holds 256, so a packet that never arrives was lost and did not overflow a ring.
 */
#define WINDOW		128

/* A run ends after so long without a packet: a busy host may stop the guest. */
#define STALL_MS	5000

/* Room for a burst of 4096 packets, each in a page of its own */
#define RECEIVE_BUFFER	(32 << 20)

#endif
