/* SPDX-License-Identifier: GPL-2.0 */
/* How a packet grows, for the files that build it. */
#ifndef TESTS_LIB_PACKET_BYTES_H
#define TESTS_LIB_PACKET_BYTES_H

#include <stdbool.h>
#include <string.h>

#include "packet.h"

static inline void put16(uint8_t *at, uint16_t value)
{
	at[0] = value >> 8;
	at[1] = value;
}

static inline uint8_t *extend(struct packet *pkt, size_t len)
{
	uint8_t *at = pkt->bytes + pkt->len;

	memset(at, 0, len);
	pkt->len += len;
	return at;
}

/* The next layer writes its number to @next, from the list that @naming says. */
static inline void expect(struct packet *pkt, uint8_t *next, enum naming naming)
{
	pkt->next = next;
	pkt->naming = naming;
}

/* packet_tunnels.c */
bool packet_add_tunnel(struct packet *pkt, enum layer layer);

#endif /* TESTS_LIB_PACKET_BYTES_H */
