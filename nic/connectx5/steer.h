/* SPDX-License-Identifier: GPL-2.0 */
/* How flow tables lead a received packet to its TIRs. */
#ifndef CX5_STEER_H
#define CX5_STEER_H

struct cx5;
struct cx5_packet;

void cx5_steer(struct cx5 *cx5, struct cx5_packet *pkt);
void cx5_steer_say(struct cx5 *cx5);

#endif /* CX5_STEER_H */
