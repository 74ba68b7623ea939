// SPDX-License-Identifier: GPL-2.0
/*
 * A broadcast whose program does something different for each redirect target:
 * what it clears or changes for one target stays unchanged for the others.
 */
#include <errno.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define TARGETS		3
#define TARGETS_LISTS	5
#define TARGETS_PACKETS	60

FIXTURE(targets) {
	struct path_want want[TARGETS][TARGETS_LISTS];
};

FIXTURE_VARIANT(targets) {
	struct path path;
};

FIXTURE_VARIANT_ADD(targets, live) {
	.path = PATH_LIVE_BROADCAST_PROG,
};
FIXTURE_VARIANT_ADD(targets, generic) {
	.path = PATH_GENERIC_BROADCAST_PROG,
};

/* Packets have all, one, none, two and one of the values, in turn. */
FIXTURE_SETUP(targets)
{
	unsigned int k;

	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(TARGETS_LISTS);
	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 1, value_hash(1));
	path_do(0, 3, value_vlan(3), value_ts(3));
	path_do(0, 4, value_ts(4));
	for (k = 0; k < TARGETS; k++)
		path_test()->target[k] =
			net_index(path_peer(variant->path.observers[k]));
}

FIXTURE_TEARDOWN(targets)
{
}

/* What the program does for one target: it reads all that the first program
 * stored, and then leaves, clears or changes the values.
 */
static unsigned int targets_list(struct path_try *tries,
				 const struct path_want *first,
				 unsigned int what, unsigned int list)
{
	const struct path_try reads[] = {
		{ LOAD_HASH, first->has_hash ? 0 : -ENODATA,
		  first->hash, first->type },
		{ LOAD_VLAN, first->has_tag ? 0 : -ENODATA,
		  first->tci, first->proto },
		{ LOAD_TS, first->has_ts ? 0 : -ENODATA, 0, first->ts },
	};
	const struct path_try clears[] = { OK(CLEAR(WHICH_ALL)) };
	const struct path_try changes[] = {
		OK(value_hash(list + 20)), OK(value_vlan(list + 20)),
		OK(value_ts(list + 20)),
	};
	unsigned int n = ARRAY_SIZE(reads);

	memcpy(tries, reads, sizeof(reads));
	if (what == 1) {
		memcpy(tries + n, clears, sizeof(clears));
		n += ARRAY_SIZE(clears);
	} else if (what == 2) {
		memcpy(tries + n, changes, sizeof(changes));
		n += ARRAY_SIZE(changes);
	}
	return n;
}

/* Call @visit for each target and each kind of packet. Over all packets, every
 * target does everything.
 */
static int targets_each(FIXTURE_DATA(targets) *self,
			int (*visit)(FIXTURE_DATA(targets) *self,
				     unsigned int k, unsigned int s,
				     const struct path_try *tries,
				     unsigned int n))
{
	struct path_try tries[RXM_OPS];
	struct path_want first;
	unsigned int k, s, n;
	int bad = 0;

	for (k = 0; k < TARGETS; k++) {
		for (s = 0; s < TARGETS_LISTS; s++) {
			path_stored(&first, 1, s);
			self->want[k][s] = first;
			n = targets_list(tries, &first, (k + s) % TARGETS, s);
			bad += visit(self, k, s, tries, n);
		}
	}
	return bad;
}

static int targets_set(FIXTURE_DATA(targets) *self, unsigned int k,
			unsigned int s, const struct path_try *tries,
			unsigned int n)
{
	(void)self;
	path_try(1, k * TARGETS_LISTS + s, tries, n);
	return 0;
}

static int targets_check(FIXTURE_DATA(targets) *self, unsigned int k,
			unsigned int s, const struct path_try *tries,
			unsigned int n)
{
	return path_check_tries(1, k * TARGETS_LISTS + s, tries, n,
				&self->want[k][s]);
}

TEST_F(targets, know_nothing_of_each_other)
{
	const struct path_run run = { .packets = TARGETS_PACKETS };
	const struct rxm_seen *seen;
	unsigned int k, i;

	targets_each(self, targets_set);
	ASSERT_EQ(0, path_go(&variant->path, &run));
	EXPECT_EQ(0, targets_each(self, targets_check));
	for (k = 0; k < TARGETS; k++) {
		seen = path_bpf->bss->seen[k];
		for (i = 0; i < TARGETS_PACKETS; i++) {
			EXPECT_EQ(0, path_check_skb(&seen[i],
					&self->want[k][i % TARGETS_LISTS]))
				TH_LOG("packet %u, target %u", i, k);
		}
	}
}

TEST_MAIN(path_open)
