/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A second program, behind the one that stored, for whoever includes it to run
 * over carriers of its own: SECOND(name, way). It reads, changes, clears.
 */
#ifndef TESTS_LAYER_SECOND_H
#define TESTS_LAYER_SECOND_H

#include "tests/lib/harness.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define SECOND_STEPS	5

FIXTURE(second) {
};

FIXTURE_VARIANT(second) {
	struct way way;
};

#define SECOND(name, WAY)						\
	FIXTURE_VARIANT_ADD(second, name) { .way = WAY }

FIXTURE_SETUP(second)
{
	int i;

	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(SECOND_STEPS);
	way_do(0, 0, VALUE_ALL(0));
	way_do(0, 1, value_hash(1));
	way_do(0, 3, value_ts(3), value_vlan(3));
	for (i = 0; i < SECOND_STEPS; i++)
		way_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS);
}

FIXTURE_TEARDOWN(second)
{
}

static int second_go(const struct way *way)
{
	const struct way_run run = { .packets = 60 };

	return way_go(way, &run) ?: way_check_results() ?:
	       way_check(way, run.packets);
}

TEST_F(second, reads)
{
	EXPECT_EQ(0, second_go(&variant->way));
}

TEST_F(second, changes)
{
	int i;

	for (i = 0; i < SECOND_STEPS; i += 2)
		way_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS,
		       value_hash(i + 20), value_vlan(i + 20),
		       value_ts(i + 20), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	EXPECT_EQ(0, second_go(&variant->way));
}

TEST_F(second, clears)
{
	int i;

	for (i = 0; i < SECOND_STEPS; i++)
		way_do(1, i, LOAD_HASH, CLEAR(WHICH_ALL), LOAD_HASH, LOAD_VLAN,
		       LOAD_TS);
	EXPECT_EQ(0, second_go(&variant->way));
}

TEST_F(second, clears_one)
{
	way_do(1, 0, CLEAR(WHICH_HASH), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	way_do(1, 1, CLEAR(WHICH_VLAN), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	way_do(1, 3, CLEAR(WHICH_TS), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	EXPECT_EQ(0, second_go(&variant->way));
}

TEST_F(second, stores_first)
{
	int i;

	memset(way_test()->hop[0].op, 0, sizeof(way_test()->hop[0].op));
	for (i = 0; i < SECOND_STEPS; i += 2)
		way_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS, VALUE_ALL(i));
	EXPECT_EQ(0, second_go(&variant->way));
}

/* Its own stores go no further than the packets they were for. The last packet has
 * to pass: where the program drops all of the last batch, devmap does not flush
 * those before it.
 */
TEST_F(second, drops)
{
	way_do(1, 0, LOAD_HASH, VALUE_ALL(20), DROP);
	way_do(1, 2, VALUE_ALL(22), DROP);
	EXPECT_EQ(0, second_go(&variant->way));
}

#endif /* TESTS_LAYER_SECOND_H */
