/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the receiver's skb shows, for whoever includes it to run over carriers
 * of its own: CARRIER(name, way). Stores are mixed with packets that store
 * nothing: those must show nothing, whatever the packet before them, or the one
 * before it in the same page, had.
 */
#ifndef TESTS_LAYER_CARRIER_H
#define TESTS_LAYER_CARRIER_H

#include "tests/lib/harness.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define CARRIER_LISTS	7	/* prime: every page sees every list */

FIXTURE(carrier) {
};

FIXTURE_VARIANT(carrier) {
	struct path path;
};

#define CARRIER(name, PATH)						\
	FIXTURE_VARIANT_ADD(carrier, name) { .path = PATH }

FIXTURE_SETUP(carrier)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRIER_LISTS);
}

FIXTURE_TEARDOWN(carrier)
{
}

static inline int carry(const struct path *path)
{
	const struct path_run run = { .packets = 70 };

	return path_go(path, &run) ?: path_check_results() ?:
	       path_check(path, run.packets);
}

/* Packets 0, 2, 3 of every seven store. */
#define CARRIER_STORES(i)	((i) == 0 || (i) == 2 || (i) == 3)
#define CARRIER_FOR(i)							\
	for (i = 0; i < CARRIER_LISTS; i++)				\
		if (CARRIER_STORES(i))

TEST_F(carrier, nothing)
{
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, hash)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, value_hash(i));
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, vlan_tag)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, value_vlan(i));
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, timestamp)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, value_ts(i));
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, all)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, VALUE_ALL(i));
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, overwritten)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, VALUE_ALL(i + 7),
		       VALUE_ALL(i));
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, cleared)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, VALUE_ALL(i),
		       CLEAR(i ? WHICH_ALL : WHICH_VLAN));
	EXPECT_EQ(0, carry(&variant->path));
}

/* A different set with every packet. */
TEST_F(carrier, mixed)
{
	unsigned int h = variant->path.stores;

	path_do(h, 0, VALUE_ALL(0));
	path_do(h, 1, value_hash(1));
	path_do(h, 2, value_vlan(2), value_ts(2));
	path_do(h, 4, VALUE_ALL(4), CLEAR(WHICH_HASH | WHICH_TS));
	path_do(h, 5, value_ts(5));
	EXPECT_EQ(0, carry(&variant->path));
}

/* What is stored for packets that are dropped turns up nowhere. */
TEST_F(carrier, dropped)
{
	int i;

	CARRIER_FOR(i)
		path_do(variant->path.stores, i, VALUE_ALL(i), DROP);
	EXPECT_EQ(0, carry(&variant->path));
}

#endif /* TESTS_LAYER_CARRIER_H */
