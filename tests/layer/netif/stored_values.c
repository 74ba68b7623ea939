// SPDX-License-Identifier: GPL-2.0
/*
 * What a program stores on frames that a card of this machine receives reaches the skb, the
 * next program, another CPU, a veth and, if it is a tag, the wire. The cases are those of
 * the modelled cards. The kernel needs the layer.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <linux/if_xdp.h>
#include <linux/netdev.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/lib/netif_harness.h"
#include "tests/layer/cases/carrier.inc.c"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/cases/tagged_frame.h"
#include "tests/layer/cases/xsk_socket.h"
#include "tests/layer/path/attached.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/path.h"
#include "tests/layer/path/values.h"

#define FIRST_MS	15000	/* until a switch forwards to a port that was down */
#define WIRE_FRAMES	21
#define WIRE_LISTS	3
#define LINK_MTU	1500
#define FILL_US		500000	/* a driver may post its buffers after the socket is bound */

CARRIER(pass, PATH_NIC_PASS(netif.name));
CARRIER(redirect, PATH_NIC_REDIRECT(netif.name));
CARRIER(devmap_prog, PATH_NIC_DEVMAP_PROG(netif.name));
CARRIER(cpumap_prog, PATH_NIC_CPUMAP_PROG(netif.name));
CHAINED(devmap, PATH_NIC_DEVMAP_PROG(netif.name));

/* Frames that the card sends, as the remote gets them */
FIXTURE(wire) {
};

FIXTURE_VARIANT(wire) {
	struct path path;
	bool returns;	/* the program turns the frame around */
};

FIXTURE_VARIANT_ADD(wire, tx) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE(netif.name, DO_TX) },
	},
	.returns = true,
};

FIXTURE_VARIANT_ADD(wire, xmit) {
	.path = {
		.from = FROM_SKB,
		.prog = {
			NATIVE("rx0", TO_DEV(netif.name)),
			NATIVE(netif.name, DO_PASS),
		},
	},
};

static void to_remote(__u8 *dst, __u8 *src)
{
	memcpy(dst, netif.remote_mac, 6);
	memcpy(src, netif.mac, 6);
}

FIXTURE_SETUP(wire)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	if (!variant->returns)
		to_remote(path_dst, path_src);
	to_remote(path_test()->packet.dst, path_test()->packet.src);
	path_lists(WIRE_LISTS);
	ASSERT_EQ(0, netif_sync());
}

FIXTURE_TEARDOWN(wire)
{
}

/* The next frame that came to the remote has to be one that was sent, in every byte. */
static int wire_frame(bool *seen)
{
	static __u8 got[PATH_LEN + 100], want[PATH_LEN + 100];
	const struct rxm_packet *pkt = (void *)got;
	int len = netif_receive(got, sizeof(got)), right;

	if (len < 0)
		return len;
	if (len == PATH_LEN + TAG_LEN)
		pkt = (void *)got + TAG_LEN;
	right = tagged_frame(want, PATH_LEN, pkt->seq % WIRE_FRAMES);
	to_remote(want, want + 6);
	if (len != right || memcmp(got, want, len) || seen[pkt->seq])
		return -EBADMSG;
	seen[pkt->seq] = true;
	return 0;
}

static int wire_go(const struct path *path)
{
	const struct path_run run = { .packets = WIRE_FRAMES };
	bool seen[WIRE_FRAMES] = { false };
	int err = path_go(path, &run);

	for (int i = 0; i < WIRE_FRAMES && !err; i++)
		err = wire_frame(seen);
	return err ?: path_check_results();
}

TEST_F(wire, has_the_stored_tag)
{
	path_do(0, 0, HEADER, STORE_VLAN(0xa123, 0x8100));
	path_do(0, 1, HEADER, STORE_VLAN(0x0fff, 0x88a8), value_hash(1), value_ts(1));
	path_do(0, 2, HEADER, value_hash(2), value_ts(2));
	EXPECT_EQ(0, wire_go(&variant->path));
}

TEST_F(wire, has_only_the_frame_where_nothing_is_stored)
{
	for (int i = 0; i < WIRE_LISTS; i++)
		path_do(0, i, HEADER);
	EXPECT_EQ(0, wire_go(&variant->path));
}

/* AF_XDP zero-copy: a packet in user memory that goes to the stack keeps its values. */
FIXTURE(zero_copy) {
};

FIXTURE_VARIANT(zero_copy) {
	struct path path;
};

FIXTURE_VARIANT_ADD(zero_copy, pass) { .path = PATH_NIC_PASS(netif.name) };
FIXTURE_VARIANT_ADD(zero_copy, redirect) { .path = PATH_NIC_REDIRECT(netif.name) };

FIXTURE_SETUP(zero_copy)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRY_LISTS);
}

FIXTURE_TEARDOWN(zero_copy)
{
}

static bool has_zero_copy(void)
{
	__u64 features = 0;

	return !net_xdp_features(netif.name, &features) &&
	       features & NETDEV_XDP_ACT_XSK_ZEROCOPY;
}

TEST_F(zero_copy, keeps_values)
{
	int fd;

	if (!has_zero_copy())
		NETIF_SKIP("the driver %s has no zero-copy", netif.driver);
	NETIF_DISRUPTIVE();
	fd = xsk_bind(netif.name, XDP_ZEROCOPY);
	if (fd == -EINVAL || fd == -EOPNOTSUPP)
		NETIF_SKIP("%s takes no zero-copy socket as it is set: %s", netif.name,
			   strerror(-fd));
	ASSERT_LE(0, fd);
	usleep(FILL_US);
	card_wait_up(netif.name);
	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 2, value_vlan(2));
	path_do(0, 4, VALUE_ALL(4), CLEAR(WHICH_ALL));
	EXPECT_EQ(0, carry(&variant->path));
	EXPECT_EQ(0, xsk_unbind(netif.name, fd));
	if (path_test()->prog[0].at[0].queue)
		NETIF_SKIP("%s receives frames without IP on queue %u, the socket is on queue 0",
			   netif.name, path_test()->prog[0].at[0].queue);
}

static bool kernel_stores(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	bool has = btf && btf__find_by_name_kind(btf, "bpf_xdp_store_rx_hash", BTF_KIND_FUNC) > 0;

	btf__free(btf);
	return has;
}

/* The first frames may be lost while a link comes up. */
static int await_first(void)
{
	const struct path path = PATH_NIC_PASS(netif.name);
	__u8 frame[PATH_LEN];

	if (path_begin(&path))
		return netif_refuse(KSFT_FAIL, "%s does not take the test programs", netif.name);
	path_lists(1);
	card_wait_up(netif.name);
	path_frame(frame, sizeof(frame), 0);
	for (int ms = 0; ms < FIRST_MS && !path_bpf->bss->observed_total; ms += 250) {
		netif_send(frame, sizeof(frame));
		usleep(250000);
	}
	return path_bpf->bss->observed_total ? 0 :
	       netif_refuse(KSFT_FAIL, "no frame from %s has come to %s in %d s: have both ends one wire or one VLAN of a switch?",
			    netif.remote[NETIF_V4] ?: netif.remote[NETIF_V6], netif.name,
			    FIRST_MS / 1000);
}

static int open_links(void)
{
	static const char *const names[] = { netif.name, "rx0", "rx1" };
	int err;

	if (system("command -v ip >/dev/null"))
		return netif_refuse(KSFT_SKIP, "this needs the program ip: apt-get install iproute2");
	err = netif_links(LINK_MTU);
	if (err == -EEXIST)
		return netif_refuse(KSFT_FAIL, "the tests make the interfaces tx0, rx0, tx1 and rx1, and this machine has one of them: rename it");
	err = err ?: net_set_gro("rx0", true) ?: net_set_gro("rx1", true) ?:
	      path_open_here(names, 3);
	return err ? netif_refuse(KSFT_FAIL, "the test programs do not load: %s",
				  strerror(-err)) : 0;
}

static int stored_open(void)
{
	int status, err;

	if (!kernel_stores())
		return netif_refuse(KSFT_SKIP, "this kernel stores no RX metadata: boot one that has the layer. rx_hints tests what this one has");
	if (netif.stamps)
		return netif_refuse(KSFT_SKIP, "%s takes timestamps already, of which a stored one could not be told: end what asks for them (hwstamp_ctl -i %s -r 0)",
				    netif.name, netif.name);
	status = open_links();
	if (status)
		return status;
	err = attached_keep(netif.name);
	if (err)
		return netif_refuse(KSFT_SKIP, "%s takes no XDP program: %s. Its driver is %s",
				    netif.name, strerror(-err), netif.driver);
	path_remote_dev = netif.name;
	path_send = netif_send;
	memcpy(path_dst, netif.mac, 6);
	memcpy(path_src, netif.remote_mac, 6);
	return await_first();
}

NETIF_MAIN(stored_open)
