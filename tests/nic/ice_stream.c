// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810 with faults under a stream of frames. The
 * stream goes on, no frame comes twice or damaged, and the cards account for all lost
 * frames.
 */
#include <net/if.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "frame_stream.h"

#define GAP_US		500
#define LOST		10	/* frames that a fault which lasts costs at least */

FIXTURE(stream) {
	struct stream s;
	__u64 dropped;
};

/* Frames dropped for lack of a link, a rule or a descriptor */
static __u64 dropped(void)
{
	return card_stat(0, "rx dropped") + card_stat(0, "no_rule") +
	       card_stat(0, "no_descriptor") + card_stat(1, "tx dropped");
}

FIXTURE_SETUP(stream)
{
	ASSERT_EQ(0, stream_begin(&self->s, GAP_US));
	self->dropped = dropped();
}

FIXTURE_TEARDOWN(stream)
{
	stream_end(&self->s);
}

/* Errors that cost a packet each */
TEST_F(stream, receive_errors)
{
	ASSERT_EQ(0, card_control(0, "rx-error 3", NULL, 0));
	EXPECT_TRUE(stream_is_well(&self->s));
	EXPECT_EQ(3, self->s.lost);
	EXPECT_EQ(0, dropped() - self->dropped);
}

TEST_F(stream, link_flap)
{
	ASSERT_EQ(0, card_control(0, "link down", NULL, 0));
	for (int ms = 0; ms < STREAM_TIMEOUT_MS && dropped() < self->dropped + LOST;
	     ms++)
		usleep(1000);
	ASSERT_EQ(0, card_control(0, "link up", NULL, 0));
	EXPECT_TRUE(stream_is_well(&self->s));
	EXPECT_LE(LOST, self->s.lost);
	EXPECT_EQ(dropped() - self->dropped, self->s.lost);
}

/*
 * Another function resets the whole device. The driver builds everything again, from the
 * package on, and receives as before.
 */
TEST_F(stream, core_reset)
{
	__u64 commands = card_stat(0, "commands");

	ASSERT_EQ(0, card_control(0, "reset core", NULL, 0));
	EXPECT_TRUE(stream_is_well(&self->s));
	EXPECT_LE(1, self->s.lost);
	EXPECT_EQ(dropped() - self->dropped, self->s.lost);
	EXPECT_LT(commands + 100, card_stat(0, "commands"));
	EXPECT_EQ(0, card_run("ip link set %s down && ip link set %s up", dev, dev));
	EXPECT_TRUE(stream_is_well(&self->s));
}

/*
 * The sender gets no completion: its queue fills up, the stack's watchdog calls the
 * driver, which resets its function. The sender's frames were sent, so none is lost
 * before that.
 */
TEST_F(stream, function_reset_of_the_sender)
{
	__u64 commands = card_stat(1, "commands");

	ASSERT_EQ(0, card_control(1, "drop-writeback 100000", NULL, 0));
	for (int ms = 0; ms < STREAM_TIMEOUT_MS &&
	     card_stat(1, "commands") < commands + 50; ms += 20)
		usleep(20000);
	ASSERT_EQ(0, card_control(1, "no faults", NULL, 0));
	EXPECT_TRUE(stream_is_well(&self->s));
	EXPECT_LE(commands + 50, card_stat(1, "commands"));
}

/* A change that fails costs no frame. One that succeeds costs what comes meanwhile. */
TEST_F(stream, rings)
{
	EXPECT_EQ(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_TRUE(stream_is_well(&self->s));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 1024", dev));
	EXPECT_TRUE(stream_is_well(&self->s));
	EXPECT_EQ(dropped() - self->dropped, self->s.lost);
}

/* devlink has the driver let go of the card and take it again. */
TEST(reload)
{
	struct stream s;

	ASSERT_EQ(0, card_run("devlink dev reload pci/0000:00:18.0 action driver_reinit"));
	dev = card_name(CARD_MAC0);
	ASSERT_NE(NULL, dev);
	ASSERT_EQ(0, card_run("ip link set %s up", dev));
	ASSERT_EQ(0, card_wait_up(dev));
	ASSERT_EQ(0, stream_begin(&s, GAP_US));
	EXPECT_TRUE(stream_is_well(&s));
	EXPECT_EQ(0, s.lost);
	stream_end(&s);
}

static int stream_open(void)
{
	return cards_ready("on");
}

TEST_MAIN(stream_open)
