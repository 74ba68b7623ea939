/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The verification suite of the RSS specification: flows and their Toeplitz hashes
 * under the published key.
 */
#ifndef TESTS_LIB_RSS_VECTORS_H
#define TESTS_LIB_RSS_VECTORS_H

#include "packet.h"

#define VECTORS		6
#define VECTORS_IP4	5	/* the first ones, with IPv4 addresses */
#define VECTORS_IP6	3	/* the first ones, with IPv6 addresses too */

enum { HASH_IP4, HASH_IP4_PORTS, HASH_IP6, HASH_IP6_PORTS, HASHES };

/**
 * struct vector - one published flow
 * @ends: its addresses and ports
 * @hash: its hash over the addresses, with and without the ports; 0 where none is
 *	  published
 */
struct vector {
	struct endpoints ends;
	uint32_t hash[HASHES];
};

extern const struct vector vectors[VECTORS];

#endif /* TESTS_LIB_RSS_VECTORS_H */
