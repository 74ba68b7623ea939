// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5: what it receives, and what the card
 * reports about checksums.
 */
#define CARD_FDB	""
#include "receive_cases.inc.c"

FIXTURE_VARIANT_ADD(receive, striding) {
	.set = "ethtool --set-priv-flags %s rx_striding_rq on",
};

FIXTURE_VARIANT_ADD(receive, legacy) {
	.set = "ethtool --set-priv-flags %s rx_striding_rq off",
};

static const char * const csum_counters[] = {
	"rx_csum_unnecessary", "rx_csum_complete", "rx_csum_none",
};

/*
 * @right and @wrong are the indices of the counters that count them. Only
 * those of the first counter reach a socket as checked.
 */
static void checksums(struct __test_metadata *_metadata,
		      FIXTURE_DATA(receive) *self, int right, int wrong)
{
	for (unsigned int i = 0; i < 3 * N_FLOWS; i++) {
		int want = i % 3 ? wrong : right, status;
		__u64 before[3];

		for (int j = 0; j < 3; j++)
			before[j] = card_counter(dev, csum_counters[j]);
		status = sealed(self, i);
		if (status == -2)
			continue;
		ASSERT_NE(-1, status);
		EXPECT_EQ(want == 0, !!(status & TP_STATUS_CSUM_VALID))
			TH_LOG("flow %u damage %d", i / 3, i % 3);
		for (int j = 0; j < 3; j++) {
			before[j] = card_counter(dev, csum_counters[j]) -
				    before[j];
			EXPECT_EQ(j == want, before[j])
				TH_LOG("flow %u damage %d: %s", i / 3, i % 3,
				       csum_counters[j]);
		}
	}
}

/* The card compares the checksums and reports the result. */
TEST_F(receive, checksum_compared)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_no_csum_complete on",
			      dev));
	checksums(_metadata, self, 0, 2);
	EXPECT_EQ(0, card_run("ethtool --set-priv-flags %s rx_no_csum_complete off",
			      dev));
}

/* The card sums the packet, and the stack compares later. */
TEST_F(receive, checksum_added_up)
{
	checksums(_metadata, self, 1, 1);
}

TEST_F(receive, checksum_off)
{
	ASSERT_EQ(0, card_run("ethtool -K %s rx off", dev));
	checksums(_metadata, self, 2, 2);
	EXPECT_EQ(0, card_run("ethtool -K %s rx on", dev));
}

TEST_MAIN(receive_open)
