// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: the flows of a capture, and whether the packets of each
 * arrive in the order in which they were sent.
 *
 * Between two tunnels there is no order, even if the flows inside look the same:
 * RSS may give the tunnels to two queues of the NIC. So what has to stay in order
 * is a flow inside and the addresses, and ports, that RSS sees outside.
 */
#include <stdlib.h>
#include <string.h>

#include "bpf/flow_hash.h"
#include "topology.h"
#include "captured_frames.h"
#include "flow_reader.h"

#define ETH_LEN		14
#define TAG_LEN		4
#define TYPE_VLAN	0x8100
#define TYPE_QINQ	0x88a8
#define PROTO_UDP	17
#define OUTER_MAX	36

/**
 * struct path - what packets share that have to stay in order
 * @flow: the flow inside
 * @outer: addresses and ports outside
 * @frame: a frame of this path
 */
struct path {
	struct flow flow;
	uint8_t outer[OUTER_MAX];
	struct frame *frame;
};

static uint32_t skip_tags(const uint8_t *bytes)
{
	uint32_t at = ETH_LEN, type;

	for (;;) {
		type = bytes[at - 2] << 8 | bytes[at - 1];
		if (type != TYPE_VLAN && type != TYPE_QINQ)
			return at;
		at += TAG_LEN;
	}
}

/* The program has read all of these headers, so they are there. */
static void read_outer(const struct frame *frame, uint8_t *outer)
{
	const uint8_t *ip = frame->bytes + skip_tags(frame->bytes);
	bool four = ip[0] >> 4 == 4;
	int len = four ? 8 : 32, header = four ? (ip[0] & 15) * 4 : 40;

	memset(outer, 0, OUTER_MAX);
	memcpy(outer, ip + (four ? 12 : 8), len);
	if (ip[four ? 9 : 6] == PROTO_UDP)
		memcpy(outer + len, ip + header, 4);
}

static int compare_flows(const struct path *a, const struct path *b)
{
	return memcmp(&a->flow, &b->flow, sizeof(a->flow));
}

static int compare_paths(const void *a, const void *b)
{
	const struct path *one = a, *two = b;

	return compare_flows(one, two) ?:
	       memcmp(one->outer, two->outer, OUTER_MAX);
}

static int read_paths(struct capture *capture, struct path *paths)
{
	int n = 0;

	for (uint32_t i = 0; i < capture->head->frames; i++) {
		struct frame *frame = &capture->frames[i];

		frame->path = -1;
		if (flow_read(frame->bytes, frame->len, &paths[n].flow))
			continue;
		read_outer(frame, paths[n].outer);
		paths[n++].frame = frame;
	}
	return n;
}

/**
 * order_load() - find the flows
 * @capture: its frames are there; gets the number of those in tunnels, and of
 *	     flows
 */
void order_load(struct capture *capture)
{
	struct path *paths = capture_alloc(capture->head->frames,
					   sizeof(*paths));
	int n = read_paths(capture, paths);

	qsort(paths, n, sizeof(*paths), compare_paths);
	for (int i = 0; i < n; i++) {
		capture->flows += !i || compare_flows(&paths[i - 1], &paths[i]);
		capture->paths += !i || compare_paths(&paths[i - 1], &paths[i]);
		paths[i].frame->path = capture->paths - 1;
	}
	free(paths);
	capture->tunnelled = n;
	capture->newest = capture_alloc(capture->paths + 1,
					sizeof(*capture->newest));
}

/**
 * order_expect() - all frames are to arrive again
 * @capture: capture
 */
void order_expect(struct capture *capture)
{
	memset(capture->newest, 0, capture->paths * sizeof(*capture->newest));
}

/**
 * order_keeps() - note that a frame has arrived
 * @capture: capture
 * @frame: one of @capture->frames
 *
 * Return: false if a later frame of the same path has arrived before.
 */
bool order_keeps(struct capture *capture, const struct frame *frame)
{
	const struct frame **newest;

	if (frame->path < 0)
		return true;
	newest = &capture->newest[frame->path];
	if (*newest > frame)
		return false;
	*newest = frame;
	return true;
}
