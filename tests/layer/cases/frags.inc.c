// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: packets of several buffers. The values lie in front of the first
 * buffer and belong to the whole packet, and all bytes arrive as they were
 * sent.
 *
 * core/frags.c, card_paths.inc.c and virtio/buffers.c include this file and
 * add paths: FRAGS(name, path).
 */
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
#define FRAGS_LISTS	7
#define FRAGS_CUT	500	/* less than a buffer: 6.12 cannot free one */

FIXTURE(frags) {
	int fd;
};

FIXTURE_VARIANT(frags) {
	struct path path;
};

#define FRAGS(name, PATH)	FIXTURE_VARIANT_ADD(frags, name) { .path = PATH }

FIXTURE_SETUP(frags)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(FRAGS_LISTS);
	self->fd = net_socket(variant->path.observers[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(frags)
{
	close(self->fd);
}

static int frags_go(int fd, const struct path *path, unsigned int len)
{
	const struct path_run run = {
		.packets = FRAGS_PACKETS, .len = FRAGS_LEN,
	};
	unsigned int i;
	int err;

	err = path_go(path, &run) ?: path_check(path, run.packets);
	for (i = 0; i < run.packets && !err; i++)
		err = path_check_bytes(fd, len);
	return err;
}

TEST_F(frags, keep_values_and_bytes)
{
	int i;

	for (i = 0; i < FRAGS_LISTS; i++)
		path_do(0, i, SPAN);
	path_do(0, 1, SPAN, VALUE_ALL(1));
	path_do(0, 2, SPAN, value_hash(2));
	path_do(0, 4, SPAN, VALUE_ALL(4), CLEAR(WHICH_TS));
	path_do(0, 6, SPAN, value_vlan(6), value_ts(6));
	EXPECT_EQ(0, frags_go(self->fd, &variant->path, FRAGS_LEN));
	EXPECT_EQ(0, path_check_results());
	/* There are several buffers. */
	EXPECT_GT(4096, path_test()->prog[0].res[1][0].a);
	EXPECT_EQ(FRAGS_LEN, path_test()->prog[0].res[1][0].b);
}

/* Cutting the last buffer leaves the values alone. */
TEST_F(frags, keep_values_when_cut)
{
	int i;

	for (i = 0; i < FRAGS_LISTS; i++)
		path_do(0, i, TAIL(-FRAGS_CUT));
	path_do(0, 1, VALUE_ALL(1), TAIL(-FRAGS_CUT), LOAD_HASH, LOAD_VLAN,
	       LOAD_TS);
	path_do(0, 5, TAIL(-FRAGS_CUT), VALUE_ALL(5));
	EXPECT_EQ(0, frags_go(self->fd, &variant->path, FRAGS_LEN - FRAGS_CUT));
	EXPECT_EQ(0, path_check_results());
}
