// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810 is suspended and resumed. The kernel stays
 * awake meanwhile, so that nothing has to wake it, and does not wait, as it would do so in a
 * loop that its watchdog takes for a lockup.
 */
#include <unistd.h>

#include "ice_open.inc.c"

#define PM_TEST		"/sys/power/pm_test"
#define PM_DELAY	"/sys/module/suspend/parameters/pm_test_delay"
#define TIMES		3

TEST(passes_frames_afterwards)
{
	__u64 commands;
	struct listener l;

	for (int i = 0; i < TIMES; i++) {
		commands = card_stat(0, "commands");
		ASSERT_EQ(0, card_run("echo 0 >" PM_DELAY " && echo devices >" PM_TEST
				      " && echo freeze >/sys/power/state"));
		EXPECT_NE(0, card_run("dmesg | grep -q 'Wake reason'"));
		/* The driver has set up the card again. */
		EXPECT_LT(commands + 50, card_stat(0, "commands"));
		ASSERT_EQ(0, card_wait_up(dev));
		ASSERT_EQ(0, card_wait_up(peer));
		ASSERT_EQ(0, listener_open(&l));
		EXPECT_EQ(0, hints_check(&l));
		listener_close(&l);
	}
}

/*
 * The lab's kernel cannot suspend. No program is attached meanwhile: ice 6.12 resumes
 * XDP rings before they have an interrupt vector, and the kernel crashes.
 */
static int suspend_open(void)
{
	if (access(PM_TEST, F_OK))
		return HARNESS_NO_CASES;
	hints_hash_symmetric = false;
	return cards_ready("on") ?: no_filter() ?: cards_set_rings(RING_SMALL);
}

TEST_MAIN(suspend_open)
