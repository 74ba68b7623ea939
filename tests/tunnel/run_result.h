/* SPDX-License-Identifier: GPL-2.0 */
/* Compare the result of a run with what the packet calls for. */
#ifndef TESTS_TUNNEL_RUN_RESULT_H
#define TESTS_TUNNEL_RUN_RESULT_H

#include "tests/lib/packet.h"
#include "tunnel_run.h"

uint32_t hash_expected(const struct endpoints *ends, uint32_t type,
		       const uint8_t *key);
void endpoints_swap(struct endpoints *ends);
bool result_is_flow(const struct result *out, uint32_t act, uint32_t hash,
		    uint32_t type);
bool result_is_pass(const struct result *out, uint32_t why);
bool result_is_sane(const struct result *out);
const char *result_text(const struct result *out);

#endif /* TESTS_TUNNEL_RUN_RESULT_H */
