// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810 with faults under a train of frames. The
 * train goes on, no frame comes twice or damaged, and card and driver account for all
 * lost frames.
 */
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "card_pair.h"
#include "frame.h"
#include "frame_train.h"

#define GAP_US		500
#define LOST		10	/* frames that a fault which lasts costs at least */
#define KICKS		32	/* so many flows reach each queue */

/* Frames that the driver has taken out of its queues */
static __u64 received(void)
{
	unsigned long long n = 0;
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/sys/class/net/%s/statistics/rx_packets",
		 dev);
	f = fopen(path, "re");
	if (f && fscanf(f, "%llu", &n) != 1)
		n = 0;
	if (f)
		fclose(f);
	return n;
}

/* Frames dropped for lack of a link, a rule, the VLAN of a rule or a descriptor */
static __u64 dropped(void)
{
	return card_stat(0, "rx dropped") + card_stat(0, "no_rule") + card_stat(0, "pruned") +
	       card_stat(0, "no_descriptor") + card_stat(1, "tx dropped");
}

FIXTURE(loss) {
	struct frame_train train;
	__u64 dropped, delivered, received;	/* before the train */
};

/* Wait until the driver has taken out of its queues what earlier tests sent. */
static void settle(void)
{
	__u64 before;

	do {
		before = received();
		usleep(200000);
	} while (received() != before);
}

FIXTURE_SETUP(loss)
{
	settle();
	self->dropped = dropped();
	self->delivered = card_stat(0, "delivered");
	self->received = received();
	ASSERT_EQ(0, train_begin(&self->train, GAP_US));
}

FIXTURE_TEARDOWN(loss)
{
	train_end(&self->train);
}

/*
 * Whether the lost frames are those that the card dropped, and those that it had put
 * into queues which the driver gave up
 */
static bool all_counted(FIXTURE_DATA(loss) *self)
{
	__u64 lost = 0, queued = 0;

	train_stop(&self->train);
	for (int ms = 0; ms < WAIT_MS; ms += 20) {
		queued = (card_stat(0, "delivered") - self->delivered) -
			 (received() - self->received);
		lost = dropped() - self->dropped + queued;
		if (lost == self->train.lost)
			return true;
		usleep(20000);
	}
	net_say("%u are lost; %llu are counted, of which the driver gave up %llu",
		self->train.lost, lost, queued);
	return false;
}

/* Errors that cost a packet each */
TEST_F(loss, receive_errors)
{
	ASSERT_EQ(0, card_control(0, "rx-error 3", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(3, self->train.lost);
	EXPECT_EQ(0, dropped() - self->dropped);
}

TEST_F(loss, link_flap)
{
	ASSERT_EQ(0, card_control(0, "link down", NULL, 0));
	for (int ms = 0; ms < TRAIN_TIMEOUT_MS && dropped() < self->dropped + LOST;
	     ms++)
		usleep(1000);
	ASSERT_EQ(0, card_control(0, "link up", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_LE(LOST, self->train.lost);
	EXPECT_TRUE(all_counted(self));
}

/*
 * Another function resets the whole device. The driver builds everything again, from the
 * package on, and receives as before.
 */
TEST_F(loss, core_reset)
{
	__u64 commands = card_stat(0, "commands");

	ASSERT_EQ(0, card_control(0, "reset core", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_LE(1, self->train.lost);
	EXPECT_LT(commands + 100, card_stat(0, "commands"));
	EXPECT_TRUE(all_counted(self));
}

/* A change of the rings costs what comes meanwhile. */
TEST_F(loss, rings)
{
	EXPECT_EQ(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 1024", dev));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_TRUE(all_counted(self));
}

/*
 * The sender gets no interrupt for frames that were sent, and its vector stays disabled.
 * The driver looks for queues that stand still every two seconds, and triggers an
 * interrupt itself.
 */
TEST_F(loss, interrupt_lost)
{
	ASSERT_EQ(0, card_control(1, "drop-irq 1", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(0, card_control(1, "no faults", NULL, 0));
	EXPECT_EQ(0, self->train.lost);
	EXPECT_TRUE(all_counted(self));
	/*
	 * The stack has learnt from this to have more in the queue than a socket may send, so
	 * it would not notice a queue that stands still. With new rings it begins again.
	 */
	EXPECT_EQ(0, card_run("ethtool -G %s tx 512 && ethtool -G %s tx 256", peer, peer));
	EXPECT_EQ(0, card_wait_up(peer));
}

/*
 * The sender gets no completion: its queue fills up, the stack's watchdog calls the
 * driver, which resets its function. What the queue has sent is not lost. After the reset
 * the driver starts its queues without telling the stack, so the next frame in the queue
 * of the sender sets it in motion. The stack chooses the queue by the CPU, or by a hash of
 * the flow that differs from boot to boot: so many flows reach each queue.
 * This may take longer than the test, so those whose counters add up come before it.
 */
static int kick(void)
{
	struct flow flow = { 6, IPPROTO_UDP, "fd00::1", "fd00::2", 0, 9 };
	int fd = frame_socket(peer), err = fd < 0 ? -1 : 0;
	struct frame f;

	net_pin(0);
	for (flow.sport = 1; !err && flow.sport <= KICKS; flow.sport++) {
		frame_begin(&f, 0);
		frame_flow(&f, &flow, 64);
		err = frame_send(fd, &f);
	}
	close(fd);
	return err;
}

TEST_F_TIMEOUT(loss, function_reset_of_the_sender, 150)
{
	__u64 commands = card_stat(1, "commands");

	ASSERT_EQ(0, card_control(1, "drop-writeback 100000", NULL, 0));
	for (int ms = 0; ms < TRAIN_TIMEOUT_MS &&
	     card_stat(1, "commands") < commands + 50; ms += 20)
		usleep(20000);
	ASSERT_EQ(0, card_control(1, "no faults", NULL, 0));
	EXPECT_LE(commands + 50, card_stat(1, "commands"));
	/* The driver has begun, and needs some time. */
	for (int s = 0; s < 5; s++) {
		sleep(1);
		ASSERT_EQ(0, kick());
	}
	EXPECT_TRUE(train_is_well(&self->train));
}

/* devlink has the driver let go of the card and take it again. */
TEST(reload)
{
	struct frame_train train;

	ASSERT_EQ(0, card_run("devlink dev reload pci/0000:00:18.0 action driver_reinit"));
	dev = card_name(CARD_MAC0);
	ASSERT_NE(NULL, dev);
	ASSERT_EQ(0, card_run("ip link set %s up", dev));
	ASSERT_EQ(0, card_wait_up(dev));
	ASSERT_EQ(0, train_begin(&train, GAP_US));
	EXPECT_TRUE(train_is_well(&train));
	EXPECT_EQ(0, train.lost);
	train_end(&train);
}

static int loss_open(void)
{
	return cards_ready("on");
}

TEST_MAIN(loss_open)
