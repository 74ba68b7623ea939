// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5 with faults that the driver takes
 * seconds to notice. One kind of receive queue is enough here.
 *
 * Do not run this in one guest with mlx5_loss. On a TX timeout the driver takes the
 * devlink lock under the RTNL, on a send queue error it takes them in the other order,
 * and lockdep complains once it has seen both (Linux 6.12, mlx5e_tx_timeout_work(),
 * mlx5e_tx_reporter_err_cqe_recover()).
 */
#include <net/if.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "frame_train.h"

#define GAP_US	5000

FIXTURE(stall) {
	struct frame_train train;
};

FIXTURE_SETUP(stall)
{
	ASSERT_EQ(0, train_begin(&self->train, GAP_US));
}

FIXTURE_TEARDOWN(stall)
{
	train_end(&self->train);
}

/* The kernel log says that the card has died, yet frames come. */
TEST_F_TIMEOUT(stall, health, 150)
{
	static const char logged[] =
		"dmesg | grep -c 'health compromised' >/tmp/logged; test `cat /tmp/logged` -gt %d";
	int before = 0;

	while (!card_run(logged, before))
		before++;
	ASSERT_EQ(0, card_control(0, "health stop", NULL, 0));
	for (int s = 0; s < TRAIN_TIMEOUT_MS / 1000 && card_run(logged, before); s++)
		EXPECT_EQ(0, train_follow(&self->train));
	EXPECT_EQ(0, card_run(logged, before));
	ASSERT_EQ(0, card_control(0, "health run", NULL, 0));
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(0, self->train.lost);
}

/*
 * The sender gets no interrupt for its completed frames until the watchdog makes the
 * driver poll. All frames were sent.
 */
TEST_F_TIMEOUT(stall, interrupt_lost, 150)
{
	__u64 before = card_counter(peer, "ch_eq_rearm");
	__u64 polled = before;

	ASSERT_EQ(0, card_control(1, "drop-irq 1", NULL, 0));
	for (int s = 0; s < TRAIN_TIMEOUT_MS / 1000 && polled == before; s++) {
		sleep(1);
		polled = card_counter(peer, "ch_eq_rearm");
	}
	EXPECT_EQ(1, polled - before);
	EXPECT_TRUE(train_is_well(&self->train));
	EXPECT_EQ(0, self->train.lost);
}

static int stall_open(void)
{
	return cards_ready("on");
}

TEST_MAIN(stall_open)
