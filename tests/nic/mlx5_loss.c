// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5 with faults under a train of
 * frames. The train goes on, no frame comes twice or damaged, and the cards account
 * for all lost frames.
 */
#include <net/if.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "frame_train.h"

#define GAP_US		500

FIXTURE(loss) {
	struct frame_train train;
	__u64 dropped;
};

FIXTURE_VARIANT(loss) {
	const char *striding;
};

FIXTURE_VARIANT_ADD(loss, striding) { "on" };
FIXTURE_VARIANT_ADD(loss, legacy) { "off" };

/* Frames dropped for lack of a link, a buffer or a rule */
static __u64 dropped(void)
{
	return card_stat(0, "rx dropped") + card_stat(0, "no_buffer") +
	       card_stat(0, "no_rule") + card_stat(1, "tx dropped");
}

FIXTURE_SETUP(loss)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	/* The test before may have had a queue recovered. */
	usleep(RECOVERY_US);
	ASSERT_EQ(0, train_begin(&self->train, GAP_US));
	self->dropped = dropped();
}

FIXTURE_TEARDOWN(loss)
{
	train_end(&self->train);
}

/* Errors that cost a packet each */
TEST_F(loss, length_errors)
{
	ASSERT_EQ(0, card_control(0, "cqe-error 3 1", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(3, self->train.lost);
}

/* An error that stops the receive queue until the driver resets it */
TEST_F(loss, queue_error)
{
	ASSERT_EQ(0, card_control(0, "cqe-error 1 4", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_LE(1, self->train.lost);
	EXPECT_EQ(1 + dropped() - self->dropped, self->train.lost);
}

/* The same for a send queue. The frames that are flushed with it are lost too. */
TEST_F(loss, send_error)
{
	__u64 before = card_counter(peer, "tx_packets");

	ASSERT_EQ(0, card_control(1, "sq-error 1 4", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_LE(1, self->train.lost);
	EXPECT_LE(self->train.lost, card_counter(peer, "tx_packets") - before);
	EXPECT_EQ(0, dropped() - self->dropped);
}

TEST_F(loss, link_flap)
{
	ASSERT_EQ(0, card_control(0, "link down", NULL, 0));
	for (int ms = 0; ms < TRAIN_TIMEOUT_MS && dropped() < self->dropped + 10;
	     ms++)
		usleep(1000);
	ASSERT_EQ(0, card_control(0, "link up", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_LE(10, self->train.lost);
	EXPECT_EQ(dropped() - self->dropped, self->train.lost);
}

/* A change that fails costs no frame. One that succeeds costs what comes meanwhile. */
TEST_F(loss, command_fails)
{
	/* CREATE_RQ, with MLX5_CMD_STAT_BAD_RES_ERR */
	ASSERT_EQ(0, card_control(0, "fail 1 5 0x908", NULL, 0));
	EXPECT_NE(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(0, self->train.lost);
	EXPECT_EQ(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 1024", dev));
	EXPECT_TRUE(train_is_well(&self->train));
}

static int loss_open(void)
{
	return cards_ready("on");
}

TEST_MAIN(loss_open)
