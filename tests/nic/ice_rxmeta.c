// SPDX-License-Identifier: GPL-2.0
/*
 * rxmeta on ice with `legacy-rx on`, whose packets have no headroom: nothing can be stored, nor
 * a tag be put into the packet. Each loss is counted, and a packet whose tag a redirect would
 * lose passes. Linux 7.3 has no such flag.
 */
#include <unistd.h>

#include "tests/lib/ancillary.h"
#include "tests/lib/harness.h"
#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"
#include "card_pair.h"
#include "frame.h"

#define TCI	0xa123

FIXTURE(no_headroom) {
	int fd, arrives;
};

FIXTURE_SETUP(no_headroom)
{
	ASSERT_EQ(0, card_run("ip link set %s up promisc on", peer));
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s legacy-rx on", dev));
	ASSERT_EQ(0, card_run("ethtool -K %s rxvlan on", dev));
	ASSERT_EQ(0, card_wait_up(dev));
	ASSERT_EQ(0, card_wait_up(peer));
	ASSERT_EQ(0, card_hwtstamp(dev, true));
	self->fd = frame_socket(peer);
	self->arrives = net_socket(dev, true);
	ASSERT_LE(0, self->fd);
	ASSERT_LE(0, self->arrives);
}

FIXTURE_TEARDOWN(no_headroom)
{
	rxmeta("detach %s", dev);
	EXPECT_EQ(0, card_hwtstamp(dev, false));
	EXPECT_EQ(0, card_run("ethtool --set-priv-flags %s legacy-rx off", dev));
}

/* TCP in IPv4 in IPv4, with a tag or without */
static int send_one(int fd, bool tagged)
{
	static const uint8_t layers[] = { ETH, IP4, IP4, TCP, END };
	static struct packet pkt;
	struct frame f;

	packet_begin(&pkt, &vectors[0].ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, 64);
	frame_begin(&f, 1);
	if (tagged)
		frame_tag(&f, 0x8100, TCI);
	memcpy(f.data + f.len, pkt.bytes + 12, pkt.len - 12);
	f.len += pkt.len - 12;
	return frame_send(fd, &f);
}

/* Wait until the program has read so many tunnels, and read its counters. An interface that
 * comes up may send packets of its own.
 */
static bool reads(long want)
{
	for (int ms = 0; ms < WAIT_MS; ms += 20) {
		if (!rxmeta("stat %s --json", dev) && rxmeta_counter("tunnel") >= want)
			return rxmeta_counter("tunnel") == want;
		usleep(20000);
	}
	return false;
}

TEST_F(no_headroom, losses_are_counted)
{
	char bytes[256];
	struct anc anc;

	EXPECT_RXMETA(0, "", "attach %s --cpus 0", dev);
	ASSERT_EQ(0, send_one(self->fd, true));
	ASSERT_LT(0, anc_recv(self->arrives, bytes, sizeof(bytes), &anc));
	EXPECT_TRUE(anc.has_tag);
	EXPECT_EQ(TCI, anc.tci);
	EXPECT_TRUE(reads(1)) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(1, rxmeta_counter("store_error"));
	EXPECT_EQ(1, rxmeta_counter("tag_unkept"));
	EXPECT_EQ(0, rxmeta_counter("redirected"));

	ASSERT_EQ(0, send_one(self->fd, false));
	EXPECT_TRUE(reads(2)) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(2, rxmeta_counter("store_error"));
	EXPECT_EQ(1, rxmeta_counter("redirected"));
	EXPECT_NE(NULL, strstr(rxmeta_output, "\"lost\":{\"timestamp\":1,\"hash\":0}"))
		TH_LOG("%s", rxmeta_output);
}

TEST_F(no_headroom, loss_of_the_cards_hash_is_counted)
{
	EXPECT_RXMETA(0, "", "attach %s --cpus 0 --hash none", dev);
	ASSERT_EQ(0, send_one(self->fd, false));
	EXPECT_TRUE(reads(1)) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(0, rxmeta_counter("store_error"));
	EXPECT_NE(NULL, strstr(rxmeta_output, "\"lost\":{\"timestamp\":1,\"hash\":1}"))
		TH_LOG("%s", rxmeta_output);
}

static int rxmeta_open(void)
{
	int err = cards_ready("on") ?: cards_set_rings(RING_SMALL);

	if (err)
		return err;
	return card_run("ethtool --show-priv-flags %s | grep -q legacy-rx", dev) ?
	       HARNESS_NO_CASES : 0;
}

TEST_MAIN(rxmeta_open)
