// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810: what it receives, and what the card
 * reports about checksums.
 */
/* The driver takes permanent addresses and deletes others only. */
#define CARD_FDB	"static"
#include "receive_cases.inc.c"

FIXTURE_VARIANT_ADD(receive, build_skb) { NULL };

/* The card compares the checksums. With the offload off the driver does not look. */
static void checksums(struct __test_metadata *_metadata, FIXTURE_DATA(receive) *self,
		      bool on)
{
	for (unsigned int i = 0; i < 3 * N_FLOWS; i++) {
		__u64 before = card_counter(dev, "rx_csum_bad.nic"), bad;
		int status = sealed(self, i);

		if (status == -2)
			continue;
		bad = card_counter(dev, "rx_csum_bad.nic") - before;
		ASSERT_NE(-1, status);
		EXPECT_EQ(on && !(i % 3), !!(status & TP_STATUS_CSUM_VALID))
			TH_LOG("flow %u damage %u", i / 3, i % 3);
		EXPECT_EQ(on && i % 3, bad) TH_LOG("flow %u damage %u", i / 3, i % 3);
	}
}

TEST_F(receive, checksum_compared)
{
	checksums(_metadata, self, true);
}

TEST_F(receive, checksum_off)
{
	ASSERT_EQ(0, card_run("ethtool -K %s rx off", dev));
	checksums(_metadata, self, false);
	EXPECT_EQ(0, card_run("ethtool -K %s rx on", dev));
}

TEST_MAIN(receive_open)
