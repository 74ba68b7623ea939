// SPDX-License-Identifier: GPL-2.0
/*
 * Which receive queue veth puts a redirected frame on, and what happens to the
 * others when one of them is full. Live frames go into qtx; a program on qrx
 * notes the queue of each.
 */
#include <errno.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define QUEUES		8
#define RING		256	/* frames that wait on one queue */
#define BULK		16	/* frames the device map hands over at once */

static const struct path queues_path = { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_REDIRECT, "qtx" },
	{ AT_NATIVE, "qrx", ACT_DROP, NULL } }, 0, { NULL } };

FIXTURE(spread) {
};

FIXTURE_VARIANT(spread) {
	unsigned int n;		/* receive queues */
};

FIXTURE_VARIANT_ADD(spread, queues_1) { 1 };
FIXTURE_VARIANT_ADD(spread, queues_2) { 2 };
FIXTURE_VARIANT_ADD(spread, queues_3) { 3 };
FIXTURE_VARIANT_ADD(spread, queues_4) { 4 };
FIXTURE_VARIANT_ADD(spread, queues_5) { 5 };
FIXTURE_VARIANT_ADD(spread, queues_6) { 6 };
FIXTURE_VARIANT_ADD(spread, queues_7) { 7 };
FIXTURE_VARIANT_ADD(spread, queues_8) { 8 };

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

/* Every frame came to a hop once, and on the queue that those before it say. */
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
		net_say("packet %u came %u times, on queue %u, not %u", seq,
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

/* Both sides of each queue's border, and the ends. */
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

/* As ever: the queue of the CPU. */
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

/* The program of a map has the last word on the hash, and so on the queue. */
FIXTURE(moved) {
};

FIXTURE_VARIANT(moved) {
	struct path path;
	unsigned int cpu;	/* that hands frames to the device */
};

FIXTURE_VARIANT_ADD(moved, devmap) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_DEVMAP, "qtx" },
	{ AT_DEVMAP, NULL, ACT_PASS, NULL },
	{ AT_NATIVE, "qrx", ACT_DROP, NULL } }, 0, { NULL } }, 0 };
FIXTURE_VARIANT_ADD(moved, cpumap) { { FROM_LIVE, {
	{ AT_LIVE, NULL, ACT_CPUMAP, NULL },
	{ AT_CPUMAP, NULL, ACT_REDIRECT, "qtx" },
	{ AT_NATIVE, "qrx", ACT_DROP, NULL } }, 0, { NULL } }, PATH_CPU };

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

/* Frames that veth's own XDP_TX sends back are spread in the same way. */
TEST(xdp_tx_spreads)
{
	const struct path path = { FROM_LIVE, {
		{ AT_LIVE, NULL, ACT_REDIRECT, "qtx" },
		{ AT_NATIVE, "qrx", ACT_TX, NULL },
		{ AT_NATIVE, "qtx", ACT_DROP, NULL } }, 0, { NULL } };
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

/* What all receive queues of a device counted. */
static __u64 queues_stat(const char *dev, const char *what)
{
	__u64 all = 0, one;
	char name[64];
	int i;

	for (i = 0; i < QUEUES; i++) {
		sprintf(name, "rx_queue_%d_%s", i, what);
		if (net_stat(dev, name, &one))
			return -1;
		all += one;
	}
	return all;
}

/*
 * All eight queues of qrx have 64 frames, as many as one is polled for, and
 * were woken before any of qtx: 512 frames are sent back before one is taken
 * out there. Five queues send theirs to queue 0, the others to one each.
 */
TEST(xdp_tx_into_full_queue_drops_its_own_frames_only)
{
	const struct path path = { FROM_LIVE, {
		{ AT_LIVE, NULL, ACT_BROADCAST, NULL },
		{ AT_NATIVE, "qrx", ACT_TX, NULL },
		{ AT_NATIVE, "qtx", ACT_DROP, NULL } }, 0, { NULL } };
	const unsigned int kept = RING + 3 * 64;
	const struct rxm_prog *at = &path_test()->prog[2];
	unsigned int i, first = 0;
	__u64 errors;

	ASSERT_EQ(0, net_set_channels("qrx", QUEUES));
	ASSERT_EQ(0, net_set_channels("qtx", QUEUES));
	ASSERT_EQ(0, path_begin(&path));
	ASSERT_EQ(0, path_broadcast_to(0, "qtx"));
	ASSERT_EQ(0, path_broadcast_to(1, "qtx"));
	ASSERT_EQ(0, net_pin(0));
	path_lists(8);
	for (i = 0; i < 8; i++) {
		path_do(0, i, QUEUES_HASH(i * 0x20000000));
		path_do(1, i, QUEUES_HASH(i < 5 ? 0 : (i - 4) * 0x20000000));
	}
	errors = queues_stat("qrx", "xdp_tx_errors");
	ASSERT_EQ(0, queues_send(256, 256, PATH_LEN));
	EXPECT_EQ(0, net_wait(&path_test()->prog[2].runs, kept));
	EXPECT_EQ(512 - kept, queues_stat("qrx", "xdp_tx_errors") - errors);
	for (i = 0; i < 256; i++) {
		if (i % 8 < 5) {
			first += at->at[i].count;
			continue;
		}
		EXPECT_EQ(2, at->at[i].count);
		EXPECT_EQ(i % 8 - 4, at->at[i].queue);
	}
	EXPECT_EQ(RING, first);
	EXPECT_EQ(kept, at->runs);
	net_set_channels("qtx", 1);
}

/* What does not fit, and who is woken: eight queues. */
FIXTURE(eight) {
	__u64 sent, errors;
};

/* A ring gives back up to fifteen places too late; a new one has them all. */
static int queues_renew(const char *dev)
{
	return net_set_gro(dev, false) ?: net_set_gro(dev, true);
}

FIXTURE_SETUP(eight)
{
	ASSERT_EQ(0, net_set_channels("qrx", QUEUES));
	ASSERT_EQ(0, queues_renew("qrx"));
	ASSERT_EQ(0, path_begin(&queues_path));
	ASSERT_EQ(0, net_pin(0));
	ASSERT_EQ(0, net_stat("qtx", "tx_queue_0_xdp_xmit", &self->sent));
	ASSERT_EQ(0, net_stat("qtx", "tx_queue_0_xdp_xmit_errors",
			      &self->errors));
}

FIXTURE_TEARDOWN(eight)
{
}

/* What the device counted meanwhile. */
static void eight_count(FIXTURE_DATA(eight) *self)
{
	__u64 sent = 0, errors = 0;

	net_stat("qtx", "tx_queue_0_xdp_xmit", &sent);
	net_stat("qtx", "tx_queue_0_xdp_xmit_errors", &errors);
	self->sent = sent - self->sent;
	self->errors = errors - self->errors;
}

/* More than a bulk: the first sixteen are handed over without a flush, and the
 * flush comes with a frame for another queue.
 */
TEST_F(eight, all_filled_queues_wake)
{
	unsigned int i;

	path_lists(RXM_LISTS);
	for (i = 0; i < BULK; i++)
		path_do(0, i, QUEUES_HASH(0xa0000000));	/* queue 5 */
	path_do(0, BULK, QUEUES_HASH(0));
	ASSERT_EQ(0, queues_send(BULK + 1, 64, PATH_LEN));
	EXPECT_EQ(0, net_wait(&path_test()->prog[1].runs, BULK + 1));
	EXPECT_EQ(0, queues_check(1, BULK + 1, QUEUES, 0));
}

TEST_F(eight, hashed_queue_wakes_before_unhashed)
{
	unsigned int i;

	path_lists(RXM_LISTS);
	for (i = 0; i < BULK; i++)
		path_do(0, i, QUEUES_HASH(0xa0000000 + 0x20000000 * (i & 1)));
	ASSERT_EQ(0, queues_send(BULK + 1, 64, PATH_LEN));
	EXPECT_EQ(0, net_wait(&path_test()->prog[1].runs, BULK + 1));
	EXPECT_EQ(0, queues_check(1, BULK + 1, QUEUES, 0));
}

TEST_F(eight, unhashed_queue_wakes_before_hashed)
{
	path_lists(RXM_LISTS);
	path_do(0, BULK, QUEUES_HASH(0xffffffff));
	ASSERT_EQ(0, queues_send(BULK + 1, 64, PATH_LEN));
	EXPECT_EQ(0, net_wait(&path_test()->prog[1].runs, BULK + 1));
	EXPECT_EQ(0, queues_check(1, BULK + 1, QUEUES, 0));
}

/*
 * 256 live frames are one softirq, in which nobody can empty the rings, and the
 * broadcast map has the device twice: 512 frames. Of each 64, 40 have queue 0.
 */
TEST_F(eight, full_queue_drops_its_own_frames_only)
{
	const unsigned int kept = RING + 2 * 256 * 24 / 64;
	const struct rxm_prog *at = &path_test()->prog[1];
	unsigned int i, first = 0;

	path_test()->prog[0].act = ACT_BROADCAST;
	ASSERT_EQ(0, path_broadcast_to(0, "qtx"));
	ASSERT_EQ(0, path_broadcast_to(1, "qtx"));
	path_lists(RXM_LISTS);
	for (i = 0; i < RXM_LISTS; i++)
		path_do(0, i, QUEUES_HASH(i % 8 < 5 ? i :
					 0x20000000 * (i % 8 - 4) + i));
	ASSERT_EQ(0, queues_send(256, 256, PATH_LEN));
	ASSERT_EQ(0, net_wait(&path_test()->prog[1].runs, kept));

	eight_count(self);
	EXPECT_EQ(kept, self->sent);
	EXPECT_EQ(512 - kept, self->errors);
	for (i = 0; i < 256; i++) {
		if (i % 8 < 5) {
			EXPECT_GE(2, at->at[i].count);
			first += at->at[i].count;
			continue;
		}
		EXPECT_EQ(2, at->at[i].count);
		EXPECT_EQ(i % 8 - 4, at->at[i].queue);
	}
	EXPECT_EQ(RING, first);
	EXPECT_EQ(kept, at->runs);
}

/* Without a hash there is one queue, and it is full after 256 as ever. */
TEST_F(eight, full_queue_without_hash)
{
	path_test()->prog[0].act = ACT_BROADCAST;
	ASSERT_EQ(0, path_broadcast_to(0, "qtx"));
	ASSERT_EQ(0, path_broadcast_to(1, "qtx"));
	path_lists(1);
	ASSERT_EQ(0, queues_send(256, 256, PATH_LEN));
	ASSERT_EQ(0, net_wait(&path_test()->prog[1].runs, RING));
	eight_count(self);
	EXPECT_EQ(RING, self->sent);
	EXPECT_EQ(RING, self->errors);
	EXPECT_EQ(RING, path_test()->prog[1].runs);
}

/* qtx may send 3000 bytes, qrx receives 1500. */
TEST_F(eight, too_long_a_frame_drops_alone)
{
	const struct rxm_prog *at = &path_test()->prog[1];
	unsigned int i;

	path_lists(BULK);
	for (i = 0; i < BULK; i++) {
		if (i == 5 || i == 6)
			path_do(0, i, QUEUES_HASH(i * 0x10000000));
		else
			path_do(0, i, TAIL(-1900),
			       QUEUES_HASH(i * 0x10000000));
	}
	ASSERT_EQ(0, queues_send(64, 64, 2000));
	ASSERT_EQ(0, net_wait(&path_test()->prog[1].runs, 56));
	eight_count(self);
	EXPECT_EQ(56, self->sent);
	EXPECT_EQ(8, self->errors);
	for (i = 0; i < 64; i++) {
		bool dropped = i % BULK == 5 || i % BULK == 6;

		EXPECT_EQ(!dropped, at->at[i].count);
		if (!dropped)
			EXPECT_EQ(i % BULK / 2, at->at[i].queue);
	}
}

/* The device's own counters say the same, and no program is needed. */
TEST(queues_without_program)
{
	const struct path path = { FROM_LIVE, {
		{ AT_LIVE, NULL, ACT_REDIRECT, "qtx" } }, 0, { "qrx" } };
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

LAYER_MAIN(queues_open)
