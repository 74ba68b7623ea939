// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: the room that virtio_net needs in front of what it transmits.
 *
 * Part of virtio/buffers.c, which includes it.
 *
 * In front of a frame lie struct xdp_frame, 40 bytes, and the stored values, 24
 * bytes. The tag and the device's header overwrite them.
 */
#define ROOM_FRAME	40
#define ROOM_STORED	64

FIXTURE(room) {
	__u64 sent, drops;
};

FIXTURE_VARIANT(room) {
	struct path path;
	const char *dev;	/* that transmits */
	unsigned int room;	/* in front of the packet */
	unsigned int len;
};

#define PATH_ROOM_LIVE(tx, rx) {					\
	.from = FROM_LIVE,						\
	.prog = { LIVE(TO_DEV(tx)), NATIVE(tx, DO_PASS) },		\
	.observers = { rx },						\
}

FIXTURE_VARIANT_ADD(room, mergeable_xmit) {
	.path = PATH_ROOM_LIVE("eth0", "eth1"),
	.dev = "eth0", .room = 256, .len = PATH_LEN,
};
FIXTURE_VARIANT_ADD(room, mergeable_tx) {
	.path = PATH_NIC_TX("eth0", "eth1"),
	.dev = "eth1", .room = 256 + VIRTIO_HDR, .len = PATH_LEN,
};
FIXTURE_VARIANT_ADD(room, mergeable_tx_frags) {
	.path = PATH_NIC_TX("eth0", "eth1"),
	.dev = "eth1", .room = 256 + VIRTIO_HDR, .len = FRAGS_LEN,
};
FIXTURE_VARIANT_ADD(room, small_xmit) {
	.path = PATH_ROOM_LIVE("eth2", "eth3"),
	.dev = "eth2", .room = 256, .len = PATH_LEN,
};
FIXTURE_VARIANT_ADD(room, small_tx) {
	.path = PATH_NIC_TX("eth2", "eth3"),
	.dev = "eth3", .room = 256, .len = PATH_LEN,
};

/* Turn the counters into what all queues have counted since the last call. */
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

/* Frame 0 is under test, frame 1 is an ordinary one. */
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

/* Frame 0 grew by @grown bytes, and both frames have to be sent. */
static int room_all_sent(const FIXTURE_VARIANT(room) *variant,
			 FIXTURE_DATA(room) *self, unsigned int grown)
{
	int err;

	err = room_go(&variant->path, variant->len, 2) ?:
	      room_seen(0, variant->len + grown) ?:
	      room_seen(1, variant->len) ?: room_count(variant->dev, self);
	if (err)
		return err;
	if (self->sent == 2 && !self->drops)
		return 0;
	net_say("%llu sent, %llu dropped", self->sent, self->drops);
	return -EINVAL;
}

TEST_F(room, for_a_stored_tag_is_there_to_the_byte)
{
	int most = variant->room - ROOM_STORED;

	path_do(0, 0, HEAD(-most), HEADER, VALUE_ALL(0));
	EXPECT_EQ(0, room_all_sent(variant, self, most));
}

TEST_F(room, for_the_header_is_there_to_the_byte)
{
	int most = variant->room - ROOM_FRAME - VIRTIO_HDR;

	path_do(0, 0, HEAD(-most), HEADER);
	EXPECT_EQ(0, room_all_sent(variant, self, most));
}

/* The drop is counted, and the frame is not sent. */
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
