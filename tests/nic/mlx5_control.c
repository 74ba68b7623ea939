// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5 under each setting of ethtool and
 * ip. After each change traffic passes with exact hints.
 */
#include "mlx5_card.inc.c"
#include "bound_driver.h"

#define CARD_DOWN	"rx dropped"
#define CARD_RX		"rq"
#define CARD_TX		"sq"
/* A striding queue has entries for several frames. */
#define CARD_ENTRY_PER_FRAME	(!strcmp(variant->striding, "off"))
#define CARD_KEY_TAIL	""
#include "control_cases.inc.c"

const struct card_counter card_counters[] = {
	{ .name = "rx_packets_phy" },
	{ .name = "rx_128_to_255_bytes_phy" },
	{ .name = "rx_xdp_drop" },
	{ .name = "rx_bytes_phy", .counts = BYTES },
	{ .name = "rx_out_of_buffer", .counts = NOTHING },
	{ .name = "tx_packets_phy", .sender = true },
	{ .name = "tx_packets", .sender = true },
	{ .name = "tx_bytes_phy", .sender = true, .counts = BYTES },
};
const unsigned int n_card_counters = ARRAY_SIZE(card_counters);

/*
 * The card takes frames up to the MTU and 4 bytes more, for a tag. It drops and counts
 * a frame that is one byte longer.
 */
TEST_F(card, mtu)
{
	static const unsigned int mtus[] = { 9000, 1500, 9000, 1500 };
	volatile __u32 *verdict = &self->l.skel->data->verdict;
	int in = frame_socket(dev);

	ASSERT_EQ(0, card_run("ip link set %s mtu 9100", peer));
	for (unsigned int i = 0; i < ARRAY_SIZE(mtus); i++) {
		__u64 before = card_stat(0, "too_long"), counted;
		size_t most = 14 + mtus[i] + TAG_LEN;

		ASSERT_EQ(0, card_run("ip link set %s mtu %u", dev, mtus[i]));
		ASSERT_EQ(0, card_wait_up(dev));
		counted = card_counter(dev, "rx_oversize_pkts_phy");
		*verdict = XDP_PASS;
		EXPECT_EQ(0, pass_size(&self->l, in, most - TAG_LEN, true));
		EXPECT_EQ(0, pass_size(&self->l, in, most, true));
		EXPECT_EQ(0, card_stat(0, "too_long") - before);
		EXPECT_EQ(0, pass_size(&self->l, in, most + 1, false));
		EXPECT_EQ(1, card_stat(0, "too_long") - before);
		EXPECT_EQ(1, card_counter(dev, "rx_oversize_pkts_phy") -
			     counted);
		*verdict = XDP_DROP;
		EXPECT_EXACT();
	}
	EXPECT_EQ(0, card_run("ip link set %s mtu 1500", peer));
	close(in);
}

/* A rule of ethtool for one port takes precedence over the table. */
TEST_F(card, ntuple)
{
	struct flow flow = { 4, IPPROTO_UDP, "10.1.2.3", "10.4.5.6", 0, 1234 };
	__u32 queues[CARD_QUEUES];

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
		SKIP(return, "one CPU has one queue");
	card_run("ethtool -L %s combined 2", dev);
	ASSERT_EQ(0, card_run("ethtool -K %s ntuple on", dev));
	for (unsigned int queue = 0; queue < 2; queue++) {
		ASSERT_EQ(0, card_run("ethtool -N %s flow-type udp4 dst-port 1234 action %u loc 0",
				      dev, queue));
		for (unsigned int i = 0; i < 16; i++) {
			const struct hints *h;

			flow.sport = i;
			h = pass(self, i, &flow, 0, 0);
			ASSERT_NE(NULL, h);
			EXPECT_EQ(queue, h->queue);
		}
		EXPECT_EQ(0, hints_check_queues(&self->l, MANY, queues));
		EXPECT_EQ(2, used(queues));
		EXPECT_EXACT();
		EXPECT_EQ(0, card_run("ethtool -N %s delete 0", dev));
	}
	EXPECT_EQ(0, card_run("ethtool -K %s ntuple off", dev));
}

/* What the driver reports about itself and its card */
TEST_F(card, information)
{
	EXPECT_EQ(0, card_run("ethtool -i %s | grep -qx 'driver: mlx5_core'",
			      dev));
	EXPECT_EQ(0, card_run("ethtool -i %s | grep -q '^firmware-version: 16.35.4030 '",
			      dev));
	EXPECT_EQ(0, card_run("ethtool -i %s | grep -q '^bus-info: 0000:00:18.0$'",
			      dev));
	EXPECT_EQ(0, card_run("ethtool %s | grep -q 'Speed: 100000Mb/s'",
			      dev));
	EXPECT_EXACT();
}

/*
 * The card answers commands that it does not know with an error, and works on.
 */
TEST_F(card, unknown)
{
	static const char * const asks[] = {
		"-m %s", "--show-fec %s", "-a %s", "--show-eee %s", "-d %s",
		"-c %s", "-x %s", "-k %s", "-n %s", "--show-priv-flags %s",
		"--set-fec %s encoding rs", "-s %s wol d", "-A %s rx off",
		"--phy-statistics %s", "-t %s",
	};
	char cmd[128];
	int refused = 0;

	for (unsigned int i = 0; i < ARRAY_SIZE(asks); i++) {
		snprintf(cmd, sizeof(cmd), "ethtool %s", asks[i]);
		refused += !!card_run(cmd, dev);
	}
	EXPECT_NE(0, refused);
	ASSERT_EQ(0, card_wait_up(dev));
	EXPECT_EXACT();
}

/* The driver probes both cards again. This comes last: it ends the shared program. */
FIXTURE(probed) {
	struct listener l;
};

FIXTURE_VARIANT(probed) {
	const char *striding;
};

FIXTURE_VARIANT_ADD(probed, striding) { "on" };
FIXTURE_VARIANT_ADD(probed, legacy) { "off" };

FIXTURE_SETUP(probed)
{
	ASSERT_EQ(0, driver_reprobe());
	ASSERT_EQ(0, cards_set_up());
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	ASSERT_EQ(0, listener_open(&self->l));
}

FIXTURE_TEARDOWN(probed)
{
	listener_close(&self->l);
}

TEST_F(probed, passes_frames)
{
	EXPECT_EXACT();
}

TEST_MAIN(card_open)
