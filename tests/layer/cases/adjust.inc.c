/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stores before and after the packet's bounds move, for whoever includes it to
 * run over carriers of its own: ADJUST(name, way, hop, keeps metadata). They
 * work with whatever headroom there is.
 */
#ifndef TESTS_LAYER_ADJUST_H
#define TESTS_LAYER_ADJUST_H

#include "headroom_try.h"

FIXTURE(adjust) {
};

FIXTURE_VARIANT(adjust) {
	struct path path;
	unsigned int at;	/* the hop that adjusts */
	bool keeps_meta;	/* metadata gets as far as the skb */
};

#define ADJUST(name, PATH, at, keeps_meta)				\
	FIXTURE_VARIANT_ADD(adjust, name) { PATH, at, keeps_meta }

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

#endif /* TESTS_LAYER_ADJUST_H */
