// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: a chained program, behind the one that stored, reads, changes
 * and clears the values.
 *
 * core/readers.c, card_paths.inc.c and virtio/buffers.c include this file and add
 * paths: CHAINED(name, path).
 */
#include "tests/lib/harness.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define CHAINED_LISTS	5

FIXTURE(second) {
};

FIXTURE_VARIANT(second) {
	struct path path;
};

#define CHAINED(name, PATH)						\
	FIXTURE_VARIANT_ADD(second, name) { .path = PATH }

FIXTURE_SETUP(second)
{
	int i;

	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CHAINED_LISTS);
	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 1, value_hash(1));
	path_do(0, 3, value_ts(3), value_vlan(3));
	for (i = 0; i < CHAINED_LISTS; i++)
		path_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS);
}

FIXTURE_TEARDOWN(second)
{
}

static int chained_go(const struct path *path)
{
	const struct path_run run = { .packets = 60 };

	return path_go(path, &run) ?: path_check_results() ?:
	       path_check(path, run.packets);
}

TEST_F(second, reads)
{
	EXPECT_EQ(0, chained_go(&variant->path));
}

TEST_F(second, changes)
{
	int i;

	for (i = 0; i < CHAINED_LISTS; i += 2)
		path_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS,
		       value_hash(i + 20), value_vlan(i + 20),
		       value_ts(i + 20), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	EXPECT_EQ(0, chained_go(&variant->path));
}

TEST_F(second, clears)
{
	int i;

	for (i = 0; i < CHAINED_LISTS; i++)
		path_do(1, i, LOAD_HASH, CLEAR(WHICH_ALL), LOAD_HASH, LOAD_VLAN,
		       LOAD_TS);
	EXPECT_EQ(0, chained_go(&variant->path));
}

TEST_F(second, clears_one)
{
	path_do(1, 0, CLEAR(WHICH_HASH), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	path_do(1, 1, CLEAR(WHICH_VLAN), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	path_do(1, 3, CLEAR(WHICH_TS), LOAD_HASH, LOAD_VLAN, LOAD_TS);
	EXPECT_EQ(0, chained_go(&variant->path));
}

TEST_F(second, stores_first)
{
	int i;

	memset(path_test()->prog[0].op, 0, sizeof(path_test()->prog[0].op));
	for (i = 0; i < CHAINED_LISTS; i += 2)
		path_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS, VALUE_ALL(i));
	EXPECT_EQ(0, chained_go(&variant->path));
}

/* Values that it stores on dropped packets are on no other. The last packet has
 * to pass: where the program drops all of the last batch, devmap does not flush
 * the packets before it.
 */
TEST_F(second, drops)
{
	path_do(1, 0, LOAD_HASH, VALUE_ALL(20), DROP);
	path_do(1, 2, VALUE_ALL(22), DROP);
	EXPECT_EQ(0, chained_go(&variant->path));
}
