/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What ought to come out, worked out apart from the program.
 */
#ifndef TESTS_TUNNEL_EXPECT_H
#define TESTS_TUNNEL_EXPECT_H

#include "tests/lib/packet.h"
#include "tunnel_run.h"

/* As in the kernel's enum xdp_rss_hash_type, which user space does not have. */
enum {
	L3_IPV4 = 1, L3_IPV6 = 2, DYNHDR = 4, L4_PORTS = 8,
	L4_TCP = L4_PORTS | 16, L4_UDP = L4_PORTS | 32, L4_SCTP = L4_PORTS | 64,
	TYPE_ANY = 127,
};

uint32_t hash_expected(const struct endpoints *ends, uint32_t type,
		       const uint8_t *key);
void endpoints_swap(struct endpoints *ends);
bool outcome_is_flow(const struct outcome *out, uint32_t act, uint32_t hash,
		     uint32_t type);
bool outcome_is_pass(const struct outcome *out, enum tunnel_counter why);
bool outcome_is_sane(const struct outcome *out);
const char *outcome_text(const struct outcome *out);

#endif /* TESTS_TUNNEL_EXPECT_H */
