/* SPDX-License-Identifier: GPL-2.0 */
/* Tables of packets for the tunnel program. An entry without a name ends each. */
#ifndef TESTS_TUNNEL_CASES_H
#define TESTS_TUNNEL_CASES_H

#include <stdint.h>

#include "tests/lib/packet.h"

/**
 * struct inner_case - a packet inside a tunnel
 * @name: for the log
 * @layers: its layers, &enum layer
 * @type: type of its hash, &enum rss_type; an L4 type covers the ports
 */
struct inner_case {
	const char *name;
	uint8_t layers[8];
	uint32_t type;
};

extern const struct inner_case inner_cases[];

/**
 * struct pass_case - a packet that passes unchanged
 * @name: for the log
 * @layers: its layers, &enum layer
 * @poke: a byte to change in the finished packet, at offset @poke.at of layer
 *	  number @poke.layer; no byte where @poke.layer is 0
 * @poke2: another one
 * @why: the reason that is counted, &enum tunnel_counter or TUNNEL_UNREAD()
 */
struct pass_case {
	const char *name;
	uint8_t layers[20];
	struct {
		uint8_t layer, at, value;
	} poke, poke2;
	uint16_t why;
};

extern const struct pass_case pass_cases[];

#endif /* TESTS_TUNNEL_CASES_H */
