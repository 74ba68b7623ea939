/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of the demo that replay a capture have of each other. */
#ifndef DEMO_GUEST_CAPTURE_H
#define DEMO_GUEST_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "demo/capture/frames_file.h"

/**
 * struct frame - a frame of the capture
 * @bytes: the frame
 * @len: its length
 * @key: to find it by
 * @left: how often it is still to arrive; equal frames share the first one's
 * @count: how often it is in the capture
 * @path: the number of what it has to stay in order with, or -1
 * @first: the first of those equal to it
 * @next: the one of them that arrives next
 * @same: the one of them that was sent after it, or %NULL
 */
struct frame {
	const uint8_t *bytes;
	uint32_t len;
	uint32_t left;
	uint32_t count;
	uint64_t key;
	int path;
	struct frame *first;
	struct frame *next;
	struct frame *same;
};

/**
 * struct capture - a capture in memory
 * @head: what demo-capture said of it
 * @frames: the frames in their order
 * @index: the different ones in the order of their keys
 * @different: how many of these there are
 * @tunnelled: frames that the program has to take for those of a tunnel
 * @flows: different flows in these
 * @paths: the same, and in different tunnels
 * @newest: the last frame of each path that has arrived
 */
struct capture {
	const struct capture_head *head;
	struct frame *frames;
	struct frame *index;
	int different;
	int tunnelled;
	int flows;
	int paths;
	const struct frame **newest;
};

/* guest_capture.c */
void capture_load(struct capture *capture, const char *path);
void capture_expect(struct capture *capture);
struct frame *capture_find(const struct capture *capture, const uint8_t *bytes,
			   uint32_t len);
struct frame *capture_take(struct frame *frame);
void *capture_alloc(size_t count, size_t size);

/* guest_order.c */
void order_load(struct capture *capture);
void order_expect(struct capture *capture);
bool order_keeps(struct capture *capture, const struct frame *frame);

#endif
