/* SPDX-License-Identifier: GPL-2.0 */
/* A packet as a device has to send it: with the tag that a program stored. */
#ifndef TESTS_LAYER_CASES_TAGGED_FRAME_H
#define TESTS_LAYER_CASES_TAGGED_FRAME_H

#include <arpa/inet.h>
#include <string.h>

#include "tests/layer/path/path.h"

#define WIRE_TAG	4	/* bytes */

/* Of all that is stored, the wire can have the tag. */
static inline void wire_want(struct way_want *want, __u32 seq)
{
	way_stored(want, RXM_HOPS, seq);
	want->has_hash = false;
	want->has_ts = false;
}

static inline unsigned int wire_make(__u8 *frame, unsigned int len, __u32 seq)
{
	struct way_want want;
	__u16 tag[2];

	way_frame(frame, len, seq);
	wire_want(&want, seq);
	if (!want.has_tag)
		return len;
	tag[0] = htons(want.proto);
	tag[1] = htons(want.tci);
	memmove(frame + 12 + WIRE_TAG, frame + 12, len - 12);
	memcpy(frame + 12, tag, sizeof(tag));
	return len + WIRE_TAG;
}

#endif /* TESTS_LAYER_CASES_TAGGED_FRAME_H */
