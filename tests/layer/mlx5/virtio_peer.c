// SPDX-License-Identifier: GPL-2.0
/*
 * A modelled ConnectX-5, eth1, opposite of a virtio NIC, eth0: what one receives
 * leaves by the other with the tag that a program stored. A striding RQ has
 * nothing of a long packet in the linear part.
 */
#include <unistd.h>

#include "tests/lib/card.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/cases/transmit.inc.c"

/* Back to where it came from, which gets it from the wire once more. By then it has
 * a tag, and the program lets it through.
 */
#define PATH_TO_VIRTIO { FROM_SKB, {						\
	{ AT_NATIVE, "eth1", ACT_REDIRECT, "eth0" },			\
	{ AT_NATIVE, "eth0", ACT_PASS, NULL } }, 0, { "eth1" } }
#define PATH_TO_MLX5 { FROM_SKB, {						\
	{ AT_NATIVE, "eth0", ACT_REDIRECT, "eth1" },			\
	{ AT_NATIVE, "eth1", ACT_PASS, NULL } }, 0, { "eth0" } }

#define SHORT_MTU	1500
#define LONG_LEN	8500

/* This runs first, so on what across_open() sets: a striding RQ for long packets.
 * No long packet comes here, as virtio_net would learn from it (WIRE_XMIT).
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
	const char *counts[2];	/* received, and sent */
	const char *drops;	/* by the one that sends */
};

#define ACROSS(name, striding, mtu, len)				\
	FIXTURE_VARIANT_ADD(across, name##_to_virtio) {			\
		PATH_TO_VIRTIO, striding, mtu, len,				\
		{ "rx_xdp_redirect", "tx_xdp_tx" }, "tx_xdp_tx_drops" }; \
	FIXTURE_VARIANT_ADD(across, name##_to_mlx5) {			\
		PATH_TO_MLX5, striding, mtu, len,				\
		{ "rx_xdp_redirects", "tx_xdp_xmit" }, "tx_xdp_err" }

ACROSS(striding, true, SHORT_MTU, PATH_LEN);
ACROSS(striding_60, true, SHORT_MTU, 60);
ACROSS(striding_1514, true, SHORT_MTU, 1514);
ACROSS(striding_jumbo, true, NIC_JUMBO, PATH_LEN);
ACROSS(striding_jumbo_frags, true, NIC_JUMBO, LONG_LEN);
ACROSS(legacy, false, SHORT_MTU, PATH_LEN);
ACROSS(legacy_1514, false, SHORT_MTU, 1514);
ACROSS(legacy_jumbo, false, NIC_JUMBO, PATH_LEN);
ACROSS(legacy_jumbo_frags, false, NIC_JUMBO, LONG_LEN);

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

/* By the addresses that lab-run gives them: the kernel names them in any order. */
static int across_names(void)
{
	const char *card = card_name(CARD_MAC0);

	if (!card) {
		net_say("there is no ConnectX-5: boot with --cards mlx5-virtio");
		return -ENODEV;
	}
	if (net_take("eth0") || net_take("eth1"))
		return -ENODEV;
	if (!strcmp(card, "eth1"))
		return 0;
	return net_ip("link set dev eth0 down\nlink set dev eth1 down\n"
		      "link set dev eth0 name card\n"
		      "link set dev eth1 name eth0\n"
		      "link set dev card name eth1\n"
		      "link set dev eth0 up\nlink set dev eth1 up\n");
}

static int across_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?: across_names() ?:
	       net_set_rxvlan("eth1", false) ?:
	       across_set(true, NIC_JUMBO) ?: path_observe("eth0") ?:
	       path_observe("eth1");
}

LAYER_MAIN(across_open)
