/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What virtio_net sends: a tag that a program stored is in the frame, and every
 * other byte is as it was. Part of virtio.c.
 */
#ifndef TESTS_LAYER_VIRTIO_WIRE_H
#define TESTS_LAYER_VIRTIO_WIRE_H

#define WIRE_STEPS	7
#define WIRE_PACKETS	35
#define WIRE_TAG	4	/* bytes */

/* Redirected to @tx, or sent back to it by @rx. A device takes redirected
 * frames only while it has a program of its own. @rx has one for the sake of
 * the next case: where none is, the driver learns from long packets to make
 * buffers that are of no use to a program, and drops those packets that come in
 * them.
 */
#define WIRE_XMIT(tx, rx) { FROM_SKB, {					\
	{ AT_NATIVE, "rx0", ACT_REDIRECT, tx },				\
	{ AT_NATIVE, tx, ACT_PASS, NULL },				\
	{ AT_NATIVE, rx, ACT_PASS, NULL } }, 0, { rx } }
#define WIRE_TX(tx, rx) { FROM_SKB, {					\
	{ AT_NATIVE, rx, ACT_TX, NULL } }, 0, { tx } }
#define WIRE_CPUMAP(tx, rx) { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_REDIRECT, tx },				\
	{ AT_NATIVE, tx, ACT_PASS, NULL } }, 0, { rx } }

/* From one NIC to the other; and copies to two of them */
#define WIRE_FORWARD(rx, tx, end) { FROM_SKB, {				\
	{ AT_NATIVE, rx, ACT_REDIRECT, tx },				\
	{ AT_NATIVE, tx, ACT_PASS, NULL } }, 0, { end } }
#define WIRE_BROADCAST(tx, rx, tx2, rx2) { FROM_SKB, {			\
	{ AT_NATIVE, "rx0", ACT_BROADCAST, NULL },			\
	{ AT_NATIVE, tx, ACT_PASS, NULL },				\
	{ AT_NATIVE, tx2, ACT_PASS, NULL } }, 0, { rx, rx2 } }

FIXTURE(wire) {
	int fd;
};

FIXTURE_VARIANT(wire) {
	struct way way;
	unsigned int len;
};

#define WIRE(name, WAY, len)						\
	FIXTURE_VARIANT_ADD(wire, name) { WAY, len }

WIRE(mergeable_xmit, WIRE_XMIT("eth0", "eth1"), WAY_LEN);
WIRE(mergeable_xmit_60, WIRE_XMIT("eth0", "eth1"), 60);
WIRE(mergeable_xmit_1514, WIRE_XMIT("eth0", "eth1"), 1514);
WIRE(mergeable_xmit_frags, WIRE_XMIT("eth0", "eth1"), FRAGS_LEN);
WIRE(mergeable_xmit_cpumap, WIRE_CPUMAP("eth0", "eth1"), WAY_LEN);
WIRE(mergeable_tx, WIRE_TX("eth0", "eth1"), WAY_LEN);
WIRE(mergeable_tx_60, WIRE_TX("eth0", "eth1"), 60);
WIRE(mergeable_tx_1514, WIRE_TX("eth0", "eth1"), 1514);
WIRE(mergeable_tx_frags, WIRE_TX("eth0", "eth1"), FRAGS_LEN);
WIRE(small_xmit, WIRE_XMIT("eth2", "eth3"), WAY_LEN);
WIRE(small_xmit_60, WIRE_XMIT("eth2", "eth3"), 60);
WIRE(small_xmit_1514, WIRE_XMIT("eth2", "eth3"), 1514);
WIRE(small_tx, WIRE_TX("eth2", "eth3"), WAY_LEN);
WIRE(small_tx_60, WIRE_TX("eth2", "eth3"), 60);
WIRE(small_tx_1514, WIRE_TX("eth2", "eth3"), 1514);
WIRE(mergeable_to_small, WIRE_FORWARD("eth1", "eth2", "eth3"), WAY_LEN);
WIRE(small_to_mergeable, WIRE_FORWARD("eth3", "eth0", "eth1"), WAY_LEN);
WIRE(to_both, WIRE_BROADCAST("eth0", "eth1", "eth2", "eth3"), WAY_LEN);
#ifndef VIRTIO_TAP
WIRE(big_xmit, WIRE_XMIT("eth4", "eth5"), WAY_LEN);
WIRE(big_xmit_frags, WIRE_XMIT("eth4", "eth5"), FRAGS_LEN);
#endif

FIXTURE_SETUP(wire)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(WIRE_STEPS);
	self->fd = net_socket(variant->way.seen[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(wire)
{
	close(self->fd);
}

/* Of all that is stored, the wire can have the tag. */
static void wire_want(struct way_want *want, __u32 seq)
{
	way_stored(want, RXM_HOPS, seq);
	want->has_hash = false;
	want->has_ts = false;
}

static unsigned int wire_make(__u8 *frame, unsigned int len, __u32 seq)
{
	struct way_want want;
	__u16 tag[2];
	unsigned int i;

	for (i = 0; i < len; i++)
		frame[i] = 0xa0 + i - RXM_FILL_AT;
	way_packet((struct rxm_packet *)frame, seq);
	wire_want(&want, seq);
	if (!want.has_tag)
		return len;
	tag[0] = htons(want.proto);
	tag[1] = htons(want.tci);
	memmove(frame + 12 + WIRE_TAG, frame + 12, len - 12);
	memcpy(frame + 12, tag, sizeof(tag));
	return len + WIRE_TAG;
}

static int wire_say(const char *what, const __u8 *frame, int len)
{
	char text[3 * 28 + 1] = "";
	int i;

	for (i = 0; i < 28 && i < len; i++)
		sprintf(text + 3 * i, " %02x", frame[i]);
	net_say("%s, %d bytes:%s", what, len, text);
	return -EBADMSG;
}

/* The next frame that came is one of those sent, to the byte. */
static int wire_frame(int fd, unsigned int len, __u32 *seq)
{
	static __u8 got[VIRTIO_JUMBO + 100], want[VIRTIO_JUMBO + 100];
	const struct rxm_packet *pkt = (void *)got;
	int n, right;

	n = net_recv(fd, got, sizeof(got));
	if (n < 0)
		return n;
	if (n == len + WIRE_TAG)
		pkt = (void *)got + WIRE_TAG;
	*seq = pkt->seq;
	right = wire_make(want, len, *seq);
	if (n == right && !memcmp(got, want, n))
		return 0;
	wire_say("came", got, n);
	return wire_say("not", want, right);
}

/* The skbs that a packet becomes on the other side, at every end of the way. */
static int wire_skbs(const struct way *way, __u32 seq)
{
	struct way_want want;
	unsigned int eye;
	int bad = 0;

	wire_want(&want, seq);
	for (eye = 0; eye < RXM_EYES && way->seen[eye]; eye++)
		bad += !!way_check_skb(&way_bpf->bss->seen[eye][seq], &want);
	return bad;
}

static int wire_go(int fd, const struct way *way, unsigned int len)
{
	const struct way_run run = { .packets = WIRE_PACKETS, .len = len };
	int err = way_go(way, &run) ?: way_check_results();
	unsigned int i;
	__u32 seq;

	for (i = 0; i < WIRE_PACKETS && !err; i++)
		err = wire_skbs(way, i) ?: wire_frame(fd, len, &seq);
	return err;
}

TEST_F(wire, has_the_stored_tag)
{
	way_do(0, 0, STORE_VLAN(0xa123, 0x8100));
	way_do(0, 1, STORE_VLAN(0x0fff, 0x88a8), value_hash(1), value_ts(1));
	way_do(0, 3, META(-8), SET_META(0x600dcafe), STORE_VLAN(0, 0x8100));
	way_do(0, 4, value_hash(4), value_ts(4));
	way_do(0, 5, value_vlan(5), STORE_VLAN(0xffff, 0x88a8));
	way_do(0, 6, value_vlan(6), CLEAR(WHICH_VLAN));
	EXPECT_EQ(0, wire_go(self->fd, &variant->way, variant->len));
}

TEST_F(wire, has_only_the_frame_where_nothing_is_stored)
{
	EXPECT_EQ(0, wire_go(self->fd, &variant->way, variant->len));
}

/* The stored tag is the outer one where the frame has a tag already. */
TEST_F(wire, has_both_tags)
{
	__u8 frame[WAY_LEN + 2 * WIRE_TAG], got[WAY_LEN + 100];
	unsigned int eyes = 0;
	int fd, len;

	/* A copy may be seen long before the one that is looked at is there */
	while (eyes < RXM_EYES && variant->way.seen[eyes])
		eyes++;
	way_test()->any = 1;
	way_bpf->bss->eye_any = 1;
	way_steps(1);
	len = wire_make(frame, WAY_LEN, 0);
	memmove(frame + 16, frame + 12, len - 12);
	memcpy(frame + 12, "\x81\x00\x2b\xcd", WIRE_TAG);
	len += WIRE_TAG;

	way_do(0, 0, STORE_VLAN(0x3abc, 0x88a8));
	fd = net_socket(way_opposite(variant->way.hop[0].dev), false);
	ASSERT_LE(0, fd);
	ASSERT_EQ(len, send(fd, frame, len, 0));
	close(fd);
	ASSERT_EQ(0, net_wait(&way_bpf->bss->eye_total, eyes));

	memmove(frame + 16, frame + 12, len - 12);
	memcpy(frame + 12, "\x88\xa8\x3a\xbc", WIRE_TAG);
	EXPECT_EQ(sizeof(frame), net_recv(self->fd, got, sizeof(got)));
	EXPECT_EQ(0, memcmp(got, frame, sizeof(frame)));
}

/*
 * Room: in front of a frame lie struct xdp_frame, 40 bytes, and what is stored,
 * 24 more. The tag and the device's header go where these were.
 */
#define WIRE_ROOM_FRAME	40
#define WIRE_ROOM_STORED 64

FIXTURE(room) {
	__u64 sent, drops;
};

FIXTURE_VARIANT(room) {
	struct way way;
	const char *dev;	/* that sends */
	unsigned int room;	/* in front of the packet */
};

#define ROOM_LIVE(tx, rx) { FROM_LIVE, {				\
	{ AT_LIVE, NULL, ACT_REDIRECT, tx },				\
	{ AT_NATIVE, tx, ACT_PASS, NULL } }, 0, { rx } }

FIXTURE_VARIANT_ADD(room, mergeable_xmit) {
	ROOM_LIVE("eth0", "eth1"), "eth0", 256 };
FIXTURE_VARIANT_ADD(room, mergeable_tx) {
	WIRE_TX("eth0", "eth1"), "eth1", 256 + VIRTIO_HDR };
FIXTURE_VARIANT_ADD(room, small_xmit) {
	ROOM_LIVE("eth2", "eth3"), "eth2", 256 };
FIXTURE_VARIANT_ADD(room, small_tx) {
	WIRE_TX("eth2", "eth3"), "eth3", 256 };

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
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(2);
	memset(self, 0, sizeof(*self));
	ASSERT_EQ(0, room_count(variant->dev, self));
}

FIXTURE_TEARDOWN(room)
{
}

/* Frame 0 is what the case is about, frame 1 nothing special. */
static int room_go(const struct way *way, unsigned int arrive)
{
	const struct way_run run = {
		.packets = 2, .batch = 1, .expect = arrive,
	};

	return way_go(way, &run) ?: way_check_results();
}

static int room_seen(unsigned int seq, unsigned int longer)
{
	const struct rxm_seen *seen = &way_bpf->bss->seen[0][seq];
	struct way_want want;

	wire_want(&want, seq);
	if (way_check_skb(seen, &want))
		return -EBADMSG;
	if (seen->len == WAY_LEN + longer)
		return 0;
	net_say("frame %u has %u bytes", seq, seen->len);
	return -EMSGSIZE;
}

TEST_F(room, for_a_stored_tag_is_there_to_the_byte)
{
	int most = variant->room - WIRE_ROOM_STORED;

	way_do(0, 0, HEAD(-most), HEADER, VALUE_ALL(0));
	ASSERT_EQ(0, room_go(&variant->way, 2));
	EXPECT_EQ(0, room_seen(0, most));
	EXPECT_EQ(0, room_seen(1, 0));
	ASSERT_EQ(0, room_count(variant->dev, self));
	EXPECT_EQ(2, self->sent);
	EXPECT_EQ(0, self->drops);
}

TEST_F(room, for_the_header_is_there_to_the_byte)
{
	int most = variant->room - WIRE_ROOM_FRAME - VIRTIO_HDR;

	way_do(0, 0, HEAD(-most), HEADER);
	ASSERT_EQ(0, room_go(&variant->way, 2));
	EXPECT_EQ(0, room_seen(0, most));
	EXPECT_EQ(0, room_seen(1, 0));
	ASSERT_EQ(0, room_count(variant->dev, self));
	EXPECT_EQ(2, self->sent);
	EXPECT_EQ(0, self->drops);
}

/* Counted, and nothing of it is sent. */
TEST_F(room, one_byte_short_is_a_drop)
{
	int most = variant->room - WIRE_ROOM_FRAME - VIRTIO_HDR;

	way_do(0, 0, HEAD(-most - 1), HEADER);
	ASSERT_EQ(0, room_go(&variant->way, 1));
	EXPECT_EQ(0, way_bpf->bss->seen[0][0].count);
	EXPECT_EQ(0, room_seen(1, 0));
	ASSERT_EQ(0, room_count(variant->dev, self));
	EXPECT_EQ(2, self->sent);
	EXPECT_EQ(1, self->drops);
}

#endif /* TESTS_LAYER_VIRTIO_WIRE_H */
