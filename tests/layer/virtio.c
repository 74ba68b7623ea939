// SPDX-License-Identifier: GPL-2.0
/*
 * A NIC: eth0 sends over the lab's wire to eth1, whose program stores and
 * redirects. What virtio_net itself does with stored values is not tried here.
 */
#include <unistd.h>

#include "harness.h"
#include "net.h"
#include "values.h"
#include "way.h"

#define VIRTIO_STEPS	7

FIXTURE(virtio) {
};

FIXTURE_VARIANT(virtio) {
	struct way way;
};

#define VIRTIO_REDIRECT { FROM_SKB, {					\
	{ AT_NATIVE, "eth1", ACT_REDIRECT, "tx1" } }, 0, { "rx1" } }
#define VIRTIO_DEVMAP_PROG { FROM_SKB, {				\
	{ AT_NATIVE, "eth1", ACT_DEVMAP, "tx1" },			\
	{ AT_DEVMAP, NULL, ACT_PASS, NULL } }, 0, { "rx1" } }
#define VIRTIO_BROADCAST { FROM_SKB, {					\
	{ AT_NATIVE, "eth1", ACT_BROADCAST, NULL } }, 0,		\
	{ "rx1", "rx2", "rx3" } }
#define VIRTIO_CPUMAP_PROG { FROM_SKB, {				\
	{ AT_NATIVE, "eth1", ACT_CPUMAP, NULL },			\
	{ AT_CPUMAP, NULL, ACT_PASS, NULL } }, 0, { "eth1" } }

FIXTURE_VARIANT_ADD(virtio, redirect) { VIRTIO_REDIRECT };
FIXTURE_VARIANT_ADD(virtio, devmap_prog) { VIRTIO_DEVMAP_PROG };
FIXTURE_VARIANT_ADD(virtio, broadcast) { VIRTIO_BROADCAST };
FIXTURE_VARIANT_ADD(virtio, cpumap_prog) { VIRTIO_CPUMAP_PROG };

FIXTURE_SETUP(virtio)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(VIRTIO_STEPS);
}

FIXTURE_TEARDOWN(virtio)
{
}

static int virtio_try(const struct way *way)
{
	const struct way_run run = { .packets = 140, .via = "eth0" };

	return way_go(way, &run) ?: way_check_results() ?:
	       way_check(way, run.packets);
}

TEST_F(virtio, nothing)
{
	EXPECT_EQ(0, virtio_try(&variant->way));
}

TEST_F(virtio, mixed)
{
	way_do(0, 0, VALUE_ALL(0));
	way_do(0, 1, value_hash(1));
	way_do(0, 2, value_vlan(2), value_ts(2));
	way_do(0, 4, VALUE_ALL(4), CLEAR(WHICH_HASH | WHICH_TS));
	way_do(0, 5, value_ts(5));
	EXPECT_EQ(0, virtio_try(&variant->way));
}

TEST_F(virtio, metadata_and_values)
{
	int i;

	way_do(0, 0, VALUE_ALL(0), META(-8), SET_META(0x600dcafe));
	way_do(0, 1, META(-8), SET_META(0x600dcafe), VALUE_ALL(1));
	way_do(0, 3, META(-8), SET_META(0x600dcafe));
	EXPECT_EQ(0, virtio_try(&variant->way));
	for (i = 0; i < 4; i++)
		EXPECT_EQ(i == 2 ? 0 : 0x600dcafe,
			  way_bpf->bss->seen[0][i].meta);
}

FIXTURE(virtio_second) {
};

FIXTURE_VARIANT(virtio_second) {
	struct way way;
};

FIXTURE_VARIANT_ADD(virtio_second, devmap) { VIRTIO_DEVMAP_PROG };
FIXTURE_VARIANT_ADD(virtio_second, cpumap) { VIRTIO_CPUMAP_PROG };

FIXTURE_SETUP(virtio_second)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(VIRTIO_STEPS);
}

FIXTURE_TEARDOWN(virtio_second)
{
}

TEST_F(virtio_second, reads_changes_clears)
{
	int i;

	way_do(0, 0, VALUE_ALL(0));
	way_do(0, 3, value_hash(3));
	for (i = 0; i < VIRTIO_STEPS; i++)
		way_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS);
	way_do(1, 1, LOAD_HASH, VALUE_ALL(21));
	way_do(1, 3, CLEAR(WHICH_HASH), value_ts(22), LOAD_HASH, LOAD_TS);
	EXPECT_EQ(0, virtio_try(&variant->way));
}

/* The NICs are part of the lab's wiring. */
static int virtio_open(void)
{
	if (access("/sys/class/net/eth0", F_OK))
		return KSFT_SKIP;
	return way_open() ?: net_take("eth0") ?: net_take("eth1") ?:
	       way_eye("eth1");
}

LAYER_MAIN(virtio_open)
