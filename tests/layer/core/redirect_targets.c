// SPDX-License-Identifier: GPL-2.0
/*
 * A broadcast whose program does something else for each target: what it clears
 * or changes for one of them is as it was for the others.
 */
#include <errno.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define TARGETS		3
#define TARGETS_STEPS	5
#define TARGETS_PACKETS	60

FIXTURE(targets) {
	struct way_want want[TARGETS][TARGETS_STEPS];
};

FIXTURE_VARIANT(targets) {
	struct way way;
};

FIXTURE_VARIANT_ADD(targets, live) { WAY_LIVE_BROADCAST_PROG };
FIXTURE_VARIANT_ADD(targets, generic) { WAY_GENERIC_BROADCAST_PROG };

/* All, one, none, two and another one of the values */
FIXTURE_SETUP(targets)
{
	unsigned int k;

	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(TARGETS_STEPS);
	way_do(0, 0, VALUE_ALL(0));
	way_do(0, 1, value_hash(1));
	way_do(0, 3, value_vlan(3), value_ts(3));
	way_do(0, 4, value_ts(4));
	for (k = 0; k < TARGETS; k++)
		way_test()->target[k] =
			net_index(way_opposite(variant->way.seen[k]));
}

FIXTURE_TEARDOWN(targets)
{
}

/* What a target's program does: everything that the first one stored is there
 * to be read, and then it is left alone, cleared or changed.
 */
static unsigned int targets_list(struct way_try *list,
				 const struct way_want *first,
				 unsigned int what, unsigned int step)
{
	const struct way_try reads[] = {
		{ LOAD_HASH, first->has_hash ? 0 : -ENODATA,
		  first->hash, first->type },
		{ LOAD_VLAN, first->has_tag ? 0 : -ENODATA,
		  first->tci, first->proto },
		{ LOAD_TS, first->has_ts ? 0 : -ENODATA, 0, first->ts },
	};
	const struct way_try clears[] = { OK(CLEAR(WHICH_ALL)) };
	const struct way_try changes[] = {
		OK(value_hash(step + 20)), OK(value_vlan(step + 20)),
		OK(value_ts(step + 20)),
	};
	unsigned int n = ARRAY_SIZE(reads);

	memcpy(list, reads, sizeof(reads));
	if (what == 1) {
		memcpy(list + n, clears, sizeof(clears));
		n += ARRAY_SIZE(clears);
	} else if (what == 2) {
		memcpy(list + n, changes, sizeof(changes));
		n += ARRAY_SIZE(changes);
	}
	return n;
}

/* Calls @visit for what each target's program does with each kind of packet;
 * every target gets to do everything.
 */
static int targets_each(FIXTURE_DATA(targets) *self,
			int (*visit)(FIXTURE_DATA(targets) *self,
				     unsigned int k, unsigned int s,
				     const struct way_try *list,
				     unsigned int n))
{
	struct way_try list[RXM_OPS];
	struct way_want first;
	unsigned int k, s, n;
	int bad = 0;

	for (k = 0; k < TARGETS; k++) {
		for (s = 0; s < TARGETS_STEPS; s++) {
			way_stored(&first, 1, s);
			self->want[k][s] = first;
			n = targets_list(list, &first, (k + s) % TARGETS, s);
			bad += visit(self, k, s, list, n);
		}
	}
	return bad;
}

static int targets_tell(FIXTURE_DATA(targets) *self, unsigned int k,
			unsigned int s, const struct way_try *list,
			unsigned int n)
{
	(void)self;
	way_try(1, k * TARGETS_STEPS + s, list, n);
	return 0;
}

static int targets_told(FIXTURE_DATA(targets) *self, unsigned int k,
			unsigned int s, const struct way_try *list,
			unsigned int n)
{
	return way_tried(1, k * TARGETS_STEPS + s, list, n, &self->want[k][s]);
}

TEST_F(targets, know_nothing_of_each_other)
{
	const struct way_run run = { .packets = TARGETS_PACKETS };
	const struct rxm_seen *seen;
	unsigned int k, i;

	targets_each(self, targets_tell);
	ASSERT_EQ(0, way_go(&variant->way, &run));
	EXPECT_EQ(0, targets_each(self, targets_told));
	for (k = 0; k < TARGETS; k++) {
		seen = way_bpf->bss->seen[k];
		for (i = 0; i < TARGETS_PACKETS; i++) {
			EXPECT_EQ(0, way_check_skb(&seen[i],
					&self->want[k][i % TARGETS_STEPS]))
				TH_LOG("packet %u, target %u", i, k);
		}
	}
}

LAYER_MAIN(way_open)
