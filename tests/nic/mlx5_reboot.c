// SPDX-License-Identifier: GPL-2.0
/*
 * The guest reboots while its cards are busy. After the reboot the same program runs
 * again and finds that the driver has its cards and that they pass frames.
 */
#include <unistd.h>
#include <sys/reboot.h>

#include "mlx5_open.inc.c"

#define BUSY		2000	/* frames */
#define SENDERS		4	/* processes */

/* The model keeps its counters over a reboot, so the second boot finds them high. */
static bool was_busy(void)
{
	for (unsigned int i = 0; i < 2; i++) {
		__u64 sent = card_stat(i, "tx packets");

		if (sent < BUSY || sent == ~0ULL)
			return false;
	}
	return true;
}

static void flood(const char *from)
{
	int fd = frame_socket(from);
	struct frame f;

	frame_begin(&f, 1);
	frame_flow(&f, &flows[0], 1000);
	for (;;)
		frame_send(fd, &f);
}

/* The first boot prints nothing: the lab counts all that is printed. */
static int reboot_busy(void)
{
	if (cards_set_up())
		return KSFT_FAIL;
	for (int i = 0; i < SENDERS; i++)
		if (!fork())
			flood(i % 2 ? dev : peer);
	while (!was_busy())
		usleep(1000);
	return reboot(RB_AUTOBOOT);
}

TEST(second_boot)
{
	struct listener l;

	ASSERT_EQ(0, listener_open(&l));
	EXPECT_EQ(0, hints_check(&l));
	listener_close(&l);
}

int main(int argc, char **argv)
{
	if (!getenv("TEST_LIST") && !was_busy())
		return reboot_busy();
	return harness_main(argc, argv, card_open);
}
