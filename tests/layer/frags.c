// SPDX-License-Identifier: GPL-2.0
/*
 * Packets of several buffers: values lie in front of the first one and stay
 * with all of them, and the bytes arrive as they were sent.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness.h"
#include "net.h"
#include "values.h"
#include "ways.h"

#define FRAGS_MTU	9000
#define FRAGS_LEN	8500
#define FRAGS_PACKETS	21
#define FRAGS_STEPS	7
#define FRAGS_CUT	500	/* of the last buffer, which 6.12 cannot free */

#define WAY_VETH_SKB_DEVMAP_PROG { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_DEVMAP, "tx1" },			\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define WAY_VETH_SKB_CPUMAP_VETH { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_CPUMAP, NULL },				\
	{ AT_CPUMAP, NULL, ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define WAY_VETH_SKB_SECOND { FROM_SKB, {				\
	{ AT_NATIVE, "rx0", ACT_REDIRECT, "tx1" },			\
	{ AT_NATIVE, "rx1", ACT_PASS, NULL } }, 0, { "rx1" } }

FIXTURE(frags) {
	int fd;
};

FIXTURE_VARIANT(frags) {
	struct way way;
};

#define FRAGS(name, WAY)	FIXTURE_VARIANT_ADD(frags, name) { .way = WAY }

FRAGS(veth_pass, WAY_VETH_SKB_PASS);
FRAGS(veth_redirect, WAY_VETH_SKB_REDIRECT);
FRAGS(veth_second, WAY_VETH_SKB_SECOND);
FRAGS(veth_tx, WAY_VETH_SKB_TX);
FRAGS(veth_devmap_prog, WAY_VETH_SKB_DEVMAP_PROG);
FRAGS(veth_cpumap_prog, WAY_VETH_SKB_CPUMAP_PROG);
FRAGS(veth_cpumap_veth, WAY_VETH_SKB_CPUMAP_VETH);
FRAGS(generic_pass, WAY_GENERIC_PASS);
FRAGS(generic_devmap_prog, WAY_GENERIC_DEVMAP_PROG);

FIXTURE_SETUP(frags)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(FRAGS_STEPS);
	self->fd = net_socket(variant->way.seen[0], true);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(frags)
{
	close(self->fd);
}

/* Bytes of a packet that a socket got; all of those way_go() sent. */
static int frags_bytes(int fd, unsigned int len)
{
	static __u8 got[FRAGS_MTU + 64];
	unsigned int i;
	ssize_t n;

	n = recv(fd, got, sizeof(got), MSG_DONTWAIT);
	if (n != (ssize_t)len) {
		net_say("%zd bytes arrived, not %u", n, len);
		return -EMSGSIZE;
	}
	for (i = RXM_FILL_AT; i < len; i++) {
		if (got[i] == (__u8)(0xa0 + i - RXM_FILL_AT))
			continue;
		net_say("byte %u of %u is %#x", i, len, got[i]);
		return -EBADMSG;
	}
	return 0;
}

static int frags_go(int fd, const struct way *way, unsigned int len)
{
	const struct way_run run = {
		.packets = FRAGS_PACKETS, .len = FRAGS_LEN,
	};
	unsigned int i;
	int err;

	err = way_go(way, &run) ?: way_check(way, run.packets);
	for (i = 0; i < run.packets && !err; i++)
		err = frags_bytes(fd, len);
	return err;
}

TEST_F(frags, keep_values_and_bytes)
{
	int i;

	for (i = 0; i < FRAGS_STEPS; i++)
		way_do(0, i, SPAN);
	way_do(0, 1, SPAN, VALUE_ALL(1));
	way_do(0, 2, SPAN, value_hash(2));
	way_do(0, 4, SPAN, VALUE_ALL(4), CLEAR(WHICH_TS));
	way_do(0, 6, SPAN, value_vlan(6), value_ts(6));
	EXPECT_EQ(0, frags_go(self->fd, &variant->way, FRAGS_LEN));
	EXPECT_EQ(0, way_check_results());
	/* Several buffers indeed */
	EXPECT_GT(4096, way_test()->hop[0].res[1][0].a);
	EXPECT_EQ(FRAGS_LEN, way_test()->hop[0].res[1][0].b);
}

/* Cutting the last buffer leaves the values alone. */
TEST_F(frags, keep_values_when_cut)
{
	int i;

	for (i = 0; i < FRAGS_STEPS; i++)
		way_do(0, i, TAIL(-FRAGS_CUT));
	way_do(0, 1, VALUE_ALL(1), TAIL(-FRAGS_CUT), LOAD_HASH, LOAD_VLAN,
	       LOAD_TS);
	way_do(0, 5, TAIL(-FRAGS_CUT), VALUE_ALL(5));
	EXPECT_EQ(0, frags_go(self->fd, &variant->way, FRAGS_LEN - FRAGS_CUT));
	EXPECT_EQ(0, way_check_results());
}

/* Without live frames, over a buffer that goes nowhere. */
TEST(test_run)
{
	const struct way way = WAY_LIVE_PASS;
	const struct way_try list[] = {
		FAILS(ENODATA, LOAD_HASH), OK(STORE_HASH(5, RSS_L4)),
		OK(STORE_VLAN(6, 0x8100)), OK(STORE_TS(7)),
		GIVES(5, RSS_L4, LOAD_HASH), GIVES(6, 0x8100, LOAD_VLAN),
		GIVES(0, 7, LOAD_TS), FAILS(EINVAL, CLEAR(8)),
	};
	static __u8 pkt[FRAGS_LEN];
	struct way_want want = {};

	ASSERT_EQ(0, way_begin(&way));
	way_test()->number = 0;
	way_steps(1);
	way_try(0, 0, list, ARRAY_SIZE(list));
	memset(pkt, 0x5a, sizeof(pkt));
	way_packet((struct rxm_packet *)pkt, 0);
	ASSERT_EQ(0, way_test_run(pkt, sizeof(pkt)));
	EXPECT_EQ(0, way_tried(0, 0, list, ARRAY_SIZE(list), &want));
}

static int frags_open(void)
{
	return way_open_mtu(FRAGS_MTU);
}

LAYER_MAIN(frags_open)
