// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_receive.c: which frames a modelled card passes to its unmodified driver,
 * as packet sockets see it.
 *
 * The including file has before this line CARD_FDB, what else the driver wants to know of
 * an address that it deletes. It adds the variants: what ethtool has to set, or NULL; and
 * the cases of what the card reports about checksums, for which sealed() sends frames.
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
	const char *set;	/* arguments of ethtool, for the first card */
};

FIXTURE_SETUP(receive)
{
	if (variant->set)
		ASSERT_EQ(0, card_run(variant->set, dev));
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
	ASSERT_EQ(0, card_run("bridge fdb del 02:00:00:00:07:07 dev %s self " CARD_FDB,
			      dev));
	EXPECT_EQ(0, comes_soon(self, other_host, 0));
}

/* Receive a test frame. Return: its status flags, -1 when none came. */
static int status_of(int fd)
{
	struct tpacket_auxdata aux;

	return frame_receive_aux(fd, &aux, WAIT_MS) ? -1 : (int)aux.tp_status;
}

/*
 * Send one frame with right checksums, with a wrong one of TCP or UDP, or with a wrong one
 * of IP, of flow @i / 3. Return: its status flags, -1 when none came, -2 when there is no
 * such frame.
 */
static int sealed(FIXTURE_DATA(receive) *self, unsigned int i)
{
	const struct flow *flow = &flows[i / 3];
	int damage = i % 3;
	struct frame f;

	if (flow->proto == IPPROTO_GRE || (damage == 2 && flow->version == 6))
		return -2;
	frame_begin(&f, i);
	frame_flow(&f, flow, 100);
	frame_seal(&f, flow, false);
	if (damage)
		f.data[damage == 1 ? f.len - 1 : 14 + 8] ^= 1;
	return frame_send(self->out, &f) ? -1 : status_of(self->in);
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

/* The stack believes the card, or compares the checksums by its sum. */
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
