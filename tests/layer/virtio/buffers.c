// SPDX-License-Identifier: GPL-2.0
/*
 * virtio_net: stored values over NICs with each kind of receive buffer. eth0
 * sends to eth1, which has mergeable buffers, eth2 to eth3 with small ones, and
 * eth4 to eth5 with big ones. XDP sees no packet in big buffers.
 *
 * This is also built as virtio_tap, for NICs that report hashes. There is no
 * third pair then.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>
#include <linux/netdev.h>

#include "tests/layer/cases/carrier.inc.c"
#include "tests/layer/cases/frags.inc.c"
#include "linear.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#ifdef VIRTIO_TAP
#define VIRTIO_HDR	20	/* struct virtio_net_hdr_v1_hash */
#else
#define VIRTIO_HDR	12	/* struct virtio_net_hdr_mrg_rxbuf */
#endif

CARRIER(mergeable_pass, PATH_NIC_PASS("eth1"));
CARRIER(mergeable_redirect, PATH_NIC_REDIRECT("eth1"));
CARRIER(mergeable_devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
CARRIER(mergeable_broadcast, PATH_NIC_BROADCAST("eth1"));
CARRIER(mergeable_cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
CARRIER(small_pass, PATH_NIC_PASS("eth3"));
CARRIER(small_redirect, PATH_NIC_REDIRECT("eth3"));
CARRIER(small_devmap_prog, PATH_NIC_DEVMAP_PROG("eth3"));
CARRIER(small_broadcast, PATH_NIC_BROADCAST("eth3"));
CARRIER(small_cpumap_prog, PATH_NIC_CPUMAP_PROG("eth3"));

FRAGS(mergeable_pass, PATH_NIC_PASS("eth1"));
FRAGS(mergeable_redirect, PATH_NIC_REDIRECT("eth1"));
FRAGS(mergeable_devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
FRAGS(mergeable_cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#ifndef VIRTIO_TAP
CARRIER(big_generic_pass, PATH_NIC_GENERIC("eth5"));
FRAGS(big_generic_pass, PATH_NIC_GENERIC("eth5"));
#endif

/* A program that takes no fragments, and packets of several buffers */
FIXTURE(linear) {
};

FIXTURE_VARIANT(linear) {
	struct path path;
};

FIXTURE_VARIANT_ADD(linear, pass) {
	.path = {
		.from = FROM_SKB,
		.prog = { LINEAR("eth1", DO_PASS) },
		.observers = { "eth1" },
	},
};
FIXTURE_VARIANT_ADD(linear, redirect) {
	.path = {
		.from = FROM_SKB,
		.prog = { LINEAR("eth1", TO_DEV("tx1")) },
		.observers = { "rx1" },
	},
};

FIXTURE_SETUP(linear)
{
	ASSERT_EQ(0, linear_prepare("eth1"));
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRY_LISTS);
}

FIXTURE_TEARDOWN(linear)
{
	linear_mtu("eth1", NIC_JUMBO);
}

TEST_F(linear, program_keeps_values_and_bytes)
{
	const struct path_run run = {
		.packets = 2 * CARRY_LISTS, .len = LINEAR_LEN,
	};
	int fd = net_socket(variant->path.observers[0], true), i;

	ASSERT_LE(0, fd);
	path_do(0, 0, VALUE_ALL(0), SPAN);
	path_do(0, 2, value_hash(2));
	path_do(0, 3, SPAN);
	path_do(0, 5, value_vlan(5), value_ts(5));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	EXPECT_EQ(0, path_check_results());
	EXPECT_EQ(0, path_check(&variant->path, run.packets));
	EXPECT_EQ(LINEAR_LEN, path_test()->prog[0].res[0][3].a);
	EXPECT_EQ(LINEAR_LEN, path_test()->prog[0].res[3][0].a);
	for (i = 0; i < run.packets; i++)
		EXPECT_EQ(0, path_check_bytes(fd, LINEAR_LEN));
	close(fd);
}

#ifndef VIRTIO_TAP
/* The driver attaches a program to such a NIC, but does not run it. */
TEST(native_program_sees_no_packet_in_big_buffers)
{
	const struct path path = PATH_NIC_PASS("eth5");
	const struct path_run run = { .packets = CARRY_LISTS };
	int i;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(CARRY_LISTS);
	for (i = 0; i < CARRY_LISTS; i++)
		path_do(0, i, VALUE_ALL(i));
	ASSERT_EQ(0, path_go(&path, &run));
	EXPECT_EQ(0, path_test()->prog[0].runs);
	for (i = 0; i < CARRY_LISTS; i++) {
		EXPECT_EQ(1, path_bpf->bss->seen[0][i].count);
		EXPECT_EQ(0, path_bpf->bss->seen[0][i].hash);
		EXPECT_EQ(0, path_bpf->bss->seen[0][i].proto);
		EXPECT_EQ(0, path_bpf->bss->seen[0][i].hwtstamp);
	}
}
#endif

FIXTURE(carrier_metadata) {
};

FIXTURE_VARIANT(carrier_metadata) {
	struct path path;
};

FIXTURE_VARIANT_ADD(carrier_metadata, mergeable) {
	.path = PATH_NIC_PASS("eth1"),
};
FIXTURE_VARIANT_ADD(carrier_metadata, mergeable_redirect) {
	.path = PATH_NIC_REDIRECT("eth1"),
};
FIXTURE_VARIANT_ADD(carrier_metadata, small) {
	.path = PATH_NIC_PASS("eth3"),
};
FIXTURE_VARIANT_ADD(carrier_metadata, small_redirect) {
	.path = PATH_NIC_REDIRECT("eth3"),
};

FIXTURE_SETUP(carrier_metadata)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRY_LISTS);
}

FIXTURE_TEARDOWN(carrier_metadata)
{
}

TEST_F(carrier_metadata, and_values)
{
	int i;

	path_do(0, 0, VALUE_ALL(0), META(-8), SET_META(0x600dcafe));
	path_do(0, 1, META(-8), SET_META(0x600dcafe), VALUE_ALL(1));
	path_do(0, 3, META(-8), SET_META(0x600dcafe));
	EXPECT_EQ(0, carry(&variant->path));
	for (i = 0; i < 4; i++)
		EXPECT_EQ(i == 2 ? 0 : 0x600dcafe,
			  path_bpf->bss->seen[0][i].meta);
}

/*
 * The driver's readers. The device reports no tag and no timestamp, and no hash
 * while rx-hashing is off. The driver has a reader of hashes only where the
 * device reports hashes.
 */
#ifdef VIRTIO_TAP
#define VIRTIO_NO_READER (WHICH_VLAN | WHICH_TS)
#else
#define VIRTIO_NO_READER WHICH_ALL
#endif

FIXTURE(readers) {
};

FIXTURE_VARIANT(readers) {
	struct path path;
};

#define READERS(rx) {							\
	.from = FROM_SKB,						\
	.prog = { BOUND(rx, DO_PASS) },					\
	.observers = { rx },						\
}

FIXTURE_VARIANT_ADD(readers, mergeable) {
	.path = READERS("eth1"),
};
FIXTURE_VARIANT_ADD(readers, small) {
	.path = READERS("eth3"),
};

FIXTURE_SETUP(readers)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRY_LISTS);
	path_no_reader = VIRTIO_NO_READER;
}

FIXTURE_TEARDOWN(readers)
{
	path_no_reader = 0;
}

TEST_F(readers, follow_store_and_clear)
{
	int i;

	for (i = 0; i < CARRY_LISTS; i += 2)
		path_do(0, i, RX_HASH, RX_VLAN, RX_TS, VALUE_ALL(i), RX_HASH,
		       RX_VLAN, RX_TS, CLEAR(WHICH_ALL), RX_HASH, RX_VLAN);
	for (i = 1; i < CARRY_LISTS; i += 2)
		path_do(0, i, RX_HASH, RX_VLAN, RX_TS);
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(readers, one_value_says_nothing_of_others)
{
	path_do(0, 0, value_hash(0), RX_HASH, RX_VLAN, RX_TS);
	path_do(0, 2, value_vlan(2), RX_HASH, RX_VLAN, RX_TS);
	path_do(0, 4, value_ts(4), RX_HASH, RX_VLAN, RX_TS);
	EXPECT_EQ(0, carry(&variant->path));
}

TEST_F(readers, give_stored_values_after_head_moved)
{
	path_do(0, 0, VALUE_ALL(0), HEAD(-40), RX_HASH, RX_VLAN, RX_TS, HEAD(40),
	       RX_HASH, RX_VLAN, RX_TS);
	path_do(0, 1, HEAD(-40), VALUE_ALL(1), HEAD(40), RX_HASH, RX_VLAN, RX_TS);
	EXPECT_EQ(0, carry(&variant->path));
}

#ifndef VIRTIO_TAP
/* eth3 has RSS, so that rx-hashing can be switched on, but reports no hash. */
TEST(hash_of_a_device_that_only_steers)
{
	const struct path path = READERS("eth3");
	int i;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(CARRY_LISTS);
	for (i = 0; i < CARRY_LISTS; i++)
		path_do(0, i, RX_HASH);
	path_do(0, 1, RX_HASH, value_hash(1), RX_HASH);
	ASSERT_EQ(0, net_set_rxhash("eth3", true));
	path_no_reader = WHICH_ALL;
	EXPECT_EQ(0, carry(&path));
	path_no_reader = 0;
	EXPECT_EQ(0, net_set_rxhash("eth3", false));
}
#endif

/* A device claims what its hardware reports. */
TEST(device_claims_what_it_reports)
{
	__u64 want = VIRTIO_NO_READER & WHICH_HASH ? 0 :
		     NETDEV_XDP_RX_METADATA_HASH;
	__u64 eth1 = ~0ULL, eth3 = ~0ULL;

	ASSERT_EQ(0, net_rx_metadata("eth1", &eth1));
	ASSERT_EQ(0, net_rx_metadata("eth3", &eth3));
	EXPECT_EQ(want, eth1);
	EXPECT_EQ(want, eth3);
}

#include "tests/layer/cases/transmit.inc.c"

TRANSMIT(mergeable_xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_xmit_60, PATH_NIC_XMIT("eth0", "eth1"), 60);
TRANSMIT(mergeable_xmit_1514, PATH_NIC_XMIT("eth0", "eth1"), 1514);
TRANSMIT(mergeable_xmit_frags, PATH_NIC_XMIT("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(mergeable_xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_live, PATH_NIC_XMIT_LIVE("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_live_1514, PATH_NIC_XMIT_LIVE("eth0", "eth1"), 1514);
TRANSMIT(mergeable_tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_tx_60, PATH_NIC_TX("eth0", "eth1"), 60);
TRANSMIT(mergeable_tx_1514, PATH_NIC_TX("eth0", "eth1"), 1514);
TRANSMIT(mergeable_tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(small_xmit, PATH_NIC_XMIT("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_xmit_60, PATH_NIC_XMIT("eth2", "eth3"), 60);
TRANSMIT(small_xmit_1514, PATH_NIC_XMIT("eth2", "eth3"), 1514);
TRANSMIT(small_xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_live, PATH_NIC_XMIT_LIVE("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_live_1514, PATH_NIC_XMIT_LIVE("eth2", "eth3"), 1514);
TRANSMIT(small_tx, PATH_NIC_TX("eth2", "eth3"), PATH_LEN);
TRANSMIT(small_tx_60, PATH_NIC_TX("eth2", "eth3"), 60);
TRANSMIT(small_tx_1514, PATH_NIC_TX("eth2", "eth3"), 1514);
TRANSMIT(mergeable_to_small, PATH_NIC_FORWARD("eth1", "eth2", "eth3"),
	 PATH_LEN);
TRANSMIT(small_to_mergeable, PATH_NIC_FORWARD("eth3", "eth0", "eth1"),
	 PATH_LEN);
TRANSMIT(mergeable_back, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);
TRANSMIT(mergeable_back_frags, PATH_NIC_BACK("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(to_both, PATH_NIC_XMIT_BROADCAST("eth0", "eth1", "eth2", "eth3"),
	 PATH_LEN);
#ifndef VIRTIO_TAP
TRANSMIT(big_xmit, PATH_NIC_XMIT("eth4", "eth5"), PATH_LEN);
TRANSMIT(big_xmit_frags, PATH_NIC_XMIT("eth4", "eth5"), FRAGS_LEN);
TRANSMIT(mergeable_to_big_frags, PATH_NIC_FORWARD("eth1", "eth4", "eth5"),
	 FRAGS_LEN);
#endif

#include "room.inc.c"
#include "tests/layer/cases/zero_copy.inc.c"

/*
 * The driver of Linux 6.12 has only half of zero-copy, does not claim it and refuses to
 * bind. Newer ones need a device with VIRTIO_F_ACCESS_PLATFORM. XDP_TX has no room for the
 * device's header in a copy of such a packet.
 */
ZERO_COPY(mergeable_pass, PATH_NIC_PASS("eth1"), .dev = "eth1",
	  .mtu = NIC_JUMBO);
ZERO_COPY(mergeable_redirect, PATH_NIC_REDIRECT("eth1"), .dev = "eth1",
	  .mtu = NIC_JUMBO);
ZERO_COPY(mergeable_cpumap, PATH_NIC_CPUMAP_PROG("eth1"), .dev = "eth1",
	  .mtu = NIC_JUMBO);
ZERO_COPY(small_pass, PATH_NIC_PASS("eth3"), .dev = "eth3", .mtu = 1500);
ZERO_COPY(small_redirect, PATH_NIC_REDIRECT("eth3"), .dev = "eth3",
	  .mtu = 1500);
ZERO_COPY(small_cpumap, PATH_NIC_CPUMAP_PROG("eth3"), .dev = "eth3",
	  .mtu = 1500);

#ifndef VIRTIO_TAP
#include "tests/layer/cases/adjust.inc.c"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/cases/packet_socket.inc.c"

CHAINED(mergeable_devmap, PATH_NIC_DEVMAP_PROG("eth1"));
CHAINED(mergeable_cpumap, PATH_NIC_CPUMAP_PROG("eth1"));
CHAINED(small_devmap, PATH_NIC_DEVMAP_PROG("eth3"));
ADJUST(mergeable, PATH_NIC_PASS("eth1"), .keeps_meta = true);
ADJUST(small_redirect, PATH_NIC_REDIRECT("eth3"), .keeps_meta = true);
PACKET_SOCKET(mergeable, PATH_NIC_PASS("eth1"));
PACKET_SOCKET(small, PATH_NIC_PASS("eth3"));
#endif

static int virtio_pair(const char *tx, const char *rx, bool jumbo)
{
	char batch[128];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %d\n"
		 "link set dev %s mtu %d\n", tx, NIC_JUMBO, rx, NIC_JUMBO);
	return net_take(tx) ?: net_take(rx) ?:
	       path_observe(tx) ?: path_observe(rx) ?:
	       (jumbo ? net_ip(batch) : 0);
}

static int virtio_open(void)
{
	int err;

	err = path_open_mtu(NIC_JUMBO) ?: virtio_pair("eth0", "eth1", true) ?:
	      virtio_pair("eth2", "eth3", false);
#ifndef VIRTIO_TAP
	err = err ?: virtio_pair("eth4", "eth5", true);
#endif
	return err ?: path_open_reader("eth1") ?: path_open_reader("eth3");
}

TEST_MAIN(virtio_open)
