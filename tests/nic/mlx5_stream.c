// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver, and a modelled ConnectX-5 that misbehaves while
 * frames come all the time. They go on coming, none of them twice or damaged,
 * and all that do not come the cards account for.
 */
#include <net/if.h>
#include <unistd.h>

#include "../layer/harness.h"
#include "../layer/net.h"
#include "listener.h"
#include "stream.h"

#define WELL		200	/* frames without a gap */
#define PATIENCE_MS	60000

FIXTURE(stream) {
	struct stream s;
	__u64 dropped;
};

FIXTURE_VARIANT(stream) {
	const char *striding;
};

FIXTURE_VARIANT_ADD(stream, striding) { "on" };
FIXTURE_VARIANT_ADD(stream, legacy) { "off" };

/* What the receiver has dropped for want of a link, a buffer or a rule */
static __u64 dropped(void)
{
	return card_stat(0, "rx dropped") + card_stat(0, "no_buffer") +
	       card_stat(0, "no_rule") + card_stat(1, "tx dropped");
}

static int begin(struct stream *s)
{
	int err = stream_begin(s) ?: stream_follow(s, WELL, PATIENCE_MS);

	/* It may have begun before the socket listened. */
	s->lost = 0;
	if (err)
		stream_end(s);
	return err;
}

static void end(struct stream *s)
{
	card_control(0, "no faults", NULL, 0);
	card_control(1, "no faults", NULL, 0);
	stream_end(s);
}

FIXTURE_SETUP(stream)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	ASSERT_EQ(0, begin(&self->s));
	self->dropped = dropped();
}

FIXTURE_TEARDOWN(stream)
{
	end(&self->s);
}

/* So many in a row came, none twice, out of order or damaged. */
static bool is_well(struct stream *s)
{
	return !stream_follow(s, WELL, PATIENCE_MS) && !s->wrong;
}

/* Errors that cost a packet each */
TEST_F(stream, length_errors)
{
	ASSERT_EQ(0, card_control(0, "cqe-error 3 1", NULL, 0));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_EQ(3, self->s.lost);
}

/* An error that stops the queue, until the driver has reset it */
TEST_F(stream, queue_error)
{
	ASSERT_EQ(0, card_control(0, "cqe-error 1 4", NULL, 0));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_LE(1, self->s.lost);
	EXPECT_EQ(1 + dropped() - self->dropped, self->s.lost);
}

/* The same of a send queue. What is flushed with it was not sent. */
TEST_F(stream, send_error)
{
	__u64 before = card_counter(peer, "tx_packets");

	ASSERT_EQ(0, card_control(1, "sq-error 1 4", NULL, 0));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_LE(1, self->s.lost);
	EXPECT_LE(self->s.lost, card_counter(peer, "tx_packets") - before);
	EXPECT_EQ(0, dropped() - self->dropped);
}

TEST_F(stream, link_flap)
{
	ASSERT_EQ(0, card_control(0, "link down", NULL, 0));
	for (int ms = 0; ms < PATIENCE_MS && dropped() < self->dropped + 10;
	     ms++)
		usleep(1000);
	ASSERT_EQ(0, card_control(0, "link up", NULL, 0));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_LE(10, self->s.lost);
	EXPECT_EQ(dropped() - self->dropped, self->s.lost);
}

/* A change that fails leaves things as they were; one that works does not. */
TEST_F(stream, command_fails)
{
	/* CREATE_RQ, with MLX5_CMD_STAT_BAD_RES_ERR */
	ASSERT_EQ(0, card_control(0, "fail 1 5 0x908", NULL, 0));
	EXPECT_NE(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 1024", dev));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_LE(self->s.lost, WELL);
}

/* What takes long is done with one kind of receive queue only. */
FIXTURE(stall) {
	struct stream s;
};

FIXTURE_SETUP(stall)
{
	ASSERT_EQ(0, begin(&self->s));
}

FIXTURE_TEARDOWN(stall)
{
	end(&self->s);
}

/* The kernel log says that the card has died. It has not. */
TEST_F_TIMEOUT(stall, health, 150)
{
	static const char said[] =
		"dmesg | grep -c 'health compromised' >/tmp/said; test `cat /tmp/said` -gt %d";
	int before = 0;

	while (!card_run(said, before))
		before++;
	ASSERT_EQ(0, card_control(0, "health stop", NULL, 0));
	for (int s = 0; s < PATIENCE_MS / 1000 && card_run(said, before); s++)
		EXPECT_EQ(0, stream_follow(&self->s, WELL, PATIENCE_MS));
	EXPECT_EQ(0, card_run(said, before));
	ASSERT_EQ(0, card_control(0, "health run", NULL, 0));
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_EQ(0, self->s.lost);
}

/*
 * The sender is not told that its frames are gone, until the watchdog makes the
 * driver look by itself. All of them are.
 */
TEST_F_TIMEOUT(stall, interrupt_lost, 150)
{
	__u64 before = card_counter(peer, "ch_eq_rearm");
	__u64 polled = before;

	ASSERT_EQ(0, card_control(1, "drop-irq 1", NULL, 0));
	for (int s = 0; s < PATIENCE_MS / 1000 && polled == before; s++) {
		sleep(1);
		polled = card_counter(peer, "ch_eq_rearm");
	}
	EXPECT_EQ(1, polled - before);
	EXPECT_TRUE(is_well(&self->s));
	EXPECT_EQ(0, self->s.lost);
}

static int stream_open(void)
{
	return listener_ready("on");
}

LAYER_MAIN(stream_open)
