/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values to store. They differ from packet to packet, so that a value which
 * shows up on another packet is noticed.
 */
#ifndef TESTS_LAYER_PATH_VALUES_H
#define TESTS_LAYER_PATH_VALUES_H

#include "path.h"

#define RSS_L4_UDP4	0x29	/* XDP_RSS_TYPE_L4_IPV4_UDP */
#define RSS_L3_IPV4	0x01
#define RSS_L3_IPV6	0x02
#define RSS_L3_DYNHDR	0x04
#define RSS_L4		0x08

static inline struct rxm_op value_hash(unsigned int i)
{
	return STORE_HASH(0x10203040u * (i + 1) ^ 0x5bd1e995u, RSS_L4_UDP4);
}

static inline struct rxm_op value_vlan(unsigned int i)
{
	return STORE_VLAN(0x2000 * (i & 7) + 0x101 + i,
			  i & 1 ? 0x88a8 : 0x8100);
}

static inline struct rxm_op value_ts(unsigned int i)
{
	return STORE_TS(1700000000000000001ULL + i * 1000000007ULL);
}

#define VALUE_ALL(i)	value_hash(i), value_vlan(i), value_ts(i)

#endif /* TESTS_LAYER_PATH_VALUES_H */
