// SPDX-License-Identifier: GPL-2.0
/*
 * Test body: a packet is redirected from one card to the other, past a chained
 * program that loads all values. The packet that comes back has a tag, so that
 * the first program lets it through.
 *
 * mlx5/stored.c, ice/stored.c and ice/mlx5_peer.c include this file and add pairs:
 * OTHER_CARD(name, receiver, sender, length of the packets, counters of the
 * sender: frames sent, and errors, or NULL).
 */
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/path.h"
#include "tests/layer/path/values.h"

FIXTURE(other_card) {
	int fd;
};

FIXTURE_VARIANT(other_card) {
	struct path path;
	unsigned int len;
	const char *sent, *errors;
};

#define OTHER_CARD(name, rx, tx, length, count, count_errors)		\
	FIXTURE_VARIANT_ADD(other_card, name) {				\
		.path = {						\
			.from = FROM_SKB,				\
			.prog = {					\
				NATIVE(rx, TO_DEVMAP(tx)),		\
				IN_DEVMAP(DO_PASS),			\
				NATIVE(tx, DO_PASS),			\
			},						\
			.observers = { rx },				\
		},							\
		.len = length, .sent = count, .errors = count_errors,	\
	}

FIXTURE_SETUP(other_card)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(3);
	self->fd = net_socket(variant->path.observers[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(other_card)
{
	close(self->fd);
}

static __u64 other_count(const char *dev, const char *name)
{
	__u64 value = 0;

	return name && net_stat(dev, name, &value) ? ~0ULL : value;
}

TEST_F(other_card, sends_all_that_was_redirected_to_it)
{
	const char *tx = variant->path.prog[0].to;
	__u64 sent = other_count(tx, variant->sent);
	__u64 errors = other_count(tx, variant->errors);
	int i;

	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 1, value_vlan(1), value_ts(1));
	path_do(0, 2, value_vlan(2), value_hash(2));
	for (i = 0; i < 3; i++)
		path_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS);
	EXPECT_EQ(0, transmit_go(self->fd, &variant->path, variant->len));
	EXPECT_EQ(TRANSMIT_PACKETS, path_test()->prog[1].runs);
	EXPECT_EQ(variant->sent ? TRANSMIT_PACKETS : 0,
		  other_count(tx, variant->sent) - sent);
	EXPECT_EQ(0, other_count(tx, variant->errors) - errors);
}
