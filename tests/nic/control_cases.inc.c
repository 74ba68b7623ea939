// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_control.c: settings of ethtool and ip that every card has. After each
 * change traffic passes with exact hints.
 *
 * The including file has before this line
 * - the fixture "card";
 * - CARD_DOWN, the counter of frames that come while the device is down;
 * - CARD_RX and CARD_TX, how the card's answer to "queues" calls its queues;
 * - CARD_ENTRY_PER_FRAME, whether an entry of a receive queue takes one frame;
 * - CARD_KEY_TAIL, what follows the 40 bytes of a key.
 *
 * It also defines card_counters[] and n_card_counters.
 */
#include <net/if.h>
#include <unistd.h>
#include <sys/socket.h>
#include <arpa/inet.h>

#include "tests/lib/net.h"

#define MANY		96	/* flows, so that each of 8 queues has some */

#define TAG_LEN		4

/**
 * struct card_counter - a counter of ethtool -S
 * @name: its name
 * @sender: of the card that sends, not of the one that receives
 * @counts: what it counts of a train of frames that all arrive
 */
struct card_counter {
	const char *name;
	bool sender;
	enum { FRAMES, BYTES, NOTHING } counts;
};

extern const struct card_counter card_counters[];
extern const unsigned int n_card_counters;

#define COUNTERS_MAX	16
#define COUNTED		64

#define EXPECT_EXACT()	EXPECT_EQ(0, hints_check(&self->l))

/* A device that is down receives nothing; up again, it receives all. */
TEST_F(card, down_up)
{
	for (int i = 0; i < 3; i++) {
		__u32 total = self->l.skel->bss->total;
		__u64 dropped;
		struct frame f;

		ASSERT_EQ(0, card_run("ip link set %s down", dev));
		dropped = card_stat(0, CARD_DOWN);
		frame_begin(&f, 1);
		frame_flow(&f, &flows[0], 64);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		for (int ms = 0; ms < WAIT_MS &&
		     card_stat(0, CARD_DOWN) == dropped; ms++)
			usleep(1000);
		EXPECT_EQ(1, card_stat(0, CARD_DOWN) - dropped);
		ASSERT_EQ(0, card_run("ip link set %s up", dev));
		ASSERT_EQ(0, card_wait_up(dev));
		EXPECT_EQ(total, self->l.skel->bss->total);
		EXPECT_EXACT();
	}
}

/* Send a frame of @len bytes through the stack. Return: 0 when it comes, or, without
 * @comes, when it does not; else -1.
 */
static int pass_size(const struct listener *l, int in, size_t len, bool comes)
{
	struct frame f, got;

	frame_begin(&f, 1);
	frame_flow(&f, &flows[2], len - 14 - 20 - 8);
	if (frame_send(l->fd, &f))
		return -1;
	if (!comes) {
		/* The frame behind it comes instead. */
		frame_begin(&f, 2);
		frame_flow(&f, &flows[2], 100);
		if (frame_send(l->fd, &f))
			return -1;
	}
	if (frame_receive(in, &got, WAIT_MS))
		return -1;
	return got.len == f.len && !memcmp(f.data, got.data, f.len) ? 0 : -1;
}

static unsigned int used(const __u32 *queues)
{
	unsigned int n = 0;

	for (int i = 0; i < CARD_QUEUES; i++)
		n += !!queues[i];
	return n;
}

/* There are at most as many queues as CPUs. Each gets its share by the table. */
TEST_F(card, channels)
{
	unsigned int most = sysconf(_SC_NPROCESSORS_ONLN);
	__u32 queues[CARD_QUEUES];

	if (most > CARD_QUEUES)
		most = CARD_QUEUES;
	EXPECT_NE(0, card_run("ethtool -L %s combined %u", dev,
			      (unsigned int)sysconf(_SC_NPROCESSORS_ONLN) + 1));
	for (unsigned int n = 1; n <= most; n *= 2) {
		/* ethtool fails where the number does not change. */
		card_run("ethtool -L %s combined %u", dev, n);
		EXPECT_EQ(0, card_run("ethtool -l %s | tail -n 2 | grep -qx 'Combined:[[:space:]]*%u'",
				      dev, n));
		EXPECT_EQ(0, hints_check_queues(&self->l, MANY, queues));
		EXPECT_EQ(n, used(queues)) TH_LOG("of %u", n);
		EXPECT_EXACT();
	}
	EXPECT_EQ(0, cards_set_rings(RING_SMALL));
}

TEST_F(card, rings)
{
	static const unsigned int sizes[] = { 512, 2048, RING_SMALL };
	char words[32];

	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++) {
		unsigned int n = sizes[i];

		ASSERT_EQ(0, card_run("ethtool -G %s rx %u tx %u", dev, n,
				      n / 2));
		EXPECT_EQ(0, card_run("ethtool -g %s | tail -n +8 | grep -qx 'RX:[[:space:]]*%u'",
				      dev, n));
		snprintf(words, sizeof(words), " size=%u ", n);
		if (CARD_ENTRY_PER_FRAME)
			EXPECT_NE(0, card_queues_with(CARD_RX, words));
		snprintf(words, sizeof(words), " size=%u ", n / 2);
		EXPECT_NE(0, card_queues_with(CARD_TX, words));
		EXPECT_EXACT();
	}
}

TEST_F(card, key)
{
	static const char * const keys[] = {
		"hkey 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:10:20:30:40:"
		"50:60:70:80:90:a0:b0:c0:d0:e0:f0:01:02:03:04:05:06:07:08:09" CARD_KEY_TAIL,
		"hkey 6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:"
		"ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:3b:be:ac:01:fa" CARD_KEY_TAIL,
	};
	struct net_rss rss;

	for (unsigned int i = 0; i < 2; i++) {
		ASSERT_EQ(0, cards_set_rss(keys[i]));
		ASSERT_EQ(0, net_rss(dev, &rss));
		EXPECT_EQ(strtoul(keys[i] + 5, NULL, 16), rss.key[0]);
		EXPECT_EQ(strtoul(keys[i] + 122, NULL, 16), rss.key[39]);
		EXPECT_EXACT();
	}
}

/* Percentage of table entries that name queue 0 */
static unsigned int share_of_0(const struct net_rss *rss)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < rss->size; i++)
		n += !rss->table[i];
	return 100 * n / rss->size;
}

TEST_F(card, table)
{
	static const struct {
		const char *how;
		unsigned int used, share;
	} tables[] = {
		{ "equal 1", 1, 100 }, { "equal 2", 2, 50 },
		{ "weight 3 1", 2, 75 }, { "weight 0 1", 1, 0 },
	};
	__u32 queues[CARD_QUEUES];
	struct net_rss rss;

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
		SKIP(return, "one CPU has one queue");
	card_run("ethtool -L %s combined 2", dev);
	for (unsigned int i = 0; i < ARRAY_SIZE(tables); i++) {
		ASSERT_EQ(0, cards_set_rss(tables[i].how));
		ASSERT_EQ(0, net_rss(dev, &rss));
		EXPECT_EQ(tables[i].share, share_of_0(&rss));
		EXPECT_EQ(0, hints_check_queues(&self->l, MANY, queues));
		EXPECT_EQ(tables[i].used, used(queues));
		EXPECT_EXACT();
	}
	EXPECT_EQ(0, cards_set_rss("default"));
	EXPECT_EXACT();
}

static __u64 counter_of(const struct card_counter *c)
{
	return card_counter(c->sender ? peer : dev, c->name);
}

/* All counters have the number of frames and bytes that were sent. */
TEST_F(card, statistics)
{
	__u64 before[COUNTERS_MAX];
	struct frame f;

	ASSERT_GE(COUNTERS_MAX, n_card_counters);
	for (unsigned int i = 0; i < n_card_counters; i++) {
		before[i] = counter_of(&card_counters[i]);
		EXPECT_NE(~0ULL, before[i]) TH_LOG("%s", card_counters[i].name);
	}
	frame_begin(&f, 1);
	frame_flow(&f, &flows[0], 100);
	for (int i = 0; i < COUNTED; i++)
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
	ASSERT_TRUE(listener_wait(&self->l, COUNTED));
	for (unsigned int i = 0; i < n_card_counters; i++) {
		/* The bytes are those of the wire, with the FCS. */
		const __u64 sums[] = { COUNTED, COUNTED * (f.len + 4), 0 };

		EXPECT_EQ(sums[card_counters[i].counts],
			  counter_of(&card_counters[i]) - before[i])
			TH_LOG("%s", card_counters[i].name);
	}
}

TEST_F(card, cable)
{
	ASSERT_EQ(0, card_control(0, "link down", NULL, 0));
	for (int i = 0; i < 500 && !card_run("grep -q 1 /sys/class/net/%s/carrier", dev); i++)
		usleep(10000);
	EXPECT_NE(0, card_run("grep -q 1 /sys/class/net/%s/carrier", dev));
	ASSERT_EQ(0, card_control(0, "link up", NULL, 0));
	ASSERT_EQ(0, card_wait_up(dev));
	EXPECT_EXACT();
}
