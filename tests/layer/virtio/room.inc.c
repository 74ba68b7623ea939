/* SPDX-License-Identifier: GPL-2.0 */
/* Room that virtio_net needs in front of what it sends. Part of virtio.c. */
#ifndef TESTS_LAYER_VIRTIO_WIRE_H
#define TESTS_LAYER_VIRTIO_WIRE_H

#include "tests/layer/cases/transmit.inc.c"

TRANSMIT(mergeable_xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_xmit_60, PATH_NIC_XMIT("eth0", "eth1"), 60);
TRANSMIT(mergeable_xmit_1514, PATH_NIC_XMIT("eth0", "eth1"), 1514);
TRANSMIT(mergeable_xmit_frags, PATH_NIC_XMIT("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(mergeable_xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_live, PATH_NIC_XMIT_LIVE("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_live_1514, PATH_NIC_XMIT_LIVE("eth0", "eth1"), 1514);
TRANSMIT(mergeable_tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_tx_60, PATH_NIC_TX("eth0", "eth1"), 60);
TRANSMIT(mergeable_tx_1514, PATH_NIC_TX("eth0", "eth1"), 1514);
TRANSMIT(mergeable_tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(small_xmit, PATH_NIC_XMIT("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_xmit_60, PATH_NIC_XMIT("eth2", "eth3"), 60);
TRANSMIT(small_xmit_1514, PATH_NIC_XMIT("eth2", "eth3"), 1514);
TRANSMIT(small_xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_live, PATH_NIC_XMIT_LIVE("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_live_1514, PATH_NIC_XMIT_LIVE("eth2", "eth3"), 1514);
TRANSMIT(small_tx, PATH_NIC_TX("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_tx_60, PATH_NIC_TX("eth2", "eth3"), 60);
TRANSMIT(small_tx_1514, PATH_NIC_TX("eth2", "eth3"), 1514);
TRANSMIT(mergeable_to_small, PATH_NIC_FORWARD("eth1", "eth2", "eth3"), PATH_LEN);
TRANSMIT(small_to_mergeable, PATH_NIC_FORWARD("eth3", "eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_back, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_back_frags, PATH_NIC_BACK("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(to_both, PATH_NIC_XMIT_BROADCAST("eth0", "eth1", "eth2", "eth3"), PATH_LEN);
#ifndef VIRTIO_TAP
TRANSMIT(big_xmit, PATH_NIC_XMIT("eth4", "eth5"), PATH_LEN);
TRANSMIT(big_xmit_frags, PATH_NIC_XMIT("eth4", "eth5"), FRAGS_LEN);
TRANSMIT(mergeable_to_big_frags, PATH_NIC_FORWARD("eth1", "eth4", "eth5"), FRAGS_LEN);
#endif

/*
 * Room: in front of a frame lie struct xdp_frame, 40 bytes, and what is stored,
 * 24 more. The tag and the device's header go where these were.
 */
#define ROOM_FRAME	40
#define ROOM_STORED 64

FIXTURE(room) {
	__u64 sent, drops;
};

FIXTURE_VARIANT(room) {
	struct path path;
	const char *dev;	/* that sends */
	unsigned int room;	/* in front of the packet */
	unsigned int len;
};

#define PATH_ROOM_LIVE(tx, rx) { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, tx },				\
	{ AT_NATIVE, tx, ACT_PASS, NULL } }, 0, { rx } }

FIXTURE_VARIANT_ADD(room, mergeable_xmit) {
	PATH_ROOM_LIVE("eth0", "eth1"), "eth0", 256, PATH_LEN };
FIXTURE_VARIANT_ADD(room, mergeable_tx) {
	PATH_NIC_TX("eth0", "eth1"), "eth1", 256 + VIRTIO_HDR, PATH_LEN };
FIXTURE_VARIANT_ADD(room, mergeable_tx_frags) {
	PATH_NIC_TX("eth0", "eth1"), "eth1", 256 + VIRTIO_HDR, FRAGS_LEN };
FIXTURE_VARIANT_ADD(room, small_xmit) {
	PATH_ROOM_LIVE("eth2", "eth3"), "eth2", 256, PATH_LEN };
FIXTURE_VARIANT_ADD(room, small_tx) {
	PATH_NIC_TX("eth2", "eth3"), "eth3", 256, PATH_LEN };

/* What the device counted since the last call, over all of its queues. */
static int room_count(const char *dev, FIXTURE_DATA(room) *self)
{
	__u64 sent = 0, drops = 0;
	int err;

	err = net_stat(dev, "tx_xdp_tx", &sent) ?:
	      net_stat(dev, "tx_xdp_tx_drops", &drops);
	self->sent = sent - self->sent;
	self->drops = drops - self->drops;
	return err;
}

FIXTURE_SETUP(room)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(2);
	memset(self, 0, sizeof(*self));
	ASSERT_EQ(0, room_count(variant->dev, self));
}

FIXTURE_TEARDOWN(room)
{
}

/* Frame 0 is what the case is about, frame 1 nothing special. */
static int room_go(const struct path *path, unsigned int len,
		   unsigned int arrive)
{
	const struct path_run run = {
		.packets = 2, .len = len, .batch = 1, .expect = arrive,
	};

	return path_go(path, &run) ?: path_check_results();
}

static int room_seen(unsigned int seq, unsigned int len)
{
	const struct rxm_seen *seen = &path_bpf->bss->seen[0][seq];
	struct path_want want;

	tagged_want(&want, seq);
	if (path_check_skb(seen, &want))
		return -EBADMSG;
	if (seen->len == len)
		return 0;
	net_say("frame %u has %u bytes", seq, seen->len);
	return -EMSGSIZE;
}

TEST_F(room, for_a_stored_tag_is_there_to_the_byte)
{
	int most = variant->room - ROOM_STORED;

	path_do(0, 0, HEAD(-most), HEADER, VALUE_ALL(0));
	ASSERT_EQ(0, room_go(&variant->path, variant->len, 2));
	EXPECT_EQ(0, room_seen(0, variant->len + most));
	EXPECT_EQ(0, room_seen(1, variant->len));
	ASSERT_EQ(0, room_count(variant->dev, self));
	EXPECT_EQ(2, self->sent);
	EXPECT_EQ(0, self->drops);
}

TEST_F(room, for_the_header_is_there_to_the_byte)
{
	int most = variant->room - ROOM_FRAME - VIRTIO_HDR;

	path_do(0, 0, HEAD(-most), HEADER);
	ASSERT_EQ(0, room_go(&variant->path, variant->len, 2));
	EXPECT_EQ(0, room_seen(0, variant->len + most));
	EXPECT_EQ(0, room_seen(1, variant->len));
	ASSERT_EQ(0, room_count(variant->dev, self));
	EXPECT_EQ(2, self->sent);
	EXPECT_EQ(0, self->drops);
}

/* Counted, and nothing of it is sent. */
TEST_F(room, one_byte_short_is_a_drop)
{
	int most = variant->room - ROOM_FRAME - VIRTIO_HDR;

	path_do(0, 0, HEAD(-most - 1), HEADER);
	ASSERT_EQ(0, room_go(&variant->path, variant->len, 1));
	EXPECT_EQ(0, path_bpf->bss->seen[0][0].count);
	EXPECT_EQ(0, room_seen(1, variant->len));
	ASSERT_EQ(0, room_count(variant->dev, self));
	EXPECT_EQ(2, self->sent);
	EXPECT_EQ(1, self->drops);
}

#endif /* TESTS_LAYER_VIRTIO_WIRE_H */
