// SPDX-License-Identifier: GPL-2.0
/* The unmodified ice driver on a modelled E810: its hints. */
#include "ice_card.inc.c"

/*
 * ice asks for symmetry only when ethtool does. To leave it as it is, ethtool 6.14 sets all
 * bits of the transformation, and the driver of 6.12 takes one of them for symmetry.
 */
static int card_set_symmetric(bool on)
{
	return on ? 0 : card_run("ethtool --help | grep -q symmetric-xor || exit 0; "
				 "ethtool -X %s xfrm none", dev);
}

/* The key goes on for the hash of other headers than those of flows. */
#define CARD_KEY_TAIL	":00:00:00:00:00:00:00:00:00:00:00:00"
#define CARD_PRUNED	"pruned"
#define CARD_NOTHING	-ENODATA
/* The readers look at the descriptor only. */
#define CARD_OFF	0
#define CARD_UDP6	"90"
#include "hint_cases.inc.c"

/* In single VLAN mode the card knows no service tags. */
static bool takes_service_tags(void)
{
	return !card_run("ethtool -k %s | grep -q '^rx-vlan-stag-hw-parse: o[nf]*$'",
			 dev);
}

/*
 * The card takes a tag of one kind out of packets, and hashes what is behind any tag. The
 * other kind stays in the packet.
 */
static void tag_is(struct __test_metadata *_metadata, FIXTURE_DATA(card) *self,
		   __u8 number, __u16 tpid, bool taken)
{
	const struct hints *h = pass(self, number, &flows[0], tpid, 0x4321);
	struct net_rss rss;
	struct frame want;

	frame_begin(&want, number);
	if (!taken)
		frame_tag(&want, tpid, 0x4321);
	frame_flow(&want, &flows[0], 64);
	ASSERT_EQ(0, net_rss(dev, &rss));
	ASSERT_NE(NULL, h);
	EXPECT_EQ(taken ? 0 : -ENODATA, h->vlan_ret) TH_LOG("%#x", tpid);
	if (taken)
		EXPECT_EQ(htons(tpid), h->tpid);
	if (taken)
		EXPECT_EQ(0x4321, h->tci);
	EXPECT_EQ(want.len, h->len);
	EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
	EXPECT_EQ(flow_hash(&flows[0], rss.key, false), h->hash);
}

TEST_F(card, vlan_8021ad)
{
	bool can = takes_service_tags();

	tag_is(_metadata, self, 5, 0x88a8, false);
	/* The driver has offloads of one kind of tags, in both directions. */
	ASSERT_EQ(0, card_run("ethtool -K %s rxvlan off txvlan off", dev));
	EXPECT_EQ(can, !card_run("ethtool -K %s rx-vlan-stag-hw-parse on", dev));
	tag_is(_metadata, self, 6, 0x88a8, can);
	tag_is(_metadata, self, 7, 0x8100, false);
	if (can)
		EXPECT_EQ(0, card_run("ethtool -K %s rx-vlan-stag-hw-parse off", dev));
	EXPECT_EQ(0, card_run("ethtool -K %s rxvlan on txvlan on", dev));
	tag_is(_metadata, self, 8, 0x8100, true);
}

/* The driver makes a time of 64 bits of the 32 bits in the descriptor. */
TEST_F(card, injected_time)
{
	char line[256];
	struct hints *h = &self->l.skel->bss->hints[78];
	int phc = card_phc(dev), n;
	__u64 time = card_phc_read(phc) - 123456789;
	struct frame f;

	close(phc);
	frame_begin(&f, 78);
	frame_flow(&f, &flows[0], 4);
	n = sprintf(line, "inject time=%llu ", time);
	for (size_t i = 0; i < f.len; i++)
		n += sprintf(line + n, "%02x", f.data[i]);
	ASSERT_EQ(0, card_control(0, line, NULL, 0));
	ASSERT_TRUE(listener_wait(&self->l, 1));
	EXPECT_EQ(0, h->time_ret);
	EXPECT_EQ(time, h->time);
}

TEST_MAIN(card_open)
