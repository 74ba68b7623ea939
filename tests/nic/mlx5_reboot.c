// SPDX-License-Identifier: GPL-2.0
/*
 * The guest reboots while its cards are busy. When it comes up again, this runs
 * anew: the driver has its cards, and they pass frames.
 */
#include <unistd.h>
#include <sys/reboot.h>

#include "mlx5_card.inc.c"

#define BUSY		2000	/* frames */
#define SENDERS		4	/* processes */

/* The card counts on when its driver begins anew: by this a boot knows it. */
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
	int fd = card_socket(from);
	struct frame f;

	frame_begin(&f, 1);
	frame_flow(&f, &flows[0], 1000);
	for (;;)
		card_send(fd, &f);
}

/* In the first boot: nothing is printed, as all counts that is. */
static int reboot_busy(void)
{
	if (listener_cards())
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
	EXPECT_EQ(0, listener_exact(&l));
	listener_close(&l);
}

int main(int argc, char **argv)
{
	if (!was_busy())
		return reboot_busy();
	return harness_main(argc, argv, card_open);
}
