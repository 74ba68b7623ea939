// SPDX-License-Identifier: GPL-2.0
/*
 * The end of a card's life. Whatever the tests before did to it, it passes frames with
 * exact hints; then the driver is unbound before the guest powers off.
 */
#include "mlx5_open.inc.c"
#include "bound_driver.h"

TEST(cycle)
{
	struct listener l;

	ASSERT_EQ(0, listener_open(&l));
	EXPECT_EQ(0, hints_check(&l));
	listener_close(&l);
	ASSERT_EQ(0, driver_unbind(0));
	ASSERT_EQ(0, driver_unbind(1));
	EXPECT_EQ(NULL, card_name(CARD_MAC0));
	EXPECT_EQ(NULL, card_name(CARD_MAC1));
	EXPECT_TRUE(driver_left(0, 0));
	EXPECT_TRUE(driver_left(1, 0));
}

TEST_MAIN(card_open)
