// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_data.c: frames that a modelled card receives, under each return value
 * of an XDP program.
 *
 * The including file has before this line the fixture "card".
 */
#include <net/if.h>
#include <unistd.h>
#include <bpf/libbpf.h>

#include "count_frames.skel.h"

#define WRAPS		8	/* bursts of 128 frames, over RING_SMALL entries */

/* All frames come, more of them than any ring has entries. */
TEST_F(card, wraps)
{
	for (unsigned int i = 0; i < WRAPS; i++) {
		__u32 before = self->l.skel->bss->total;

		for (unsigned int j = 0; j < 128; j++) {
			struct frame f;

			frame_begin(&f, j);
			frame_flow(&f, &flows[0], 64 + i * 16);
			ASSERT_EQ(0, frame_send(self->l.fd, &f));
		}
		ASSERT_TRUE(listener_wait(&self->l, before + 128))
			TH_LOG("round %u: %u of 128", i,
			       self->l.skel->bss->total - before);
	}
	for (unsigned int j = 0; j < 128; j++)
		EXPECT_EQ(WRAPS, self->l.skel->bss->hints[j].seen);
}

/* XDP_TX sends the frame back with swapped addresses and otherwise unchanged. */
TEST_F(card, returned)
{
	static const size_t sizes[] = { 6, 64, 333, 1400 };
	struct frame f, back;

	self->l.skel->data->verdict = XDP_TX;
	for (unsigned int i = 0; i < 4; i++) {
		frame_begin(&f, i);
		frame_flow(&f, &flows[2], sizes[i]);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		ASSERT_EQ(0, frame_receive(self->l.fd, &back, WAIT_MS));
		EXPECT_EQ(f.len < 60 ? 60 : f.len, back.len);
		EXPECT_EQ(0, memcmp(f.data + 12, back.data + 12, f.len - 12));
		EXPECT_EQ(0, memcmp(f.data, back.data + 6, 6));
	}
}

/*
 * XDP_REDIRECT sends the frame by ndo_xdp_xmit of the second card, back to the first.
 * A driver has queues for that only while a program is attached to the second card too.
 */
TEST_F(card, redirected)
{
	struct count_frames *other = count_frames__open_and_load();
	struct bpf_link *link;
	struct frame f, got;
	int fd = frame_socket(dev);

	ASSERT_NE(NULL, other);
	link = bpf_program__attach_xdp(other->progs.count_frames,
				       if_nametoindex(peer));
	ASSERT_NE(NULL, link);
	self->l.skel->bss->target = if_nametoindex(peer);
	self->l.skel->data->verdict = XDP_REDIRECT;
	for (unsigned int i = 0; i < 48; i++) {
		frame_begin(&f, i);
		frame_flow(&f, &flows[i % N_FLOWS], 24 + 28 * i);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		ASSERT_EQ(0, frame_receive(fd, &got, WAIT_MS))
			TH_LOG("%zu bytes are lost", f.len);
		f.data[6] |= 0x04;
		EXPECT_EQ(f.len, got.len);
		EXPECT_EQ(0, memcmp(f.data, got.data, f.len));
	}
	close(fd);
	bpf_link__destroy(link);
	count_frames__destroy(other);
}

/* XDP_PASS takes frames of every size through the stack to a socket. */
TEST_F(card, passed)
{
	int fd = frame_socket(dev);

	ASSERT_GE(fd, 0);
	self->l.skel->data->verdict = XDP_PASS;
	for (unsigned int i = 0; i < 64; i++) {
		struct frame f, got;

		frame_begin(&f, i);
		frame_flow(&f, &flows[i % N_FLOWS], 20 + 22 * i);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		ASSERT_EQ(0, frame_receive(fd, &got, WAIT_MS))
			TH_LOG("%zu bytes are lost", f.len);
		EXPECT_EQ(f.len, got.len);
		EXPECT_EQ(0, memcmp(f.data, got.data, f.len));
	}
	close(fd);
}
