// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on two modelled ConnectX-5 that are joined: speeds, negotiation
 * and FEC by ethtool, and moderation as it reaches the card. The cases on speeds are those
 * of the kernel's selftests/drivers/net/hw/ethtool.sh.
 */
#include <time.h>
#include <unistd.h>

#include "mlx5_card.inc.c"

#define FULL		100000

/* Bits of ethtool -s advertise */
#define ADVERTISE_25000_CR	"0x80000000"
#define ADVERTISE_25G_50G_CR	"0x480000000"
#define ADVERTISE_100000_CR4	"0x4000000000"

/* Megabits a second, 0 without a link */
static int speed_of(const char *name)
{
	char path[64], line[32] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/sys/class/net/%s/speed", name);
	f = fopen(path, "re");
	if (f) {
		if (!fgets(line, sizeof(line), f))
			line[0] = '\0';
		fclose(f);
	}
	return atoi(line) > 0 ? atoi(line) : 0;
}

/* Wait until both ends have this speed; 0: until neither has a link. */
static bool both_at(int speed)
{
	for (int ms = 0; ms < 5000; ms += 10) {
		if (speed_of(dev) == speed && speed_of(peer) == speed)
			return true;
		usleep(10000);
	}
	return false;
}

static int set(const char *name, const char *what)
{
	return card_run("ethtool -s %s %s", name, what);
}

static int set_speed(const char *name, int speed)
{
	char what[64];

	snprintf(what, sizeof(what), "speed %d autoneg off", speed);
	return set(name, what);
}

FIXTURE(link) {
	struct listener l;
};

FIXTURE_SETUP(link)
{
	ASSERT_EQ(0, listener_open(&self->l));
}

FIXTURE_TEARDOWN(link)
{
	listener_close(&self->l);
	card_run("ethtool -s %s autoneg on; ethtool -s %s autoneg on", dev, peer);
	card_run("ethtool --set-fec %s encoding auto; ethtool --set-fec %s encoding auto",
		 dev, peer);
	EXPECT_TRUE(both_at(FULL));
}

#define EXPECT_PASSES(number) \
	EXPECT_NE(NULL, listener_pass(&self->l, number, &flows[0], 0, 0))

static const int speeds[] = { 1000, 10000, 25000, 40000, 50000, 100000 };

/* The link comes back at each speed that both ends fix, and carries frames. */
TEST_F(link, fixed_at_both_ends)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(speeds); i++) {
		ASSERT_EQ(0, set_speed(dev, speeds[i]));
		ASSERT_EQ(0, set_speed(peer, speeds[i]));
		EXPECT_TRUE(both_at(speeds[i])) TH_LOG("%d", speeds[i]);
		EXPECT_EQ(speeds[i], (int)card_stat(0, "speed"));
		EXPECT_EQ(0, card_run("ethtool %s | grep -q 'Auto-negotiation: off'",
				      dev));
		EXPECT_PASSES(i);
	}
}

TEST_F(link, fixed_at_one_end)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(speeds); i++) {
		ASSERT_EQ(0, set_speed(dev, speeds[i]));
		EXPECT_TRUE(both_at(speeds[i])) TH_LOG("%d", speeds[i]);
		EXPECT_PASSES(i);
	}
}

TEST_F(link, fixed_and_different)
{
	ASSERT_EQ(0, set_speed(dev, 25000));
	ASSERT_EQ(0, set_speed(peer, 10000));
	EXPECT_TRUE(both_at(0));
	ASSERT_EQ(0, set_speed(peer, 25000));
	EXPECT_TRUE(both_at(25000));
	EXPECT_PASSES(1);
	/* The card has no such speed. */
	EXPECT_NE(0, set_speed(dev, 100));
	EXPECT_TRUE(both_at(25000));
}

/* The best speed of those that both ends advertise; none in common is no link. */
TEST_F(link, advertised)
{
	ASSERT_EQ(0, set(dev, "advertise " ADVERTISE_25G_50G_CR));
	EXPECT_TRUE(both_at(50000));
	ASSERT_EQ(0, set(peer, "advertise " ADVERTISE_25000_CR));
	EXPECT_TRUE(both_at(25000));
	EXPECT_EQ(0, card_run("ethtool %s | grep -q 'Link partner advertised link modes:  25000baseCR/Full'",
			      dev));
	EXPECT_PASSES(1);
	ASSERT_EQ(0, set(peer, "advertise " ADVERTISE_100000_CR4));
	EXPECT_TRUE(both_at(0));
}

/* Both ends use the FEC that one of them wants. Two that differ have no link. */
TEST_F(link, fec)
{
	static const char shows[] =
		"ethtool --show-fec %s | grep -q '^Active FEC encoding: %s'";

	EXPECT_EQ(0, card_run(shows, peer, "RS"));
	ASSERT_EQ(0, card_run("ethtool --set-fec %s encoding off", dev));
	EXPECT_TRUE(both_at(FULL));
	EXPECT_EQ(0, card_run(shows, dev, "Off"));
	EXPECT_EQ(0, card_run(shows, peer, "Off"));
	EXPECT_PASSES(1);
	ASSERT_EQ(0, card_run("ethtool --set-fec %s encoding rs", peer));
	EXPECT_TRUE(both_at(0));
	ASSERT_EQ(0, card_run("ethtool --set-fec %s encoding rs", dev));
	EXPECT_TRUE(both_at(FULL));
	EXPECT_EQ(0, card_run(shows, dev, "RS"));
}

/* What ethtool -C sets is what the queues of the card have. */
TEST_F(card, moderation)
{
	ASSERT_EQ(0, card_run("ethtool -C %s adaptive-rx off adaptive-tx off",
			      dev));
	ASSERT_EQ(0, card_run("ethtool -C %s rx-usecs 17 rx-frames 33 tx-usecs 19 tx-frames 35 cqe-mode-rx off cqe-mode-tx off",
			      dev));
	ASSERT_EQ(0, card_run("ethtool -C %s rx-usecs 17 rx-frames 33 tx-usecs 19 tx-frames 35",
			      dev));
	EXPECT_LE(2, card_queues_with("rq", "usecs=17 frames=33 from=eqe"));
	EXPECT_LE(2, card_queues_with("sq", "usecs=19 frames=35 from=eqe"));
	EXPECT_NE(NULL, pass(self, 1, &flows[0], 0, 0));
	ASSERT_EQ(0, card_run("ethtool -C %s cqe-mode-rx on cqe-mode-tx on",
			      dev));
	EXPECT_LE(2, card_queues_with("rq", "from=cqe"));
	EXPECT_LE(2, card_queues_with("sq", "from=cqe"));
	EXPECT_NE(NULL, pass(self, 2, &flows[0], 0, 0));
	ASSERT_EQ(0, card_run("ethtool -C %s adaptive-rx on adaptive-tx on",
			      dev));
	EXPECT_EQ(0, card_run("ethtool -c %s | grep -q 'Adaptive RX: on  TX: on'",
			      dev));
	EXPECT_NE(NULL, pass(self, 3, &flows[0], 0, 0));
}

/* A frame alone waits for the period, unless one frame is enough. */
TEST_F(card, moderation_delays)
{
	static const struct { const char *set; __u64 least; } cases[] = {
		{ "rx-usecs 4000 rx-frames 100", 4000000 },
		{ "rx-usecs 4000 rx-frames 1", 0 },
		{ "rx-usecs 0 rx-frames 100", 0 },
	};
	struct timespec from, to;

	ASSERT_EQ(0, card_run("ethtool -C %s adaptive-rx off", dev));
	ASSERT_EQ(0, card_run("ethtool -C %s cqe-mode-rx on", dev));
	for (unsigned int i = 0; i < ARRAY_SIZE(cases); i++) {
		__u64 ns;

		card_run("ethtool -C %s %s", dev, cases[i].set);
		clock_gettime(CLOCK_MONOTONIC, &from);
		EXPECT_NE(NULL, pass(self, i, &flows[0], 0, 0));
		clock_gettime(CLOCK_MONOTONIC, &to);
		ns = (to.tv_sec - from.tv_sec) * 1000000000ULL + to.tv_nsec -
		     from.tv_nsec;
		EXPECT_LE(cases[i].least, ns) TH_LOG("%s", cases[i].set);
	}
	EXPECT_EQ(0, card_run("ethtool -C %s adaptive-rx on", dev));
}

TEST_MAIN(card_open)
