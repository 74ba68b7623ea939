// SPDX-License-Identifier: GPL-2.0
/*
 * What a modelled ConnectX-5 lets through to the unmodified mlx5 driver, and
 * what it says of checksums. Packet sockets tell.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/if_packet.h>

#include "tests/lib/harness.h"
#include "listener.h"

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
	int one = 1;

	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	self->in = card_socket(dev);
	self->out = card_socket(peer);
	ASSERT_GE(self->in, 0);
	ASSERT_GE(self->out, 0);
	ASSERT_EQ(0, setsockopt(self->in, SOL_PACKET, PACKET_AUXDATA, &one,
				sizeof(one)));
}

FIXTURE_TEARDOWN(receive)
{
	close(self->in);
	close(self->out);
}

/*
 * Whether a frame to this address comes, 1 or 0: it has to come before the one
 * behind it, or to be counted as one that there is no rule for. Anything else
 * is -1.
 */
static int comes(FIXTURE_DATA(receive) *self, const __u8 *to)
{
	__u64 before = card_stat(0, "no_rule");
	struct frame f, got;
	bool came;

	frame_begin(&f, 1);
	memcpy(f.data, to, 6);
	frame_flow(&f, &flows[0], 64);
	if (card_send(self->out, &f))
		return -1;
	frame_begin(&f, 2);
	frame_flow(&f, &flows[0], 64);
	if (card_send(self->out, &f) ||
	    card_receive(self->in, &got, WAIT_MS))
		return -1;
	came = got.data[11] == 1;
	if (came && card_receive(self->in, &got, WAIT_MS))
		return -1;
	if (got.data[11] != 2)
		return -1;
	return card_stat(0, "no_rule") - before == !came ? came : -1;
}

/* The driver tells its card some time after it was told itself. */
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
static const __u8 somebody[] = { 0x02, 0x00, 0x00, 0x00, 0x07, 0x07 };

TEST_F(receive, promiscuous)
{
	EXPECT_EQ(0, comes_soon(self, somebody, 0));
	EXPECT_EQ(1, comes(self, broadcast));
	ASSERT_EQ(0, card_run("ip link set %s promisc on", dev));
	EXPECT_EQ(1, comes_soon(self, somebody, 1));
	EXPECT_EQ(1, comes_soon(self, group, 1));
	ASSERT_EQ(0, card_run("ip link set %s promisc off", dev));
	EXPECT_EQ(0, comes_soon(self, somebody, 0));
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
	EXPECT_EQ(0, comes(self, somebody));
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
	/* An address more; then another in place of the first */
	ASSERT_EQ(0, card_run("bridge fdb add 02:00:00:00:07:07 dev %s self",
			      dev));
	EXPECT_EQ(1, comes_soon(self, somebody, 1));
	EXPECT_EQ(1, comes(self, first));
	ASSERT_EQ(0, card_run("bridge fdb del 02:00:00:00:07:07 dev %s self",
			      dev));
	EXPECT_EQ(0, comes_soon(self, somebody, 0));
}

/* The status of a received test frame, -1: none came */
static int status_of(int fd)
{
	char control[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	struct frame f;
	struct iovec iov = { .iov_base = f.data, .iov_len = sizeof(f.data) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1,
			      .msg_control = control };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct tpacket_auxdata aux;

	do {
		msg.msg_controllen = sizeof(control);
		if (poll(&p, 1, WAIT_MS) != 1 || recvmsg(fd, &msg, 0) < 14)
			return -1;
	} while (f.data[7] != 0xcc);
	if (!CMSG_FIRSTHDR(&msg))
		return -1;
	memcpy(&aux, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(aux));
	return aux.tp_status;
}

static const char * const csum_counters[] = {
	"rx_csum_unnecessary", "rx_csum_complete", "rx_csum_none",
};

/*
 * Frames with their checksums right, wrong in TCP or UDP, and wrong in IP:
 * which of the counters they count in, and whether a socket takes them for
 * checked.
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
		ASSERT_EQ(0, card_send(self->out, &f));
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

/* The card compares, and says so. */
TEST_F(receive, checksum_compared)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_no_csum_complete on",
			      dev));
	checksums(_metadata, self, 0, 2);
	EXPECT_EQ(0, card_run("ethtool --set-priv-flags %s rx_no_csum_complete off",
			      dev));
}

/* The card adds up, and the stack compares later. */
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

/* Datagrams that a socket of UDP's receives, of @n that were sent */
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
		/* The last one is never damaged, and says that all are in. */
		frame_begin(&f, i);
		frame_flow(&f, &flow, 100 + i);
		frame_seal(&f, &flow, false);
		if (damaged && i < 7)
			f.data[60 + i] ^= 1 << i;
		card_send(self->out, &f);
	}
	while (poll(&p, 1, WAIT_MS) == 1) {
		n++;
		if (recv(fd, f.data, sizeof(f.data), 0) == 107)
			break;
	}
	close(fd);
	return n;
}

/* What the stack makes of a sum that the card has added up */
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
	/* GRO looks at checksums as well. */
	return listener_ready("off") ?: listener_rings(FEW);
}

TEST_MAIN(receive_open)
