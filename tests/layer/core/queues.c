// SPDX-License-Identifier: GPL-2.0
/*
 * The receive queue that veth puts a redirected frame on. Live frames go into
 * qtx, and a program on qrx records the queue of each.
 */
#include <errno.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define QUEUES		8
#define RING		256	/* frames that one queue holds */
#define BULK		16	/* frames that a device map hands over at once */

static const struct path queues_path = {
	.from = FROM_LIVE,
	.prog = { LIVE(TO_DEV("qtx")), NATIVE("qrx", DO_DROP) },
};

FIXTURE(spread) {
};

FIXTURE_VARIANT(spread) {
	unsigned int n;		/* receive queues */
};

FIXTURE_VARIANT_ADD(spread, queues_1) { .n = 1 };
FIXTURE_VARIANT_ADD(spread, queues_2) { .n = 2 };
FIXTURE_VARIANT_ADD(spread, queues_3) { .n = 3 };
FIXTURE_VARIANT_ADD(spread, queues_4) { .n = 4 };
FIXTURE_VARIANT_ADD(spread, queues_5) { .n = 5 };
FIXTURE_VARIANT_ADD(spread, queues_6) { .n = 6 };
FIXTURE_VARIANT_ADD(spread, queues_7) { .n = 7 };
FIXTURE_VARIANT_ADD(spread, queues_8) { .n = 8 };

FIXTURE_SETUP(spread)
{
	ASSERT_EQ(0, net_set_channels("qrx", variant->n));
	ASSERT_EQ(0, path_begin(&queues_path));
	ASSERT_EQ(0, net_pin(0));
}

FIXTURE_TEARDOWN(spread)
{
}

static int queues_send(unsigned int packets, unsigned int batch,
		       unsigned int len)
{
	const struct path_run run = {
		.packets = packets, .batch = batch, .len = len,
	};
	static __u8 pkt[4096];

	path_frame(pkt, sizeof(pkt), 0);
	return path_live_prog(path_bpf->progs.prog0, pkt, &run, "rx0");
}

static int queues_go(unsigned int prog, unsigned int packets)
{
	return queues_send(packets, 64, PATH_LEN) ?:
	       net_wait(&path_test()->prog[prog].runs, packets);
}

static unsigned int queues_right(unsigned int progs, __u32 seq, unsigned int n,
				 unsigned int cpu)
{
	struct path_want want;

	path_stored(&want, progs, seq);
	return want.has_hash ? ((__u64)want.hash * n) >> 32 : cpu % n;
}

/* Every frame has to reach a program once, on the queue that the programs
 * before it chose.
 */
static int queues_check(unsigned int prog, unsigned int packets, unsigned int n,
			unsigned int cpu)
{
	const struct rxm_prog *at = &path_test()->prog[prog];
	unsigned int seq, right;
	int bad = 0;

	for (seq = 0; seq < packets && bad < 3; seq++) {
		right = queues_right(prog, seq, n, cpu);
		if (at->at[seq].count == 1 && at->at[seq].queue == right)
			continue;
		net_say("packet %u arrived %u times, on queue %u, not %u", seq,
			at->at[seq].count, at->at[seq].queue, right);
		bad++;
	}
	return bad;
}

#define QUEUES_HASH(v)	STORE_HASH(v, RSS_L4)

TEST_F(spread, even_hashes)
{
	unsigned int i;

	path_lists(RXM_LISTS);
	for (i = 0; i < RXM_LISTS; i++) {
		path_do(0, i, QUEUES_HASH(i * (1u << 26) + i));
		path_do(1, i, LOAD_HASH);
	}
	ASSERT_EQ(0, queues_go(1, 256));
	EXPECT_EQ(0, queues_check(1, 256, variant->n, 0));
	EXPECT_EQ(0, path_check_results());
}

/* Hashes on both sides of each queue's border, and the lowest and highest hash */
TEST_F(spread, border_hashes)
{
	unsigned int i, n = variant->n;
	__u64 border;

	path_lists(2 * n);
	for (i = 0; i < n; i++) {
		border = (((__u64)i << 32) + n - 1) / n;
		path_do(0, 2 * i, QUEUES_HASH(border));
		path_do(0, 2 * i + 1, QUEUES_HASH(border - 1));
	}
	ASSERT_EQ(0, queues_go(1, 64));
	EXPECT_EQ(0, queues_check(1, 64, n, 0));
}

TEST_F(spread, skewed_hashes)
{
	unsigned int i;

	path_lists(8);
	for (i = 0; i < 8; i++)
		path_do(0, i, QUEUES_HASH(i == 3 ? 0x21212121 : 0xfffffff0 + i));
	ASSERT_EQ(0, queues_go(1, 200));
	EXPECT_EQ(0, queues_check(1, 200, variant->n, 0));
}

/* Without a hash, the CPU chooses the queue. */
TEST_F(spread, no_hash)
{
	path_lists(2);
	path_do(0, 0, value_vlan(0), value_ts(0));
	ASSERT_EQ(0, queues_go(1, 64));
	EXPECT_EQ(0, queues_check(1, 64, variant->n, 0));
}

TEST_F(spread, no_hash_other_cpu)
{
	ASSERT_EQ(0, net_pin(1));
	path_lists(2);
	ASSERT_EQ(0, queues_go(1, 64));
	EXPECT_EQ(0, queues_check(1, 64, variant->n, 1));
}

TEST_F(spread, cleared_hash)
{
	unsigned int i;

	ASSERT_EQ(0, net_pin(1));
	path_lists(8);
	for (i = 0; i < 8; i++) {
		path_do(0, i, QUEUES_HASH(i * 0x20000000), value_ts(i),
		       CLEAR(i & 1 ? WHICH_HASH : WHICH_VLAN));
		path_do(1, i, LOAD_HASH);
	}
	ASSERT_EQ(0, queues_go(1, 64));
	EXPECT_EQ(0, queues_check(1, 64, variant->n, 1));
	EXPECT_EQ(0, path_check_results());
}

TEST_F(spread, mixed_batch)
{
	unsigned int i;

	ASSERT_EQ(0, net_pin(1));
	path_lists(RXM_LISTS);
	for (i = 0; i < RXM_LISTS; i += 1 + i % 3)
		path_do(0, i, QUEUES_HASH(0x9e3779b9u * (i + 1)));
	ASSERT_EQ(0, queues_go(1, 256));
	EXPECT_EQ(0, queues_check(1, 256, variant->n, 1));
}

/* The program of a map decides last on the hash, and so on the queue. */
FIXTURE(moved) {
};

FIXTURE_VARIANT(moved) {
	struct path path;
	unsigned int cpu;	/* CPU that hands frames to the device */
};

FIXTURE_VARIANT_ADD(moved, devmap) {
	.path = {
		.from = FROM_LIVE,
		.prog = {
			LIVE(TO_DEVMAP("qtx")),
			IN_DEVMAP(DO_PASS),
			NATIVE("qrx", DO_DROP),
		},
	},
};
FIXTURE_VARIANT_ADD(moved, cpumap) {
	.path = {
		.from = FROM_LIVE,
		.prog = {
			LIVE(TO_CPUMAP),
			IN_CPUMAP(TO_DEV("qtx")),
			NATIVE("qrx", DO_DROP),
		},
	},
	.cpu = PATH_CPU,
};

FIXTURE_SETUP(moved)
{
	ASSERT_EQ(0, net_set_channels("qrx", QUEUES));
	ASSERT_EQ(0, path_begin(&variant->path));
	ASSERT_EQ(0, net_pin(0));
}

FIXTURE_TEARDOWN(moved)
{
}

TEST_F(moved, by_the_program_of_a_map)
{
	unsigned int i;

	path_lists(RXM_LISTS);
	for (i = 0; i < RXM_LISTS; i++) {
		if (i % 5)
			path_do(0, i, QUEUES_HASH(i * (1u << 26)));
		if (i % 3 == 1)
			path_do(1, i, QUEUES_HASH(~i * (1u << 26)));
		if (i % 3 == 2)
			path_do(1, i, CLEAR(WHICH_HASH));
	}
	ASSERT_EQ(0, queues_go(2, 192));
	EXPECT_EQ(0, queues_check(2, 192, QUEUES, variant->cpu));
	EXPECT_EQ(0, path_check_results());
}

/* veth spreads the frames that its XDP_TX sends back in the same manner. */
TEST(xdp_tx_spreads)
{
	const struct path path = {
		.from = FROM_LIVE,
		.prog = {
			LIVE(TO_DEV("qtx")),
			NATIVE("qrx", DO_TX),
			NATIVE("qtx", DO_DROP),
		},
	};
	unsigned int i;

	ASSERT_EQ(0, net_set_channels("qtx", QUEUES));
	ASSERT_EQ(0, path_begin(&path));
	ASSERT_EQ(0, net_pin(0));
	path_lists(RXM_LISTS);
	for (i = 0; i < RXM_LISTS; i++)
		if (i % 4)
			path_do(0, i, QUEUES_HASH(i * (1u << 26)));
	ASSERT_EQ(0, queues_send(192, 64, PATH_LEN));
	EXPECT_EQ(0, net_wait(&path_test()->prog[2].runs, 192));
	for (i = 0; i < 192; i++) {
		if (i % 4 == 0)
			continue;
		ASSERT_EQ(i % RXM_LISTS / 8, path_test()->prog[2].at[i].queue);
		ASSERT_EQ(1, path_test()->prog[2].at[i].count);
	}
	net_set_channels("qtx", 1);
}

#include "full_queues.inc.c"

/* The device's counters show the same spread, without a program on qrx. */
TEST(queues_without_program)
{
	const struct path path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_DEV("qtx")) },
		.observers = { "qrx" },
	};
	const struct path_run run = { .packets = 128, .batch = 64 };
	__u64 before[QUEUES], after;
	char name[64];
	int i;

	ASSERT_EQ(0, net_set_channels("qrx", QUEUES));
	ASSERT_EQ(0, path_begin(&path));
	ASSERT_EQ(0, path_observe("qrx"));
	path_lists(RXM_LISTS);
	for (i = 0; i < RXM_LISTS; i++)
		path_do(0, i, QUEUES_HASH(i * (1u << 26)));
	for (i = 0; i < QUEUES; i++) {
		sprintf(name, "rx_queue_%d_xdp_packets", i);
		ASSERT_EQ(0, net_stat("qrx", name, &before[i]));
	}
	ASSERT_EQ(0, path_go(&path, &run));
	EXPECT_EQ(0, path_check(&path, run.packets));
	for (i = 0; i < QUEUES; i++) {
		sprintf(name, "rx_queue_%d_xdp_packets", i);
		ASSERT_EQ(0, net_stat("qrx", name, &after));
		EXPECT_EQ(run.packets / QUEUES, after - before[i]);
	}
}

static int queues_open(void)
{
	int err = path_open() ?:
	       net_ip("link add qtx mtu 3000 numtxqueues 1 numrxqueues 8 "
		      "type veth peer name qrx numtxqueues 1 numrxqueues 8\n"
		      "link set qtx up\nlink set qrx up\n") ?:
	       net_set_gro("qrx", true) ?: net_set_channels("qtx", 1);

	if (err)
		net_say("queues: %s", strerror(-err));
	return err;
}

TEST_MAIN(queues_open)
