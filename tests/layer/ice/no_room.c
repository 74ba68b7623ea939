// SPDX-License-Identifier: GPL-2.0
/*
 * ice with `legacy-rx on`, on two modelled E810: nothing can be stored on what
 * eth1 receives before the program has made room.
 */
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tests/lib/harness.h"
#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "e810_pair.h"

#define CARD_TYPE	"90"
#include "tests/layer/cases/described.h"

/*
 * Such a buffer has no headroom: the packet begins where the buffer does. So each store
 * is refused, and readers and skb have what the card says.
 */
TEST(nothing_can_be_stored)
{
	static const struct path path = PATH_NIC_BOUND("eth1");
	const struct path_try tries[] = {
		FAILS(ENOSPC, value_hash(0)), FAILS(ENOSPC, value_vlan(0)),
		FAILS(ENOSPC, value_ts(0)), FAILS(ENODATA, LOAD_HASH),
		FAILS(ENODATA, LOAD_VLAN), FAILS(ENODATA, LOAD_TS),
		GIVES(DESC_HASH, DESC_RSS_TYPE, RX_HASH),
		GIVES(DESC_TCI, 0x8100, RX_VLAN),
	};
	struct path_want want = { 0 };
	const struct rxm_seen *seen;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, net_set_rxvlan("eth1", true));
	ASSERT_EQ(0, described_inject(0));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	EXPECT_EQ(0, net_set_rxvlan("eth1", false));
	seen = &path_bpf->bss->seen[0][0];
	want = (struct path_want){
		.has_hash = true, .hash = DESC_HASH, .type = RSS_L4,
		.has_tag = true, .tci = DESC_TCI, .proto = 0x8100,
		.has_ts = !!seen->hwtstamp, .ts = seen->hwtstamp,
	};
	EXPECT_EQ(0, path_check_skb(seen, &want));
}

/*
 * What the program takes off the front is room. The driver copies such a packet, and the
 * skb has what is stored.
 */
#define ROOM		64

TEST(room_is_what_the_program_takes_off)
{
	static const struct path path = PATH_NIC_BOUND("eth1");
	const struct path_try tries[] = {
		OK(HEAD(ROOM)), OK(HEADER), OK(value_hash(0)), OK(value_vlan(0)),
		OK(value_ts(0)),
	};
	struct path_want want = { 0 };

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, net_set_rxvlan("eth1", true));
	ASSERT_EQ(0, described_inject(0));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	EXPECT_EQ(0, net_set_rxvlan("eth1", false));
	EXPECT_EQ(0, path_check_skb(&path_bpf->bss->seen[0][0], &want));
}

/* Newer drivers have no such buffers. */
static int no_room_open(void)
{
	if (net_await("eth1"))
		return KSFT_FAIL;
	if (card_run("ethtool --show-priv-flags eth1 | grep -q legacy-rx"))
		return HARNESS_NO_CASES;
	return path_open() ?: e810_pair_open(1500, true);
}

TEST_MAIN(no_room_open)
