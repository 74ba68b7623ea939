// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: the values that the receiver's skb carries. Packets with stored
 * values are mixed with packets that have none. Those must carry none, whatever
 * was stored on the last packet, or on the last packet in the same page.
 *
 * core/carriers.c, card_paths.inc.c and virtio/buffers.c include this file and
 * add paths: CARRIER(name, path).
 */
#include "carry.h"
#include "tests/lib/harness.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

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
	path_lists(CARRY_LISTS);
}

FIXTURE_TEARDOWN(carrier)
{
}

/* Values are stored on packets 0, 2 and 3 of every seven. */
#define CARRIER_STORES(i)	((i) == 0 || (i) == 2 || (i) == 3)
/* Operations may use i, the number of their list. */
#define EXPECT_CARRIED(...)						\
	do {								\
		int i;							\
									\
		for (i = 0; i < CARRY_LISTS; i++)			\
			if (CARRIER_STORES(i))				\
				path_do(variant->path.stores, i,	\
					__VA_ARGS__);			\
		EXPECT_EQ(0, carry(&variant->path));			\
	} while (0)

TEST_F(carrier, nothing)
{
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(carrier, hash)
{
	EXPECT_CARRIED(value_hash(i));
}

TEST_F(carrier, vlan_tag)
{
	EXPECT_CARRIED(value_vlan(i));
}

TEST_F(carrier, timestamp)
{
	EXPECT_CARRIED(value_ts(i));
}

TEST_F(carrier, all)
{
	EXPECT_CARRIED(VALUE_ALL(i));
}

TEST_F(carrier, overwritten)
{
	EXPECT_CARRIED(VALUE_ALL(i + 7), VALUE_ALL(i));
}

TEST_F(carrier, cleared)
{
	EXPECT_CARRIED(VALUE_ALL(i), CLEAR(i ? WHICH_ALL : WHICH_VLAN));
}

/* Each packet has another set of values. */
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

/* Values of dropped packets show up nowhere. */
TEST_F(carrier, dropped)
{
	EXPECT_CARRIED(VALUE_ALL(i), DROP);
}
