/* SPDX-License-Identifier: GPL-2.0 */
/* Load the tunnel program and run it on packets by BPF_PROG_TEST_RUN. */
#ifndef TESTS_TUNNEL_RUN_H
#define TESTS_TUNNEL_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bpf/tunnel.h"
#include "tunnel_stored.h"
#include "tunnel_stored.skel.h"

/**
 * struct result - what the program did with a packet
 * @err: errno of the run, 0 if it ran
 * @act: what the program returned
 * @stored: what it stored
 * @same: the program did not change the packet
 * @bytes: the first bytes of the packet after the run
 * @count: what it added to each counter
 * @kind: what it added to the counter of each kind of tunnel
 * @unread: what it added to the counter of each protocol that is not read
 */
struct result {
	int err;
	uint32_t act;
	struct stored stored;
	bool same;
	uint8_t bytes[64];
	uint64_t count[TUNNEL_COUNTERS];
	uint64_t kind[TUNNEL_KINDS];
	uint64_t unread[TUNNEL_UNREADS];
};

struct tunnel_stored *tunnel_load(const struct tunnel_config *config,
				const uint8_t *key);
void packet_run(struct tunnel_stored *skel, const uint8_t *bytes, size_t len,
		size_t linear, size_t meta, struct result *out);

#endif /* TESTS_TUNNEL_RUN_H */
