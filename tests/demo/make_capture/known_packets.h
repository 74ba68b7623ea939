/* SPDX-License-Identifier: GPL-2.0 */
#ifndef MAKE_CAPTURE_KNOWN_PACKETS_H
#define MAKE_CAPTURE_KNOWN_PACKETS_H

#include "tests/lib/packet.h"

#define LONGEST		9230	/* frame that the link between the lab's NICs carries */

/* The packet that was written last */
extern struct packet pkt;

void put_known(unsigned int tunnel, int flow);
void put_longest(void);
void put_mix(void);
void put_odd(void);

#endif
