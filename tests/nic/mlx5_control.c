// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5 under each setting of ethtool and
 * ip. After each change traffic passes with exact hints.
 */
#include <net/if.h>
#include <unistd.h>
#include <sys/socket.h>
#include <arpa/inet.h>

#include "tests/lib/net.h"
#include "mlx5_card.inc.c"
#include "bound_driver.h"

#define MANY		96	/* flows, so that each of 8 queues has some */
#define TAG_LEN		4

#define EXPECT_EXACT()	EXPECT_EQ(0, hints_check(&self->l))

/* A device that is down receives nothing; up again, it receives all. */
TEST_F(card, down_up)
{
	for (int i = 0; i < 3; i++) {
		__u32 total = self->l.skel->bss->total;
		__u64 dropped;
		struct frame f;

		ASSERT_EQ(0, card_run("ip link set %s down", dev));
		dropped = card_stat(0, "rx dropped");
		frame_begin(&f, 1);
		frame_flow(&f, &flows[0], 64);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		for (int ms = 0; ms < WAIT_MS &&
		     card_stat(0, "rx dropped") == dropped; ms++)
			usleep(1000);
		EXPECT_EQ(1, card_stat(0, "rx dropped") - dropped);
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

/*
 * The card takes frames up to the MTU and 4 bytes more, for a tag. It drops and counts
 * a frame that is one byte longer.
 */
TEST_F(card, mtu)
{
	static const unsigned int mtus[] = { 9000, 1500, 9000, 1500 };
	volatile __u32 *verdict = &self->l.skel->data->verdict;
	int in = frame_socket(dev);

	ASSERT_EQ(0, card_run("ip link set %s mtu 9100", peer));
	for (unsigned int i = 0; i < ARRAY_SIZE(mtus); i++) {
		__u64 before = card_stat(0, "too_long"), counted;
		size_t most = 14 + mtus[i] + TAG_LEN;

		ASSERT_EQ(0, card_run("ip link set %s mtu %u", dev, mtus[i]));
		ASSERT_EQ(0, card_wait_up(dev));
		counted = card_counter(dev, "rx_oversize_pkts_phy");
		*verdict = XDP_PASS;
		EXPECT_EQ(0, pass_size(&self->l, in, most - TAG_LEN, true));
		EXPECT_EQ(0, pass_size(&self->l, in, most, true));
		EXPECT_EQ(0, card_stat(0, "too_long") - before);
		EXPECT_EQ(0, pass_size(&self->l, in, most + 1, false));
		EXPECT_EQ(1, card_stat(0, "too_long") - before);
		EXPECT_EQ(1, card_counter(dev, "rx_oversize_pkts_phy") -
			     counted);
		*verdict = XDP_DROP;
		EXPECT_EXACT();
	}
	EXPECT_EQ(0, card_run("ip link set %s mtu 1500", peer));
	close(in);
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

/* A legacy ring has one entry per frame. */
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
		if (!strcmp(variant->striding, "off"))
			EXPECT_NE(0, card_queues_with("rq", words));
		snprintf(words, sizeof(words), " size=%u ", n / 2);
		EXPECT_NE(0, card_queues_with("sq", words));
		EXPECT_EXACT();
	}
}

TEST_F(card, key)
{
	static const char * const keys[] = {
		"hkey 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:10:20:30:40:"
		"50:60:70:80:90:a0:b0:c0:d0:e0:f0:01:02:03:04:05:06:07:08:09",
		"hkey 6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:"
		"ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:3b:be:ac:01:fa",
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

/* A rule of ethtool for one port takes precedence over the table. */
TEST_F(card, ntuple)
{
	struct flow flow = { 4, IPPROTO_UDP, "10.1.2.3", "10.4.5.6", 0, 1234 };
	__u32 queues[CARD_QUEUES];

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
		SKIP(return, "one CPU has one queue");
	card_run("ethtool -L %s combined 2", dev);
	ASSERT_EQ(0, card_run("ethtool -K %s ntuple on", dev));
	for (unsigned int queue = 0; queue < 2; queue++) {
		ASSERT_EQ(0, card_run("ethtool -N %s flow-type udp4 dst-port 1234 action %u loc 0",
				      dev, queue));
		for (unsigned int i = 0; i < 16; i++) {
			const struct hints *h;

			flow.sport = i;
			h = pass(self, i, &flow, 0, 0);
			ASSERT_NE(NULL, h);
			EXPECT_EQ(queue, h->queue);
		}
		EXPECT_EQ(0, hints_check_queues(&self->l, MANY, queues));
		EXPECT_EQ(2, used(queues));
		EXPECT_EXACT();
		EXPECT_EQ(0, card_run("ethtool -N %s delete 0", dev));
	}
	EXPECT_EQ(0, card_run("ethtool -K %s ntuple off", dev));
}

/* What the driver reports about itself and its card */
TEST_F(card, information)
{
	EXPECT_EQ(0, card_run("ethtool -i %s | grep -qx 'driver: mlx5_core'",
			      dev));
	EXPECT_EQ(0, card_run("ethtool -i %s | grep -q '^firmware-version: 16.35.4030 '",
			      dev));
	EXPECT_EQ(0, card_run("ethtool -i %s | grep -q '^bus-info: 0000:00:18.0$'",
			      dev));
	EXPECT_EQ(0, card_run("ethtool %s | grep -q 'Speed: 100000Mb/s'",
			      dev));
	EXPECT_EXACT();
}

/*
 * The card answers commands that it does not know with an error, and works on.
 */
TEST_F(card, unknown)
{
	static const char * const asks[] = {
		"-m %s", "--show-fec %s", "-a %s", "--show-eee %s", "-d %s",
		"-c %s", "-x %s", "-k %s", "-n %s", "--show-priv-flags %s",
		"--set-fec %s encoding rs", "-s %s wol d", "-A %s rx off",
		"--phy-statistics %s", "-t %s",
	};
	char cmd[128];
	int refused = 0;

	for (unsigned int i = 0; i < ARRAY_SIZE(asks); i++) {
		snprintf(cmd, sizeof(cmd), "ethtool %s", asks[i]);
		refused += !!card_run(cmd, dev);
	}
	EXPECT_NE(0, refused);
	ASSERT_EQ(0, card_wait_up(dev));
	EXPECT_EXACT();
}

#define COUNTED		64

/* All counters have the number of frames and bytes that were sent. */
TEST_F(card, statistics)
{
	struct { const char *dev, *name; bool bytes; __u64 before; } s[] = {
		{ dev, "rx_packets_phy", false, 0 },
		{ dev, "rx_bytes_phy", true, 0 },
		{ dev, "rx_128_to_255_bytes_phy", false, 0 },
		{ dev, "rx_xdp_drop", false, 0 },
		{ peer, "tx_packets_phy", false, 0 },
		{ peer, "tx_bytes_phy", true, 0 },
		{ peer, "tx_packets", false, 0 },
	};
	__u64 buffer = card_counter(dev, "rx_out_of_buffer");
	struct frame f;

	for (unsigned int i = 0; i < ARRAY_SIZE(s); i++) {
		s[i].before = card_counter(s[i].dev, s[i].name);
		EXPECT_NE(~0ULL, s[i].before) TH_LOG("%s", s[i].name);
	}
	frame_begin(&f, 1);
	frame_flow(&f, &flows[0], 100);
	for (int i = 0; i < COUNTED; i++)
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
	ASSERT_TRUE(listener_wait(&self->l, COUNTED));
	for (unsigned int i = 0; i < ARRAY_SIZE(s); i++) {
		EXPECT_EQ(s[i].bytes ? COUNTED * (f.len + 4) : COUNTED,
			  card_counter(s[i].dev, s[i].name) - s[i].before)
			TH_LOG("%s", s[i].name);
	}
	EXPECT_EQ(buffer, card_counter(dev, "rx_out_of_buffer"));
}

/* The driver probes both cards again. This comes last: it ends the shared program. */
FIXTURE(probed) {
	struct listener l;
};

FIXTURE_VARIANT(probed) {
	const char *striding;
};

FIXTURE_VARIANT_ADD(probed, striding) { "on" };
FIXTURE_VARIANT_ADD(probed, legacy) { "off" };

FIXTURE_SETUP(probed)
{
	ASSERT_EQ(0, driver_reprobe());
	ASSERT_EQ(0, cards_set_up());
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	ASSERT_EQ(0, listener_open(&self->l));
}

FIXTURE_TEARDOWN(probed)
{
	listener_close(&self->l);
}

TEST_F(probed, passes_frames)
{
	EXPECT_EXACT();
}

TEST_MAIN(card_open)
