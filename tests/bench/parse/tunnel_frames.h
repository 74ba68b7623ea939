/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_PARSE_TUNNEL_FRAMES_H
#define TESTS_BENCH_PARSE_TUNNEL_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#define FRAME_MAX	2048

struct topology;
struct tunnel;

/**
 * struct tunnel_frame - a frame as the sender's NIC sends it
 * @bytes: the frame
 * @len: its length
 */
struct tunnel_frame {
	uint8_t bytes[FRAME_MAX];
	size_t len;
};

void tunnel_frames_take(const struct topology *topo, int inner,
			struct tunnel_frame frames[2]);

#endif /* TESTS_BENCH_PARSE_TUNNEL_FRAMES_H */
