// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_probe.c: bind the unmodified driver to a modelled card and unbind it,
 * TIMES times. Nothing stays allocated in the card or in the kernel.
 *
 * The including file has before this line card_open(); CARD_LEFT, the number of objects in
 * the card that the driver does not free; and CARD_SECONDS, how long it may take.
 */
#include <stdio.h>
#include <unistd.h>

#include "bound_driver.h"

#define TIMES		100
#define SETTLED		20	/* caches of the kernel are filled */
#define SAMPLES		10
#define KEPT_KB		6144	/* in all: less than 88 KB each time */

static long free_kb(void)
{
	FILE *f = fopen("/proc/meminfo", "re");
	long kb = 0;
	char line[128];

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "MemFree: %ld", &kb) == 1)
			break;
	if (f)
		fclose(f);
	return kb;
}

/* The kernel frees some MB later, so the most of several times counts. */
static void keep_most(long *most, long kb)
{
	if (*most < kb)
		*most = kb;
}

static int pass_some(void)
{
	struct listener l = { .fd = -1 };
	int err = cards_set_up() ?: listener_open(&l);

	err = err ?: hints_check(&l);
	listener_close(&l);
	return err;
}

FIXTURE(probe) {
};

FIXTURE_SETUP(probe)
{
}

FIXTURE_TEARDOWN(probe)
{
}

TEST_F_TIMEOUT(probe, again_and_again, CARD_SECONDS)
{
	long before = 0, after = 0;

	for (int i = 0; i < TIMES; i++) {
		ASSERT_EQ(0, driver_unbind(0));
		ASSERT_EQ(NULL, card_name(CARD_MAC0)) TH_LOG("%d", i);
		ASSERT_TRUE(driver_left(0, CARD_LEFT)) TH_LOG("%d", i);
		if (i >= SETTLED && i < SETTLED + SAMPLES)
			keep_most(&before, free_kb());
		if (i >= TIMES - SAMPLES)
			keep_most(&after, free_kb());
		ASSERT_EQ(0, driver_bind(0));
		ASSERT_NE(NULL, card_name(CARD_MAC0)) TH_LOG("%d", i);
		if (i % 25 == 0)
			ASSERT_EQ(0, pass_some()) TH_LOG("%d", i);
	}
	ASSERT_EQ(0, driver_unbind(0));
	EXPECT_TRUE(driver_left(0, CARD_LEFT));
	for (int ms = 0; ms < WAIT_MS && after < before - KEPT_KB; ms++) {
		usleep(1000);
		keep_most(&after, free_kb());
	}
	EXPECT_LE(before - KEPT_KB, after)
		TH_LOG("%ld KB were free, and are now %ld", before, after);
	ASSERT_EQ(0, driver_bind(0));
	EXPECT_EQ(0, pass_some());
}

TEST_MAIN(card_open)
