/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_TUNNEL_FLOWS_H
#define TESTS_TUNNEL_FLOWS_H

#include "packet.h"

#define VECTORS		6
#define VECTORS_IP4	5
#define VECTORS_IP6	3

enum { HASH_IP4, HASH_IP4_PORTS, HASH_IP6, HASH_IP6_PORTS, HASHES };

/* The verification suite published with RSS: flows, and the hashes that are
 * known of each. The first ones have IPv6 addresses as well.
 */
struct vector {
	struct endpoints ends;
	uint32_t hash[HASHES];
};

extern const struct vector vectors[VECTORS];

/* What can be inside a tunnel. With @type an L4 one, ports count. */
struct inner_case {
	const char *name;
	uint8_t layers[8];
	uint32_t type;
};

extern const struct inner_case inner_cases[];

/* What must go on untouched, with the reason. @poke is a byte to change in the
 * finished packet: of layer number @poke.layer, the byte @poke.at.
 */
struct pass_case {
	const char *name;
	uint8_t layers[20];
	struct {
		uint8_t layer, at, value;
	} poke;
	uint8_t why;
};

extern const struct pass_case pass_cases[];

#endif /* TESTS_TUNNEL_FLOWS_H */
