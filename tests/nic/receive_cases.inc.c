// SPDX-License-Identifier: GPL-2.0
/*
 * Which frames a modelled ConnectX-5 passes to the unmodified mlx5 driver, and what it
 * reports about checksums, as packet sockets see it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/if_packet.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "frame.h"

FIXTURE(receive) {
	int in;			/* on the first card */
	int out;		/* on the second */
};

FIXTURE_VARIANT(receive) {
	const char *striding;
};

FIXTURE_VARIANT_ADD(receive, striding) { "on" };
FIXTURE_VARIANT_ADD(receive, legacy) { "off" };

FIXTURE_SETUP(receive)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	self->in = frame_socket(dev);
	self->out = frame_socket(peer);
	ASSERT_GE(self->in, 0);
	ASSERT_GE(self->out, 0);
}

FIXTURE_TEARDOWN(receive)
{
	close(self->in);
	close(self->out);
}

/*
 * Whether a frame to an address comes. It has to come before a second frame, or to be
 * counted as a frame without a rule. Return: 1 or 0, -1 for anything else.
 */
static int comes(FIXTURE_DATA(receive) *self, const __u8 *to)
{
	__u64 before = card_stat(0, "no_rule");
	struct frame f, got;
	bool came;

	frame_begin(&f, 1);
	memcpy(f.data, to, 6);
	frame_flow(&f, &flows[0], 64);
	if (frame_send(self->out, &f))
		return -1;
	frame_begin(&f, 2);
	frame_flow(&f, &flows[0], 64);
	if (frame_send(self->out, &f) ||
	    frame_receive(self->in, &got, WAIT_MS))
		return -1;
	came = got.data[11] == 1;
	if (came && frame_receive(self->in, &got, WAIT_MS))
		return -1;
	if (got.data[11] != 2)
		return -1;
	return card_stat(0, "no_rule") - before == !came ? came : -1;
}

/* As comes(), but wait for @want: the driver configures the card some time later. */
static int comes_soon(FIXTURE_DATA(receive) *self, const __u8 *to, int want)
{
	int is = comes(self, to);

	for (int ms = 0; ms < WAIT_MS && is >= 0 && is != want; ms += 10) {
		usleep(10000);
		is = comes(self, to);
	}
	return is;
}

static const __u8 broadcast[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
static const __u8 group[] = { 0x01, 0x00, 0x5e, 0x01, 0x02, 0x03 };
static const __u8 other_group[] = { 0x01, 0x00, 0x5e, 0x01, 0x02, 0x04 };
static const __u8 other_host[] = { 0x02, 0x00, 0x00, 0x00, 0x07, 0x07 };

TEST_F(receive, promiscuous)
{
	EXPECT_EQ(0, comes_soon(self, other_host, 0));
	EXPECT_EQ(1, comes(self, broadcast));
	ASSERT_EQ(0, card_run("ip link set %s promisc on", dev));
	EXPECT_EQ(1, comes_soon(self, other_host, 1));
	EXPECT_EQ(1, comes_soon(self, group, 1));
	ASSERT_EQ(0, card_run("ip link set %s promisc off", dev));
	EXPECT_EQ(0, comes_soon(self, other_host, 0));
	EXPECT_EQ(0, comes_soon(self, group, 0));
	EXPECT_EQ(1, comes(self, broadcast));
}

TEST_F(receive, multicast)
{
	EXPECT_EQ(0, comes_soon(self, group, 0));
	ASSERT_EQ(0, card_run("ip maddr add 01:00:5e:01:02:03 dev %s", dev));
	EXPECT_EQ(1, comes_soon(self, group, 1));
	EXPECT_EQ(0, comes(self, other_group));
	ASSERT_EQ(0, card_run("ip link set %s allmulticast on", dev));
	EXPECT_EQ(1, comes_soon(self, other_group, 1));
	EXPECT_EQ(0, comes(self, other_host));
	ASSERT_EQ(0, card_run("ip link set %s allmulticast off", dev));
	EXPECT_EQ(0, comes_soon(self, other_group, 0));
	EXPECT_EQ(1, comes(self, group));
	ASSERT_EQ(0, card_run("ip maddr del 01:00:5e:01:02:03 dev %s", dev));
	EXPECT_EQ(0, comes_soon(self, group, 0));
}

TEST_F(receive, own_address)
{
	static const __u8 first[] = { 0x02, 0x00, 0x00, 0x00, 0x01, 0x01 };

	ASSERT_EQ(0, card_run("ip link set %s promisc off", dev));
	/* The card takes a second address until it is deleted. */
	ASSERT_EQ(0, card_run("bridge fdb add 02:00:00:00:07:07 dev %s self",
			      dev));
	EXPECT_EQ(1, comes_soon(self, other_host, 1));
	EXPECT_EQ(1, comes(self, first));
	ASSERT_EQ(0, card_run("bridge fdb del 02:00:00:00:07:07 dev %s self",
			      dev));
	EXPECT_EQ(0, comes_soon(self, other_host, 0));
}

/* Receive a test frame. Return: its status flags, -1 when none came. */
static int status_of(int fd)
{
	struct tpacket_auxdata aux;

	return frame_receive_aux(fd, &aux, WAIT_MS) ? -1 : (int)aux.tp_status;
}

static const char * const csum_counters[] = {
	"rx_csum_unnecessary", "rx_csum_complete", "rx_csum_none",
};

/*
 * Send frames with right checksums, with a wrong one of TCP or UDP, and with a wrong
 * one of IP. @right and @wrong are the indices of the counters that count them. Only
 * those of the first counter reach a socket as checked.
 */
static void checksums(struct __test_metadata *_metadata,
		      FIXTURE_DATA(receive) *self, int right, int wrong)
{
	for (unsigned int i = 0; i < 3 * N_FLOWS; i++) {
		const struct flow *flow = &flows[i / 3];
		int damage = i % 3, want = damage ? wrong : right;
		__u64 before[3];
		struct frame f;
		int status;

		if (flow->proto == IPPROTO_GRE ||
		    (damage == 2 && flow->version == 6))
			continue;
		frame_begin(&f, i);
		frame_flow(&f, flow, 100);
		frame_seal(&f, flow, false);
		if (damage)
			f.data[damage == 1 ? f.len - 1 : 14 + 8] ^= 1;
		for (int j = 0; j < 3; j++)
			before[j] = card_counter(dev, csum_counters[j]);
		ASSERT_EQ(0, frame_send(self->out, &f));
		status = status_of(self->in);
		ASSERT_NE(-1, status);
		EXPECT_EQ(want == 0, !!(status & TP_STATUS_CSUM_VALID))
			TH_LOG("flow %u damage %d", i / 3, damage);
		for (int j = 0; j < 3; j++) {
			before[j] = card_counter(dev, csum_counters[j]) -
				    before[j];
			EXPECT_EQ(j == want, before[j])
				TH_LOG("flow %u damage %d: %s", i / 3, damage,
				       csum_counters[j]);
		}
	}
}

/* The card compares the checksums and reports the result. */
TEST_F(receive, checksum_compared)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_no_csum_complete on",
			      dev));
	checksums(_metadata, self, 0, 2);
	EXPECT_EQ(0, card_run("ethtool --set-priv-flags %s rx_no_csum_complete off",
			      dev));
}

/* The card sums the packet, and the stack compares later. */
TEST_F(receive, checksum_added_up)
{
	checksums(_metadata, self, 1, 1);
}

TEST_F(receive, checksum_off)
{
	ASSERT_EQ(0, card_run("ethtool -K %s rx off", dev));
	checksums(_metadata, self, 2, 2);
	EXPECT_EQ(0, card_run("ethtool -K %s rx on", dev));
}

/* Send 8 datagrams. Return: how many a UDP socket receives. */
static int datagrams(FIXTURE_DATA(receive) *self, bool damaged)
{
	static const struct flow flow = { 4, IPPROTO_UDP, "10.8.0.2",
					  "10.8.0.1", 1002, 1001 };
	struct sockaddr_in in = { .sin_family = AF_INET,
				  .sin_port = htons(1001) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), n = 0;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct frame f;

	if (bind(fd, (struct sockaddr *)&in, sizeof(in)))
		return -1;
	for (unsigned int i = 0; i < 8; i++) {
		/* The last one is never damaged, so that its arrival ends the wait. */
		frame_begin(&f, i);
		frame_flow(&f, &flow, 100 + i);
		frame_seal(&f, &flow, false);
		if (damaged && i < 7)
			f.data[60 + i] ^= 1 << i;
		frame_send(self->out, &f);
	}
	while (poll(&p, 1, WAIT_MS) == 1) {
		n++;
		if (recv(fd, f.data, sizeof(f.data), 0) == 107)
			break;
	}
	close(fd);
	return n;
}

/* The stack compares the checksums by the sum of the card. */
TEST_F(receive, checksum_believed)
{
	ASSERT_EQ(0, card_run("ip addr add 10.8.0.1/24 dev %s", dev));
	EXPECT_EQ(8, datagrams(self, false));
	EXPECT_EQ(1, datagrams(self, true));
	EXPECT_EQ(0, card_run("ip addr flush dev %s", dev));
	EXPECT_NE(0, card_run("dmesg | grep -q 'hw csum failure'"));
}

static int receive_open(void)
{
	/* GRO would check the checksums too. */
	return cards_ready("off") ?: cards_set_rings(RING_SMALL);
}

TEST_MAIN(receive_open)
