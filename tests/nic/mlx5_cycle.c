// SPDX-License-Identifier: GPL-2.0
/*
 * The end of a card's life: probed at boot, it passes frames with exact hints,
 * whatever was done to it before, and is removed, before the guest powers off.
 */
#include "mlx5_card.inc.c"

TEST(cycle)
{
	struct listener l;

	ASSERT_EQ(0, listener_open(&l));
	EXPECT_EQ(0, listener_exact(&l));
	listener_close(&l);
	ASSERT_EQ(0, card_unbind(0));
	ASSERT_EQ(0, card_unbind(1));
	EXPECT_EQ(NULL, card_name(CARD_MAC0));
	EXPECT_EQ(NULL, card_name(CARD_MAC1));
	EXPECT_TRUE(card_is_empty(0));
	EXPECT_TRUE(card_is_empty(1));
}

TEST_MAIN(card_open)
