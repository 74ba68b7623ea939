// SPDX-License-Identifier: GPL-2.0
/*
 * Compressed completions: what the driver's readers report of packets that share
 * one. The driver has no hash of theirs and switches that hint off; their tag is that
 * of all.
 */
#include <arpa/inet.h>
#include <errno.h>

#include "mlx5_card.inc.c"

/* More than it takes to send the frames of a session */
#define WAIT_NS	"1000000000"
#define SESSION	32	/* completions of one at most */

static __u64 blocks, packets;

static void count(void)
{
	blocks = card_counter(dev, "rx_cqe_compress_blks");
	packets = card_counter(dev, "rx_cqe_compress_pkts");
}

static int compress(bool on)
{
	return card_run("ethtool --set-priv-flags %s rx_cqe_compress %s", dev,
			on ? "on" : "off");
}

/* Each frame has another length. */
static void build(struct frame *f, __u8 number, const struct flow *flow, __u16 tci)
{
	frame_begin(f, number);
	if (tci)
		frame_tag(f, 0x8100, tci);
	frame_flow(f, flow, 64 + number);
}

static void expect_hints(struct __test_metadata *_metadata,
			 const struct hints *h, __u8 number,
			 const struct flow *flow, __u16 tci)
{
	struct frame want;

	build(&want, number, flow, 0);
	EXPECT_EQ(1, h->seen) TH_LOG("frame %u", number);
	EXPECT_EQ(want.len, h->len);
	EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
	EXPECT_EQ(-ENODATA, h->hash_ret);
	EXPECT_EQ(-ENODATA, h->time_ret);
	EXPECT_EQ(tci ? 0 : -ENODATA, h->vlan_ret) TH_LOG("frame %u", number);
	if (tci)
		EXPECT_EQ(tci, h->tci);
}

/* Packets with different tags or protocols are not compressed with each other. */
TEST_F(card, compressed)
{
	static const __u16 tcis[] = { 0, 0, 5, 5, 0xe005, 0xe005, 0xe005, 0, 0 };
	const struct flow *udp = &flows[0];
	struct flow tcp = flows[0];
	struct frame f;
	unsigned int i;

	tcp.proto = udp->proto == IPPROTO_TCP ? IPPROTO_UDP : IPPROTO_TCP;
	ASSERT_EQ(0, card_hwtstamp(dev, false));
	ASSERT_EQ(0, compress(true));
	/* One queue, so that they come to the same completion queue */
	ASSERT_EQ(0, card_run("ethtool -X %s equal 1", dev));
	ASSERT_EQ(0, card_control(0, "compress-wait " WAIT_NS, NULL, 0));
	count();
	for (i = 0; i < ARRAY_SIZE(tcis); i++) {
		build(&f, i, i == 8 ? &tcp : udp, tcis[i]);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
	}
	ASSERT_TRUE(listener_wait(&self->l, ARRAY_SIZE(tcis)));
	for (i = 0; i < ARRAY_SIZE(tcis); i++)
		expect_hints(_metadata, &self->l.skel->bss->hints[i], i,
			     i == 8 ? &tcp : udp, tcis[i]);
	EXPECT_EQ(3, card_counter(dev, "rx_cqe_compress_blks") - blocks);
	EXPECT_EQ(7, card_counter(dev, "rx_cqe_compress_pkts") - packets);
	EXPECT_EQ(0, card_control(0, "no faults", NULL, 0));
	EXPECT_EQ(0, card_run("ethtool -X %s default", dev));
	EXPECT_EQ(0, compress(false));
}

/* More packets than a session has, in their order */
TEST_F(card, compressed_many)
{
	struct frame f;
	int i;

	ASSERT_EQ(0, card_hwtstamp(dev, false));
	ASSERT_EQ(0, compress(true));
	ASSERT_EQ(0, card_control(0, "compress-wait " WAIT_NS, NULL, 0));
	count();
	for (i = 0; i < SESSION + 8; i++) {
		build(&f, i, &flows[1], 0x123);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
	}
	ASSERT_TRUE(listener_wait(&self->l, SESSION + 8));
	for (i = 0; i < SESSION + 8; i++)
		expect_hints(_metadata, &self->l.skel->bss->hints[i], i,
			     &flows[1], 0x123);
	EXPECT_EQ(SESSION + 8, card_counter(dev, "rx_cqe_compress_pkts") - packets);
	EXPECT_LE(2, card_counter(dev, "rx_cqe_compress_blks") - blocks);
	EXPECT_EQ(0, card_control(0, "no faults", NULL, 0));
	EXPECT_EQ(0, compress(false));
}

/* All hints are back when compression is off. */
TEST_F(card, compression_off)
{
	const struct hints *h;

	ASSERT_EQ(0, card_hwtstamp(dev, false));
	ASSERT_EQ(0, compress(true));
	h = pass(self, 1, &flows[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->hash_ret);
	ASSERT_EQ(0, compress(false));
	ASSERT_EQ(0, card_hwtstamp(dev, true));
	h = pass(self, 2, &flows[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(0, h->hash_ret);
	EXPECT_EQ(0, h->time_ret);
	EXPECT_EQ(0, card_hwtstamp(dev, false));
}

TEST_MAIN(card_open)
