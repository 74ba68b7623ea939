/* SPDX-License-Identifier: GPL-2.0 */
/* A packet as a device has to transmit it: with the tag that a program stored */
#ifndef TESTS_LAYER_CASES_TAGGED_FRAME_H
#define TESTS_LAYER_CASES_TAGGED_FRAME_H

#include <arpa/inet.h>
#include <string.h>

#include "tests/layer/path/path.h"

#define TAG_LEN	4	/* bytes */

/* Of the stored values, only the tag goes onto the wire. */
static inline void tagged_want(struct path_want *want, __u32 seq)
{
	path_stored(want, RXM_PROGS, seq);
	want->has_hash = false;
	want->has_ts = false;
}

static inline unsigned int tagged_frame(__u8 *frame, unsigned int len,
					__u32 seq)
{
	struct path_want want;
	__u16 tag[2];

	path_frame(frame, len, seq);
	tagged_want(&want, seq);
	if (!want.has_tag)
		return len;
	tag[0] = htons(want.proto);
	tag[1] = htons(want.tci);
	memmove(frame + 12 + TAG_LEN, frame + 12, len - 12);
	memcpy(frame + 12, tag, sizeof(tag));
	return len + TAG_LEN;
}

#endif /* TESTS_LAYER_CASES_TAGGED_FRAME_H */
