/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_TUNNEL_RUN_H
#define TESTS_TUNNEL_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bpf/tunnel.h"
#include "tunnel_stored.h"
#include "tests/tunnel/tunnel_stored.skel.h"

/**
 * struct outcome - what a program did with a packet
 * @err: the run itself failed, with this errno
 * @act: what the program returned
 * @peek: what it stored
 * @same: the bytes are what they were
 * @bytes: the first bytes of the packet afterwards
 * @count: what was added to each counter
 * @kind: what was added to the counter of each kind of tunnel
 */
struct outcome {
	int err;
	uint32_t act;
	struct peek peek;
	bool same;
	uint8_t bytes[64];
	uint64_t count[TUNNEL_COUNTERS];
	uint64_t kind[TUNNEL_KINDS];
};

struct tunnel_stored *tunnel_load(const struct tunnel_config *config,
				const uint8_t *key);
void packet_run(struct tunnel_stored *skel, const uint8_t *bytes, size_t len,
		size_t linear, size_t meta, struct outcome *out);

#endif /* TESTS_TUNNEL_RUN_H */
