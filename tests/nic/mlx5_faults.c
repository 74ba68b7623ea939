// SPDX-License-Identifier: GPL-2.0
/* The unmodified mlx5 driver on a modelled ConnectX-5 with faults. */
#include <unistd.h>

#include "mlx5_card.inc.c"

/* An error that costs one packet; the next packets come. */
TEST_F(card, error_length)
{
	struct frame f;

	ASSERT_EQ(0, card_control(0, "cqe-error 1 1", NULL, 0));
	frame_begin(&f, 200);
	frame_flow(&f, &flows[0], 64);
	ASSERT_EQ(0, frame_send(self->l.fd, &f));
	for (int i = 0; i < 8; i++)
		ASSERT_NE(NULL, pass(self, i, &flows[0], 0, 0));
	EXPECT_EQ(0, self->l.skel->bss->hints[200].seen);
}

/* An error that stops the queue; the driver resets it and goes on. */
TEST_F(card, error_recovered)
{
	struct frame f;

	usleep(RECOVERY_US);
	ASSERT_EQ(0, card_control(0, "cqe-error 1 4", NULL, 0));
	frame_begin(&f, 200);
	frame_flow(&f, &flows[0], 64);
	ASSERT_EQ(0, frame_send(self->l.fd, &f));
	frame_begin(&f, 201);
	frame_flow(&f, &flows[0], 64);
	for (int i = 0; i < 500 && !self->l.skel->bss->hints[201].seen; i++) {
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		usleep(10000);
	}
	EXPECT_EQ(0, self->l.skel->bss->hints[200].seen);
	EXPECT_NE(0, self->l.skel->bss->hints[201].seen);
}

/* A command fails in the middle of a change; the driver undoes the change. */
TEST_F(card, command_fails)
{
	char line[64];

	/* CREATE_RQ, with MLX5_CMD_STAT_BAD_RES_ERR */
	snprintf(line, sizeof(line), "fail 1 5 %#x", 0x908);
	ASSERT_EQ(0, card_control(0, line, NULL, 0));
	EXPECT_NE(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_NE(NULL, pass(self, 1, &flows[0], 0, 0));
	EXPECT_EQ(0, card_run("ethtool -G %s rx %u", dev, RING_SMALL));
}

TEST_MAIN(card_open)
