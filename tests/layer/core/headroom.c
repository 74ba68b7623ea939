// SPDX-License-Identifier: GPL-2.0
/*
 * The headroom that stored values need: which stores get it, which are refused,
 * and that the packet arrives in both cases.
 */
#include <unistd.h>

#include "tests/layer/cases/adjust.inc.c"
#include "tests/layer/cases/headroom_try.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define ROOM_FRAME	40	/* sizeof(struct xdp_frame) */
#define ROOM_STORED	64	/* with struct xdp_rx_meta behind it */
#define ROOM_LIVE	256	/* XDP_PACKET_HEADROOM */

/* By how much a packet can grow */
#define MOST		((int)self->room - ROOM_STORED)
#define MOST_UNSTORED	((int)self->room - ROOM_FRAME)

#define NO_ROOM		FAILS(ENOSPC, STORE_HASH(1, RSS_L4)),		\
			FAILS(ENOSPC, STORE_VLAN(1, 0x8100)),		\
			FAILS(ENOSPC, STORE_TS(1))

/* A buffer that goes nowhere */
#define PATH_BUFFER {							\
	.from = FROM_BUFFER,						\
	.prog = { LIVE(DO_PASS) },					\
}

/* The limit is known to the byte: the room is always the same, or a first
 * packet shows it.
 */
FIXTURE(exact) {
	unsigned int room;
};

FIXTURE_VARIANT(exact) {
	struct path path;
	unsigned int prog;	/* position of the program that needs room */
	bool keeps_meta;	/* metadata reaches the skb */
	unsigned int room;	/* 0: as the first packet shows */
};

#define EXACT(name, PATH, ...)						\
	FIXTURE_VARIANT_ADD(exact, name) { .path = PATH, __VA_ARGS__ }

EXACT(live, PATH_LIVE_PASS, .keeps_meta = true, .room = ROOM_LIVE);
EXACT(devmap, PATH_LIVE_DEVMAP, .keeps_meta = true, .room = ROOM_LIVE);
EXACT(broadcast, PATH_LIVE_BROADCAST, .keeps_meta = true, .room = ROOM_LIVE);
EXACT(cpumap, PATH_LIVE_CPUMAP, .keeps_meta = true, .room = ROOM_LIVE);
EXACT(devmap_prog, PATH_LIVE_DEVMAP_PROG, .prog = 1, .keeps_meta = true,
      .room = ROOM_LIVE);
EXACT(cpumap_prog, PATH_LIVE_CPUMAP_PROG, .prog = 1, .keeps_meta = true,
      .room = ROOM_LIVE);
EXACT(veth_frame, PATH_VETH_FRAME_PASS, .prog = 1, .keeps_meta = true,
      .room = ROOM_LIVE);
EXACT(veth_frame_redirect, PATH_VETH_FRAME_REDIRECT, .prog = 1,
      .keeps_meta = true, .room = ROOM_LIVE);
EXACT(veth_skb, PATH_VETH_SKB_PASS, .keeps_meta = true);
EXACT(veth_skb_redirect, PATH_VETH_SKB_REDIRECT, .keeps_meta = true);
EXACT(generic, PATH_GENERIC_PASS, .keeps_meta = true);
EXACT(generic_devmap, PATH_GENERIC_DEVMAP);
EXACT(buffer, PATH_BUFFER, .room = ROOM_LIVE);

/* Let the program itself report the bytes in front of a packet. */
static unsigned int exact_room(const struct path *path, unsigned int prog)
{
	const struct path_run run = { .packets = 1 };

	if (path_begin(path))
		return 0;
	path_lists(1);
	path_do(prog, 0, GET_ROOM);
	return path_go(path, &run) ? 0 : path_test()->prog[prog].res[0][0].a;
}

FIXTURE_SETUP(exact)
{
	self->room = exact_room(&variant->path, variant->prog);
	ASSERT_LE(ROOM_LIVE, self->room);
	if (variant->room)
		ASSERT_EQ(variant->room, self->room);
	path_restart(&variant->path);
}

FIXTURE_TEARDOWN(exact)
{
}

TEST_F(exact, enough_to_the_byte)
{
	TRY(OK(HEAD(-MOST)), OK(HEADER), STORES, LOADS);
}

TEST_F(exact, one_byte_short)
{
	TRY(OK(HEAD(-MOST - 1)), OK(HEADER), NO_ROOM,
	    FAILS(ENODATA, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN),
	    FAILS(ENODATA, LOAD_TS));
}

TEST_F(exact, enough_before_metadata)
{
	TRY_META(MOST, OK(META(-MOST)), OK(SET_META(META_WORD)), STORES, LOADS,
		 GIVES(META_WORD, MOST, GET_META));
	EXPECT_META_WORD();
}

TEST_F(exact, one_word_short_before_metadata)
{
	TRY_META(MOST + 4, OK(META(-MOST - 4)), OK(SET_META(META_WORD)),
		 NO_ROOM, GIVES(META_WORD, MOST + 4, GET_META));
	EXPECT_META_WORD();
}

TEST_F(exact, packet_stops_at_values)
{
	TRY(STORES, FAILS(EINVAL, HEAD(-MOST - 1)),
	    FAILS(EINVAL, HEAD(-MOST_UNSTORED)), OK(HEAD(-MOST)), OK(HEADER),
	    LOADS, FAILS(EINVAL, HEAD(-1)));
}

TEST_F(exact, metadata_stops_at_values)
{
	TRY_META(MOST, STORES, FAILS(EINVAL, META(-MOST - 4)),
		 FAILS(EINVAL, META(-MOST_UNSTORED)), OK(META(-MOST)),
		 OK(SET_META(META_WORD)), LOADS, FAILS(EINVAL, META(-4)));
	EXPECT_META_WORD();
}

TEST_F(exact, both_stop_at_values)
{
	TRY_META(8, STORES, OK(META(-8)), OK(SET_META(META_WORD)),
		 FAILS(EINVAL, HEAD(-MOST + 7)), OK(HEAD(-MOST + 8)),
		 OK(HEADER), GIVES(META_WORD, 8, GET_META), LOADS);
}

/* A single value protects the whole area. */
TEST_F(exact, last_value_still_protects)
{
	TRY(STORES, OK(CLEAR(WHICH_HASH | WHICH_VLAN)),
	    FAILS(EINVAL, HEAD(-MOST - 1)), FAILS(EINVAL, META(-MOST - 4)),
	    GIVES(0, 77, LOAD_TS));
}

TEST_F(exact, unstored_limits_are_as_ever)
{
	TRY(FAILS(EINVAL, META(-MOST_UNSTORED - 4)), OK(META(-MOST_UNSTORED)),
	    OK(META(MOST_UNSTORED)), FAILS(EINVAL, HEAD(-MOST_UNSTORED - 1)),
	    OK(HEAD(-MOST_UNSTORED)), OK(HEADER), NO_ROOM);
}

TEST_F(exact, cleared_area_is_free_again)
{
	TRY(STORES, OK(CLEAR(WHICH_ALL)), OK(HEAD(-MOST_UNSTORED)), OK(HEADER),
	    NO_ROOM);
}

/* Bytes of the packet where values would lie are not values. */
TEST_F(exact, bytes_are_not_values)
{
	const struct path_run run = { .packets = HEADROOM_PACKETS };

	path_lists(5);
	path_do(variant->prog, 0, VALUE_ALL(0));
	path_do(variant->prog, 1, HEAD(-MOST_UNSTORED), HEADER);
	path_do(variant->prog, 3, META(-MOST_UNSTORED), SET_META(~0));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	EXPECT_EQ(0, path_check(&variant->path, run.packets));
}

static int exact_bytes(const struct path *path, int fd)
{
	__u8 frame[PATH_LEN];
	int i, bad = 0;

	for (i = 0; i < HEADROOM_PACKETS && !bad; i++) {
		path_frame(frame, PATH_LEN, i);
		bad = path->from == FROM_BUFFER ?
		      path_test_run(frame, PATH_LEN) :
		      path_check_bytes(fd, PATH_LEN);
	}
	return bad;
}

/* A refusal changes no byte of the packet. */
TEST_F(exact, refusals_change_no_byte)
{
	int fd = net_socket(variant->path.observers[0] ?: "lo", true);

	ASSERT_LE(0, fd);
	TRY(OK(META(-MOST - 4)), NO_ROOM, OK(META(MOST + 4)), STORES,
	    FAILS(EINVAL, HEAD(-MOST - 1)), FAILS(EINVAL, META(-MOST - 4)),
	    FAILS(EINVAL, HEAD(PATH_LEN)), FAILS(EINVAL, CLEAR(8)));
	EXPECT_EQ(0, exact_bytes(&variant->path, fd));
	close(fd);
}

ADJUST(live, PATH_LIVE_PASS, .keeps_meta = true);
ADJUST(devmap, PATH_LIVE_DEVMAP, .keeps_meta = true);
ADJUST(broadcast, PATH_LIVE_BROADCAST, .keeps_meta = true);
ADJUST(cpumap_prog, PATH_LIVE_CPUMAP_PROG, .prog = 1, .keeps_meta = true);
ADJUST(devmap_prog, PATH_LIVE_DEVMAP_PROG, .prog = 1, .keeps_meta = true);
ADJUST(veth_frame, PATH_VETH_FRAME_PASS, .prog = 1, .keeps_meta = true);
ADJUST(veth_frame_tx, PATH_VETH_FRAME_TX, .prog = 1, .keeps_meta = true);
ADJUST(veth_skb, PATH_VETH_SKB_PASS, .keeps_meta = true);
ADJUST(veth_skb_redirect, PATH_VETH_SKB_REDIRECT, .keeps_meta = true);
ADJUST(generic, PATH_GENERIC_PASS, .keeps_meta = true);
ADJUST(generic_devmap, PATH_GENERIC_DEVMAP);
ADJUST(generic_devmap_prog, PATH_GENERIC_DEVMAP_PROG);
ADJUST(generic_cpumap_prog, PATH_GENERIC_CPUMAP_PROG);

TEST_MAIN(path_open)
