// SPDX-License-Identifier: GPL-2.0
/*
 * The headroom that stored values need: who gets it, who is refused, and that a
 * packet goes its way in both cases.
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

#define MOST		((int)self->room - ROOM_STORED)	/* a packet can grow */
#define MOST_UNSTORED	((int)self->room - ROOM_FRAME)

#define NO_ROOM		FAILS(ENOSPC, STORE_HASH(1, RSS_L4)),		\
			FAILS(ENOSPC, STORE_VLAN(1, 0x8100)),		\
			FAILS(ENOSPC, STORE_TS(1))

/* A buffer that goes nowhere */
#define PATH_BUFFER { FROM_BUFFER, {					\
	{ AT_LIVE, NULL, ACT_PASS, NULL } }, 0, { NULL } }

/* The limit is known to the byte: where there is always the same room, or by
 * what a first packet says.
 */
FIXTURE(exact) {
	unsigned int room;
};

FIXTURE_VARIANT(exact) {
	struct path path;
	unsigned int at;	/* the hop that needs the room */
	bool keeps_meta;	/* metadata gets as far as the skb */
	unsigned int room;	/* 0: as the first packet says */
};

#define EXACT(name, PATH, at, keeps_meta, room)				\
	FIXTURE_VARIANT_ADD(exact, name) { PATH, at, keeps_meta, room }

EXACT(live, PATH_LIVE_PASS, 0, true, ROOM_LIVE);
EXACT(devmap, PATH_LIVE_DEVMAP, 0, true, ROOM_LIVE);
EXACT(broadcast, PATH_LIVE_BROADCAST, 0, true, ROOM_LIVE);
EXACT(cpumap, PATH_LIVE_CPUMAP, 0, true, ROOM_LIVE);
EXACT(devmap_prog, PATH_LIVE_DEVMAP_PROG, 1, true, ROOM_LIVE);
EXACT(cpumap_prog, PATH_LIVE_CPUMAP_PROG, 1, true, ROOM_LIVE);
EXACT(veth_frame, PATH_VETH_FRAME_PASS, 1, true, ROOM_LIVE);
EXACT(veth_frame_redirect, PATH_VETH_FRAME_REDIRECT, 1, true, ROOM_LIVE);
EXACT(veth_skb, PATH_VETH_SKB_PASS, 0, true, 0);
EXACT(veth_skb_redirect, PATH_VETH_SKB_REDIRECT, 0, true, 0);
EXACT(generic, PATH_GENERIC_PASS, 0, true, 0);
EXACT(generic_devmap, PATH_GENERIC_DEVMAP, 0, false, 0);
EXACT(buffer, PATH_BUFFER, 0, false, ROOM_LIVE);

/* What lies in front of the packet, beyond any doubt. */
static unsigned int exact_room(const struct path *path, unsigned int at)
{
	const struct path_run run = { .packets = 1 };

	if (path_begin(path))
		return 0;
	path_lists(1);
	path_do(at, 0, GET_ROOM);
	return path_go(path, &run) ? 0 : path_test()->prog[at].res[0][0].a;
}

FIXTURE_SETUP(exact)
{
	self->room = exact_room(&variant->path, variant->at);
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

/* One value is enough to protect the area. */
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

/* Bytes of the packet that lie where values would be are not values. */
TEST_F(exact, bytes_are_not_values)
{
	const struct path_run run = { .packets = HEADROOM_PACKETS };

	path_lists(5);
	path_do(variant->at, 0, VALUE_ALL(0));
	path_do(variant->at, 1, HEAD(-MOST_UNSTORED), HEADER);
	path_do(variant->at, 3, META(-MOST_UNSTORED), SET_META(~0));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	EXPECT_EQ(0, path_check(&variant->path, run.packets));
}

static int exact_bytes(const struct path *path, int fd)
{
	__u8 frame[PATH_LEN];
	int i, bad = 0;

	for (i = 0; i < HEADROOM_PACKETS && !bad; i++) {
		path_frame(frame, PATH_LEN, i);
		bad = path->from == FROM_BUFFER ? path_test_run(frame, PATH_LEN) :
						 path_check_bytes(fd, PATH_LEN);
	}
	return bad;
}

/* Whatever is refused, not one byte of the packet changes. */
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

ADJUST(live, PATH_LIVE_PASS, 0, true);
ADJUST(devmap, PATH_LIVE_DEVMAP, 0, true);
ADJUST(broadcast, PATH_LIVE_BROADCAST, 0, true);
ADJUST(cpumap_prog, PATH_LIVE_CPUMAP_PROG, 1, true);
ADJUST(devmap_prog, PATH_LIVE_DEVMAP_PROG, 1, true);
ADJUST(veth_frame, PATH_VETH_FRAME_PASS, 1, true);
ADJUST(veth_frame_tx, PATH_VETH_FRAME_TX, 1, true);
ADJUST(veth_skb, PATH_VETH_SKB_PASS, 0, true);
ADJUST(veth_skb_redirect, PATH_VETH_SKB_REDIRECT, 0, true);
ADJUST(generic, PATH_GENERIC_PASS, 0, true);
ADJUST(generic_devmap, PATH_GENERIC_DEVMAP, 0, false);
ADJUST(generic_devmap_prog, PATH_GENERIC_DEVMAP_PROG, 0, false);
ADJUST(generic_cpumap_prog, PATH_GENERIC_CPUMAP_PROG, 0, false);

LAYER_MAIN(path_open)
