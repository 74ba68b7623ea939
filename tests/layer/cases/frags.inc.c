/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets of several buffers, for whoever includes it to run over carriers of
 * its own: FRAGS(name, way). Values lie in front of the first buffer and stay
 * with all of them, and the bytes arrive as they were sent.
 */
#ifndef TESTS_LAYER_FRAGS_H
#define TESTS_LAYER_FRAGS_H

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define FRAGS_MTU	9000
#define FRAGS_LEN	8500
#define FRAGS_PACKETS	21
#define FRAGS_STEPS	7
#define FRAGS_CUT	500	/* of the last buffer, which 6.12 cannot free */

FIXTURE(frags) {
	int fd;
};

FIXTURE_VARIANT(frags) {
	struct way way;
};

#define FRAGS(name, WAY)	FIXTURE_VARIANT_ADD(frags, name) { .way = WAY }

FIXTURE_SETUP(frags)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(FRAGS_STEPS);
	self->fd = net_socket(variant->way.seen[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(frags)
{
	close(self->fd);
}

static int frags_go(int fd, const struct way *way, unsigned int len)
{
	const struct way_run run = {
		.packets = FRAGS_PACKETS, .len = FRAGS_LEN,
	};
	unsigned int i;
	int err;

	err = way_go(way, &run) ?: way_check(way, run.packets);
	for (i = 0; i < run.packets && !err; i++)
		err = way_check_bytes(fd, len);
	return err;
}

TEST_F(frags, keep_values_and_bytes)
{
	int i;

	for (i = 0; i < FRAGS_STEPS; i++)
		way_do(0, i, SPAN);
	way_do(0, 1, SPAN, VALUE_ALL(1));
	way_do(0, 2, SPAN, value_hash(2));
	way_do(0, 4, SPAN, VALUE_ALL(4), CLEAR(WHICH_TS));
	way_do(0, 6, SPAN, value_vlan(6), value_ts(6));
	EXPECT_EQ(0, frags_go(self->fd, &variant->way, FRAGS_LEN));
	EXPECT_EQ(0, way_check_results());
	/* Several buffers indeed */
	EXPECT_GT(4096, way_test()->hop[0].res[1][0].a);
	EXPECT_EQ(FRAGS_LEN, way_test()->hop[0].res[1][0].b);
}

/* Cutting the last buffer leaves the values alone. */
TEST_F(frags, keep_values_when_cut)
{
	int i;

	for (i = 0; i < FRAGS_STEPS; i++)
		way_do(0, i, TAIL(-FRAGS_CUT));
	way_do(0, 1, VALUE_ALL(1), TAIL(-FRAGS_CUT), LOAD_HASH, LOAD_VLAN,
	       LOAD_TS);
	way_do(0, 5, TAIL(-FRAGS_CUT), VALUE_ALL(5));
	EXPECT_EQ(0, frags_go(self->fd, &variant->way, FRAGS_LEN - FRAGS_CUT));
	EXPECT_EQ(0, way_check_results());
}

#endif /* TESTS_LAYER_FRAGS_H */
