/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_CAPTURED_FRAMES_H
#define DEMO_GUEST_CAPTURED_FRAMES_H

#include <stdint.h>

#include "demo/capture/frames_file.h"

/**
 * struct frame - a frame of the capture
 * @bytes: the frame
 * @len: its length
 * @key: hash of @bytes, to look it up by
 * @left: how often it has yet to arrive; equal frames share that of the first
 * @count: how often it is in the capture
 * @tunnel_flow: number of the tunnel flow whose order it has to keep, or -1
 * @first: the first of the frames equal to it
 * @next: the one of them that arrives next
 * @same: the one of them that is sent after it, or %NULL
 */
struct frame {
	const uint8_t *bytes;
	uint32_t len;
	uint32_t left;
	uint32_t count;
	uint64_t key;
	int tunnel_flow;
	struct frame *first;
	struct frame *next;
	struct frame *same;
};

/**
 * struct capture - a capture in memory
 * @head: header that demo-capture wrote
 * @frames: the frames in the order in which they are sent
 * @index: the different frames in the order of their keys
 * @different: number of elements of @index
 * @tunnelled: frames that the program has to recognise as a tunnel's
 * @flows: different flows inside these
 * @tunnel_flows: different flows, where two tunnels with equal flows count as two
 * @newest: the last frame of each tunnel flow that has arrived
 */
struct capture {
	const struct capture_head *head;
	struct frame *frames;
	struct frame *index;
	int different;
	int tunnelled;
	int flows;
	int tunnel_flows;
	const struct frame **newest;
};

void capture_load(struct capture *capture, const char *path);
void capture_expect(struct capture *capture);
struct frame *capture_find(const struct capture *capture, const uint8_t *bytes,
			   uint32_t len);
struct frame *capture_take(struct frame *frame);

#endif
