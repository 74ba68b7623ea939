// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: stores before and after the packet's bounds move. They need no
 * particular headroom.
 *
 * core/headroom.c, card_paths.inc.c and virtio/buffers.c include this file and add
 * paths: ADJUST(name, path, .prog = ..., .keeps_meta = ...).
 */
#include "headroom_try.h"
#include "tests/lib/harness.h"
#include "tests/layer/path/values.h"

FIXTURE(adjust) {
};

FIXTURE_VARIANT(adjust) {
	struct path path;
	unsigned int prog;	/* position of the program that adjusts */
	bool keeps_meta;	/* metadata reaches the skb */
};

#define ADJUST(name, PATH, ...)						\
	FIXTURE_VARIANT_ADD(adjust, name) { .path = PATH, __VA_ARGS__ }

FIXTURE_SETUP(adjust)
{
	ASSERT_EQ(0, path_begin(&variant->path));
}

FIXTURE_TEARDOWN(adjust)
{
}

TEST_F(adjust, shorter_head_before)
{
	TRY(OK(HEAD(20)), OK(HEADER), STORES, LOADS);
}

TEST_F(adjust, shorter_head_after)
{
	TRY(STORES, OK(HEAD(20)), OK(HEADER), LOADS);
}

TEST_F(adjust, longer_head_before)
{
	TRY(OK(HEAD(-50)), OK(HEADER), STORES, LOADS);
}

TEST_F(adjust, longer_head_after)
{
	TRY(STORES, OK(HEAD(-50)), OK(HEADER), LOADS);
}

TEST_F(adjust, tail_before)
{
	TRY(OK(TAIL(-20)), STORES, LOADS);
}

TEST_F(adjust, tail_after)
{
	TRY(STORES, OK(TAIL(-20)), OK(TAIL(8)), LOADS);
}

TEST_F(adjust, metadata_before)
{
	TRY_META(8, OK(META(-8)), OK(SET_META(META_WORD)), STORES, LOADS,
		 GIVES(META_WORD, 8, GET_META));
	EXPECT_META_WORD();
}

TEST_F(adjust, metadata_after)
{
	TRY_META(8, STORES, OK(META(-8)),
		 OK(SET_META(META_WORD)), GIVES(META_WORD, 8, GET_META),
		 LOADS);
	EXPECT_META_WORD();
}
