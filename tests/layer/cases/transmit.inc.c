// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: the frames that NICs transmit. A frame has the tag that a
 * program stored, and all other bytes are unchanged.
 *
 * card_paths.inc.c, mlx5/virtio_peer.c and virtio/buffers.c include this file and
 * add paths: TRANSMIT(name, path, length of the packets).
 */
#include <errno.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tagged_frame.h"

#define TRANSMIT_LISTS	7
#define TRANSMIT_PACKETS	35

FIXTURE(wire) {
	int fd;
};

FIXTURE_VARIANT(wire) {
	struct path path;
	unsigned int len;
};

#define TRANSMIT(name, PATH, length)					\
	FIXTURE_VARIANT_ADD(wire, name) { .path = PATH, .len = length }

FIXTURE_SETUP(wire)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(TRANSMIT_LISTS);
	self->fd = net_socket(variant->path.observers[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(wire)
{
	close(self->fd);
}

static int transmit_say(const char *what, const __u8 *frame, int len)
{
	char text[3 * 28 + 1] = "";
	int i;

	for (i = 0; i < 28 && i < len; i++)
		sprintf(text + 3 * i, " %02x", frame[i]);
	net_say("%s, %d bytes:%s", what, len, text);
	return -EBADMSG;
}

/* The next frame that arrived has to be one that was sent, in every byte. */
static int transmit_frame(int fd, unsigned int len, __u32 *seq)
{
	static __u8 got[NIC_JUMBO + 100], want[NIC_JUMBO + 100];
	const struct rxm_packet *pkt = (void *)got;
	int n, right;

	n = net_recv(fd, got, sizeof(got));
	if (n < 0)
		return n;
	if (n == len + TAG_LEN)
		pkt = (void *)got + TAG_LEN;
	*seq = pkt->seq;
	right = tagged_frame(want, len, *seq);
	if (n == right && !memcmp(got, want, n))
		return 0;
	transmit_say("arrived", got, n);
	return transmit_say("expected", want, right);
}

/* The skbs that a packet becomes at the observers of the path */
static int transmit_skbs(const struct path *path, __u32 seq)
{
	struct path_want want;
	const struct rxm_seen *seen;
	unsigned int i;
	int bad = 0;

	tagged_want(&want, seq);
	for (i = 0; i < RXM_OBSERVERS && path->observers[i]; i++) {
		seen = &path_bpf->bss->seen[i][seq];
		bad += !!path_check_skb(seen, &want);
	}
	return bad;
}

static int transmit_go(int fd, const struct path *path, unsigned int len)
{
	const struct path_run run = { .packets = TRANSMIT_PACKETS, .len = len };
	int err = path_go(path, &run) ?: path_check_results();
	unsigned int i;
	__u32 seq;

	for (i = 0; i < TRANSMIT_PACKETS && !err; i++)
		err = transmit_skbs(path, i) ?: transmit_frame(fd, len, &seq);
	return err;
}

TEST_F(wire, has_the_stored_tag)
{
	path_do(0, 0, STORE_VLAN(0xa123, 0x8100));
	path_do(0, 1, STORE_VLAN(0x0fff, 0x88a8), value_hash(1), value_ts(1));
	path_do(0, 3, META(-8), SET_META(0x600dcafe), STORE_VLAN(0, 0x8100));
	path_do(0, 4, value_hash(4), value_ts(4));
	path_do(0, 5, value_vlan(5), STORE_VLAN(0xffff, 0x88a8));
	path_do(0, 6, value_vlan(6), CLEAR(WHICH_VLAN));
	EXPECT_EQ(0, transmit_go(self->fd, &variant->path, variant->len));
}

TEST_F(wire, has_only_the_frame_where_nothing_is_stored)
{
	EXPECT_EQ(0, transmit_go(self->fd, &variant->path, variant->len));
}

static int transmit_send(const struct path *path, const void *frame,
			 unsigned int len)
{
	const struct path_run run = { .packets = 1, .len = len };
	int fd, err = 0;

	if (path->from == FROM_LIVE)
		return path_live_prog(path_bpf->progs.prog0, frame, &run, "rx0");
	fd = net_socket(path_peer(path->prog[0].dev), false);
	if (fd < 0)
		return fd;
	if (send(fd, frame, len, 0) < 0)
		err = -errno;
	close(fd);
	return err;
}

/* Where the frame has a tag already, the stored tag is the outer one. */
TEST_F(wire, has_both_tags)
{
	__u8 frame[PATH_LEN + 2 * TAG_LEN], got[PATH_LEN + 100];
	unsigned int observers = 0;
	int len;

	/* Another copy of a broadcast may arrive long before the one checked. */
	while (observers < RXM_OBSERVERS && variant->path.observers[observers])
		observers++;
	path_test()->any = 1;
	path_bpf->bss->observer_any = 1;
	path_lists(1);
	len = tagged_frame(frame, PATH_LEN, 0);
	memmove(frame + 16, frame + 12, len - 12);
	memcpy(frame + 12, "\x81\x00\x2b\xcd", TAG_LEN);
	len += TAG_LEN;

	path_do(0, 0, STORE_VLAN(0x3abc, 0x88a8));
	ASSERT_EQ(0, transmit_send(&variant->path, frame, len));
	ASSERT_EQ(0, net_wait(&path_bpf->bss->observed_total, observers));

	memmove(frame + 16, frame + 12, len - 12);
	memcpy(frame + 12, "\x88\xa8\x3a\xbc", TAG_LEN);
	EXPECT_EQ(sizeof(frame), net_recv(self->fd, got, sizeof(got)));
	EXPECT_EQ(0, memcmp(got, frame, sizeof(frame)));
}
