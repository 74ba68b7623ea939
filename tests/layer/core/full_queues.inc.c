// SPDX-License-Identifier: GPL-2.0
/*
 * Which queues are woken, and which frames are dropped when a queue is full.
 *
 * Part of core/queues.c, which includes it and has the helpers.
 */
/* Sum of a counter over all receive queues of a device */
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

/* Of 256 frames that were sent twice, five of eight went to queue 0, which is
 * full. All others had to arrive.
 */
static int queues_check_full(const struct rxm_prog *at)
{
	unsigned int i, first = 0, bad = 0;

	for (i = 0; i < 256; i++) {
		if (i % 8 < 5) {
			bad += at->at[i].count > 2;
			first += at->at[i].count;
			continue;
		}
		bad += at->at[i].count != 2 || at->at[i].queue != i % 8 - 4;
	}
	if (!bad && first == RING)
		return 0;
	net_say("%u packets are wrong; queue 0 took %u, not %u", bad, first,
		RING);
	return -EINVAL;
}

/*
 * All eight queues of qrx have 64 frames, as many as one poll takes, and were
 * woken before any of qtx. So 512 frames are sent back before qtx takes one
 * out. Five queues send theirs to queue 0, the others to one queue each.
 */
TEST(xdp_tx_into_full_queue_drops_its_own_frames_only)
{
	const struct path path = {
		.from = FROM_LIVE,
		.prog = {
			LIVE(TO_BROADCAST),
			NATIVE("qrx", DO_TX),
			NATIVE("qtx", DO_DROP),
		},
	};
	const unsigned int kept = RING + 3 * 64;
	const struct rxm_prog *at = &path_test()->prog[2];
	unsigned int i;
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
	EXPECT_EQ(0, queues_check_full(at));
	EXPECT_EQ(kept, at->runs);
	net_set_channels("qtx", 1);
}

/* Eight queues: which frames do not fit, and which queues are woken */
FIXTURE(eight) {
	__u64 sent, errors;
};

/* A ring frees up to fifteen places late; a new ring has all places free. */
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

/* Turn the counters of the set-up into what the device has counted since. */
static void eight_count(FIXTURE_DATA(eight) *self)
{
	__u64 sent = 0, errors = 0;

	net_stat("qtx", "tx_queue_0_xdp_xmit", &sent);
	net_stat("qtx", "tx_queue_0_xdp_xmit_errors", &errors);
	self->sent = sent - self->sent;
	self->errors = errors - self->errors;
}

/* One frame more than a bulk: the first sixteen are handed over without a
 * flush, and the flush comes with a frame for another queue.
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
 * 256 live frames are one softirq, in which the rings cannot be emptied. The
 * broadcast map has the device twice, which makes 512 frames. Of each 64, 40
 * have queue 0.
 */
TEST_F(eight, full_queue_drops_its_own_frames_only)
{
	const unsigned int kept = RING + 2 * 256 * 24 / 64;
	const struct rxm_prog *at = &path_test()->prog[1];
	unsigned int i;

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
	EXPECT_EQ(0, queues_check_full(at));
	EXPECT_EQ(kept, at->runs);
}

/* Without a hash all frames go to one queue, which is full after 256. */
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
