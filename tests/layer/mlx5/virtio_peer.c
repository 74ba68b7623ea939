// SPDX-License-Identifier: GPL-2.0
/*
 * A modelled ConnectX-5, eth1, whose peer is a virtio NIC, eth0. A packet that
 * one receives is transmitted by the other with the tag that a program stored.
 * A striding RQ leaves the linear part of a long packet empty.
 */
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/cases/transmit.inc.c"

/* The packet goes back to the NIC that sent it, which then receives it. By then
 * it has a tag, and the program lets it through.
 */
#define PATH_TO_VIRTIO {						\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("eth1", TO_DEV("eth0")),				\
		NATIVE("eth0", DO_PASS),				\
	},								\
	.observers = { "eth1" },					\
}
#define PATH_TO_MLX5 {							\
	.from = FROM_SKB,						\
	.prog = {							\
		NATIVE("eth0", TO_DEV("eth1")),				\
		NATIVE("eth1", DO_PASS),				\
	},								\
	.observers = { "eth0" },					\
}

#define SHORT_MTU	1500
#define LONG_LEN	8500

/* This runs first, on the striding RQ for long packets that across_open() sets
 * up. It sends no long packet, as virtio_net would learn from it
 * (PATH_NIC_XMIT).
 */
TRANSMIT(tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);

FIXTURE(across) {
	int fd;
};

FIXTURE_VARIANT(across) {
	struct path path;
	bool striding;
	unsigned int mtu;
	unsigned int len;
	const char *counts[2];	/* counters of received and of sent packets */
	const char *drops;	/* drops of the NIC that sends */
};

#define ACROSS(name, ...)						\
	FIXTURE_VARIANT_ADD(across, name##_to_virtio) {			\
		.path = PATH_TO_VIRTIO, __VA_ARGS__,			\
		.counts = { "rx_xdp_redirect", "tx_xdp_tx" },		\
		.drops = "tx_xdp_tx_drops",				\
	};								\
	FIXTURE_VARIANT_ADD(across, name##_to_mlx5) {			\
		.path = PATH_TO_MLX5, __VA_ARGS__,			\
		.counts = { "rx_xdp_redirects", "tx_xdp_xmit" },	\
		.drops = "tx_xdp_err",					\
	}

ACROSS(striding, .striding = true, .mtu = SHORT_MTU, .len = PATH_LEN);
ACROSS(striding_60, .striding = true, .mtu = SHORT_MTU, .len = 60);
ACROSS(striding_1514, .striding = true, .mtu = SHORT_MTU, .len = 1514);
ACROSS(striding_jumbo, .striding = true, .mtu = NIC_JUMBO, .len = PATH_LEN);
ACROSS(striding_jumbo_frags, .striding = true, .mtu = NIC_JUMBO,
       .len = LONG_LEN);
ACROSS(legacy, .mtu = SHORT_MTU, .len = PATH_LEN);
ACROSS(legacy_1514, .mtu = SHORT_MTU, .len = 1514);
ACROSS(legacy_jumbo, .mtu = NIC_JUMBO, .len = PATH_LEN);
ACROSS(legacy_jumbo_frags, .mtu = NIC_JUMBO, .len = LONG_LEN);

static int across_set(bool striding, unsigned int mtu)
{
	char batch[64];

	snprintf(batch, sizeof(batch),
		 "link set dev eth0 mtu %u\nlink set dev eth1 mtu %u\n", mtu,
		 mtu);
	return card_run("ethtool --set-priv-flags eth1 rx_striding_rq %s",
			striding ? "on" : "off") ?: net_ip(batch);
}

FIXTURE_SETUP(across)
{
	ASSERT_EQ(0, across_set(variant->striding, variant->mtu));
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(3);
	self->fd = net_socket(variant->path.observers[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(across)
{
	close(self->fd);
}

TEST_F(across, sends_the_stored_tag)
{
	const char *const devs[] = {
		variant->path.prog[0].dev, variant->path.prog[0].to,
	};
	__u64 counts[2], drops, now;
	int i;

	for (i = 0; i < 2; i++)
		ASSERT_EQ(0, net_stat(devs[i], variant->counts[i], &counts[i]));
	ASSERT_EQ(0, net_stat(devs[1], variant->drops, &drops));
	path_do(0, 0, STORE_VLAN(0xa123, 0x8100));
	path_do(0, 1, STORE_VLAN(0x0fff, 0x88a8), value_hash(1), value_ts(1));
	path_do(0, 2, value_vlan(2), STORE_VLAN(0xffff, 0x88a8));
	EXPECT_EQ(0, transmit_go(self->fd, &variant->path, variant->len));
	for (i = 0; i < 2; i++) {
		ASSERT_EQ(0, net_stat(devs[i], variant->counts[i], &now));
		EXPECT_EQ(TRANSMIT_PACKETS, now - counts[i]);
	}
	ASSERT_EQ(0, net_stat(devs[1], variant->drops, &now));
	EXPECT_EQ(0, now - drops);
}

static int across_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?: card_be(CARD_MAC0) ?:
	       net_set_rxvlan("eth1", false) ?:
	       across_set(true, NIC_JUMBO) ?: path_observe("eth0") ?:
	       path_observe("eth1");
}

TEST_MAIN(across_open)
