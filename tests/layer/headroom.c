// SPDX-License-Identifier: GPL-2.0
/*
 * The headroom that stored values need: who gets it, who is refused, and that a
 * packet goes its way in both cases. Every second packet stores nothing.
 */
#include <errno.h>

#include "harness.h"
#include "net.h"
#include "values.h"
#include "ways.h"

#define ROOM		256	/* of a live frame: XDP_PACKET_HEADROOM */
#define ROOM_FRAME	40	/* sizeof(struct xdp_frame) */
#define ROOM_STORED	64	/* with struct xdp_rx_meta behind it */
#define ROOM_PACKETS	40

#define MOST		(ROOM - ROOM_STORED)	/* a packet can grow */
#define MOST_UNSTORED	(ROOM - ROOM_FRAME)

#define META_WORD	0x600dcafe

static int room_try(const struct way *way, unsigned int at,
		    const struct way_try *list, unsigned int n,
		    unsigned int meta_len)
{
	const struct way_run run = { .packets = ROOM_PACKETS };
	struct way_want want[2] = {};
	const struct rxm_seen *seen;
	int i, bad;

	way_steps(2);
	way_try(at, 0, list, n);
	bad = way_go(way, &run) ?: way_tried(at, 0, list, n, &want[0]);
	for (i = 0; i < ROOM_PACKETS && !bad; i++) {
		seen = &way_bpf->bss->seen[0][i];
		bad = way_check_skb(seen, &want[i & 1]);
		if (bad || seen->meta_len == (i & 1 ? 0 : meta_len))
			continue;
		net_say("%u bytes of metadata", seen->meta_len);
		bad = -EINVAL;
	}
	return bad;
}

/* Stores all three, with values of which way_try() works out the skb. */
#define STORES		OK(STORE_HASH(0xabcd0123, RSS_L4)),		\
			OK(STORE_VLAN(0x2fff, 0x88a8)), OK(STORE_TS(77))
#define LOADS		GIVES(0xabcd0123, RSS_L4, LOAD_HASH),		\
			GIVES(0x2fff, 0x88a8, LOAD_VLAN),		\
			GIVES(0, 77, LOAD_TS)
#define NO_ROOM		FAILS(ENOSPC, STORE_HASH(1, RSS_L4)),		\
			FAILS(ENOSPC, STORE_VLAN(1, 0x8100)),		\
			FAILS(ENOSPC, STORE_TS(1))

#define TRY_META(meta, ...)						\
	do {								\
		const struct way_try list_[] = { __VA_ARGS__ };		\
		_Static_assert(ARRAY_SIZE(list_) <= RXM_OPS, "too long"); \
		EXPECT_EQ(0, room_try(&variant->way, variant->at, list_, \
				      ARRAY_SIZE(list_), meta));	\
	} while (0)
#define TRY(...)	TRY_META(0, __VA_ARGS__)

/* Frames: the headroom is known to the byte. */
FIXTURE(exact) {
};

FIXTURE_VARIANT(exact) {
	struct way way;
	unsigned int at;	/* the hop that needs the room */
};

FIXTURE_VARIANT_ADD(exact, live) { WAY_LIVE_PASS, 0 };
FIXTURE_VARIANT_ADD(exact, devmap) { WAY_LIVE_DEVMAP, 0 };
FIXTURE_VARIANT_ADD(exact, broadcast) { WAY_LIVE_BROADCAST, 0 };
FIXTURE_VARIANT_ADD(exact, cpumap) { WAY_LIVE_CPUMAP, 0 };
FIXTURE_VARIANT_ADD(exact, devmap_prog) { WAY_LIVE_DEVMAP_PROG, 1 };
FIXTURE_VARIANT_ADD(exact, cpumap_prog) { WAY_LIVE_CPUMAP_PROG, 1 };
FIXTURE_VARIANT_ADD(exact, veth_frame) { WAY_VETH_FRAME_PASS, 1 };
FIXTURE_VARIANT_ADD(exact, veth_frame_redirect) { WAY_VETH_FRAME_REDIRECT, 1 };

FIXTURE_SETUP(exact)
{
	ASSERT_EQ(0, way_begin(&variant->way));
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
	EXPECT_EQ(META_WORD, way_bpf->bss->seen[0][0].meta);
}

TEST_F(exact, one_word_short_before_metadata)
{
	TRY_META(MOST + 4, OK(META(-MOST - 4)), OK(SET_META(META_WORD)),
		 NO_ROOM, GIVES(META_WORD, MOST + 4, GET_META));
	EXPECT_EQ(META_WORD, way_bpf->bss->seen[0][0].meta);
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
	EXPECT_EQ(META_WORD, way_bpf->bss->seen[0][0].meta);
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
	const struct way_run run = { .packets = ROOM_PACKETS };

	way_steps(5);
	way_do(variant->at, 0, VALUE_ALL(0));
	way_do(variant->at, 1, HEAD(-MOST_UNSTORED), HEADER);
	way_do(variant->at, 3, META(-MOST_UNSTORED), SET_META(~0));
	ASSERT_EQ(0, way_go(&variant->way, &run));
	EXPECT_EQ(0, way_check(&variant->way, run.packets));
}

/* All the rest works with whatever headroom there is. */
FIXTURE(adjust) {
};

FIXTURE_VARIANT(adjust) {
	struct way way;
	unsigned int at;
	bool keeps_meta;	/* metadata gets as far as the skb */
};

FIXTURE_VARIANT_ADD(adjust, live) { WAY_LIVE_PASS, 0, true };
FIXTURE_VARIANT_ADD(adjust, devmap) { WAY_LIVE_DEVMAP, 0, true };
FIXTURE_VARIANT_ADD(adjust, broadcast) { WAY_LIVE_BROADCAST, 0, true };
FIXTURE_VARIANT_ADD(adjust, cpumap_prog) { WAY_LIVE_CPUMAP_PROG, 1, true };
FIXTURE_VARIANT_ADD(adjust, devmap_prog) { WAY_LIVE_DEVMAP_PROG, 1, true };
FIXTURE_VARIANT_ADD(adjust, veth_frame) { WAY_VETH_FRAME_PASS, 1, true };
FIXTURE_VARIANT_ADD(adjust, veth_frame_tx) { WAY_VETH_FRAME_TX, 1, true };
FIXTURE_VARIANT_ADD(adjust, veth_skb) { WAY_VETH_SKB_PASS, 0, true };
FIXTURE_VARIANT_ADD(adjust, veth_skb_redirect) {
	WAY_VETH_SKB_REDIRECT, 0, true };
FIXTURE_VARIANT_ADD(adjust, generic) { WAY_GENERIC_PASS, 0, true };
FIXTURE_VARIANT_ADD(adjust, generic_devmap) { WAY_GENERIC_DEVMAP, 0, false };
FIXTURE_VARIANT_ADD(adjust, generic_devmap_prog) {
	WAY_GENERIC_DEVMAP_PROG, 0, false };
FIXTURE_VARIANT_ADD(adjust, generic_cpumap_prog) {
	WAY_GENERIC_CPUMAP_PROG, 0, false };

FIXTURE_SETUP(adjust)
{
	ASSERT_EQ(0, way_begin(&variant->way));
}

FIXTURE_TEARDOWN(adjust)
{
}

#define ADJUST_LEN(i)	(way_bpf->bss->seen[0][i].len)

TEST_F(adjust, shorter_head_before)
{
	TRY(OK(HEAD(20)), OK(HEADER), STORES, LOADS);
	EXPECT_EQ(WAY_LEN - 20, ADJUST_LEN(0));
}

TEST_F(adjust, shorter_head_after)
{
	TRY(STORES, OK(HEAD(20)), OK(HEADER), LOADS);
	EXPECT_EQ(WAY_LEN - 20, ADJUST_LEN(0));
}

TEST_F(adjust, longer_head_before)
{
	TRY(OK(HEAD(-50)), OK(HEADER), STORES, LOADS);
	EXPECT_EQ(WAY_LEN + 50, ADJUST_LEN(0));
}

TEST_F(adjust, longer_head_after)
{
	TRY(STORES, OK(HEAD(-50)), OK(HEADER), LOADS);
	EXPECT_EQ(WAY_LEN + 50, ADJUST_LEN(0));
}

TEST_F(adjust, tail_before)
{
	TRY(OK(TAIL(-20)), STORES, LOADS);
	EXPECT_EQ(WAY_LEN - 20, ADJUST_LEN(0));
}

TEST_F(adjust, tail_after)
{
	TRY(STORES, OK(TAIL(-20)), OK(TAIL(8)), LOADS);
	EXPECT_EQ(WAY_LEN - 12, ADJUST_LEN(0));
}

TEST_F(adjust, metadata_before)
{
	TRY_META(variant->keeps_meta ? 8 : 0, OK(META(-8)),
		 OK(SET_META(META_WORD)), STORES, LOADS,
		 GIVES(META_WORD, 8, GET_META));
	if (variant->keeps_meta)
		EXPECT_EQ(META_WORD, way_bpf->bss->seen[0][0].meta);
}

TEST_F(adjust, metadata_after)
{
	TRY_META(variant->keeps_meta ? 8 : 0, STORES, OK(META(-8)),
		 OK(SET_META(META_WORD)), GIVES(META_WORD, 8, GET_META),
		 LOADS);
	if (variant->keeps_meta)
		EXPECT_EQ(META_WORD, way_bpf->bss->seen[0][0].meta);
}

LAYER_MAIN(way_open)
