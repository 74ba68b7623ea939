// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_traffic.c: two hosts with a modelled card each. The unmodified driver
 * carries ICMP, TCP and UDP between them. No packet is lost or damaged, and all counters
 * agree.
 *
 * The including file has before this line card_counts, and after it the variants.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "card_pair.h"
#include "card_counts.h"
#include "listener.h"
#include "peer.h"

FIXTURE(traffic) {
	struct listener l;	/* its program passes all packets of this test */
};

FIXTURE_VARIANT(traffic) {
	const char *set;	/* what ethtool has to set on both cards, or NULL */
	bool xdp;
	unsigned int mtu;
};

FIXTURE_SETUP(traffic)
{
	self->l = (struct listener){ .fd = -1 };
	if (variant->set) {
		ASSERT_EQ(0, card_run(variant->set, dev));
		ASSERT_EQ(0, card_run(variant->set, peer));
	}
	if (variant->xdp)
		ASSERT_EQ(0, listener_open(&self->l));
	ASSERT_EQ(0, peer_take(variant->mtu)) peer_give_back();
}

FIXTURE_TEARDOWN(traffic)
{
	listener_close(&self->l);
	EXPECT_EQ(0, peer_give_back());
}

/* 10 requests and 10 replies of each size */
static void ping(struct __test_metadata *_metadata, unsigned int mtu)
{
	static const unsigned int sizes[] = { 0, 56, 777, 1472, 8972 };
	unsigned int n = 0;

	counts_begin(&card_counts);
	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++) {
		if (sizes[i] + 28 > mtu)
			continue;
		EXPECT_EQ(0, card_run("ping -c 10 -i 0.01 -W 5 -s %u "
				      PEER_IP " | grep -q ' 10 packets received'",
				      sizes[i]));
		n += 10;
	}
	EXPECT_EQ(0, counts_agree(n, n));
}

/* Two connected sockets, one on each host */
struct pair {
	int local, remote;
};

static int open_socket(int type, const char *addr, __u16 port)
{
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), room = 4 << 20;
	struct sockaddr_in in = { .sin_family = AF_INET,
				  .sin_port = htons(port) };
	int one = 1;

	inet_pton(AF_INET, addr, &in.sin_addr);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
	return bind(fd, (struct sockaddr *)&in, sizeof(in)) ? -1 : fd;
}

static int connect_to(int fd, const char *addr, __u16 port)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
				  .sin_port = htons(port) };

	inet_pton(AF_INET, addr, &in.sin_addr);
	return connect(fd, (struct sockaddr *)&in, sizeof(in));
}

static int open_udp(struct pair *p)
{
	p->local = open_socket(SOCK_DGRAM, LOCAL_IP, 1001);
	peer_enter();
	p->remote = open_socket(SOCK_DGRAM, PEER_IP, 1002);
	peer_leave();
	return connect_to(p->local, PEER_IP, 1002) ?:
	       connect_to(p->remote, LOCAL_IP, 1001);
}

static int open_tcp(struct pair *p)
{
	int listening;

	peer_enter();
	listening = open_socket(SOCK_STREAM, PEER_IP, 1002);
	peer_leave();
	p->local = open_socket(SOCK_STREAM, LOCAL_IP, 1001);
	if (listen(listening, 1) || connect_to(p->local, PEER_IP, 1002))
		return -1;
	p->remote = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
	close(listening);
	return p->remote < 0 ? -1 : 0;
}

#define PAYLOAD_LEN	(1 << 20)

/* Bytes that each end sends, made once for all cases; datagrams are parts of them. */
static __u8 payload[2][PAYLOAD_LEN];

static void make_payload(void)
{
	for (unsigned int end = 0; end < 2; end++)
		for (unsigned int i = 0; i < PAYLOAD_LEN; i++)
			payload[end][i] = (i * 0x9e3779b1u >> 24) ^ (i >> 16) ^ end;
}

#define DATAGRAMS	144
#define WINDOW		48
#define DATAGRAM_MAX	8972

/* Make datagram @n. Its bytes depend on @n and @mtu only. */
static size_t datagram(__u8 *buf, unsigned int n, unsigned int mtu)
{
	size_t len = 4 + n * 7919 % (mtu - 28 - 3);

	memcpy(buf, &n, sizeof(n));
	memcpy(buf + 4, &payload[0][n * 4099], len - 4);
	return len;
}

static int receive_datagram(int fd, unsigned int n, unsigned int mtu)
{
	static __u8 want[DATAGRAM_MAX], got[DATAGRAM_MAX + 1];
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t len;

	if (poll(&p, 1, WAIT_MS) != 1) {
		net_say("datagram %u is lost", n);
		return -1;
	}
	len = recv(fd, got, sizeof(got), 0);
	if (len == (ssize_t)datagram(want, n, mtu) && !memcmp(want, got, len))
		return 0;
	net_say("%zd bytes are not datagram %u", len, n);
	return -1;
}

static int send_datagrams(int from, int to, unsigned int mtu)
{
	__u8 buf[DATAGRAM_MAX];
	unsigned int n = 0;

	while (n < DATAGRAMS) {
		for (unsigned int i = 0; i < WINDOW; i++) {
			size_t len = datagram(buf, n + i, mtu);

			if (send(from, buf, len, 0) != (ssize_t)len)
				return -1;
		}
		for (unsigned int i = 0; i < WINDOW; i++, n++)
			if (receive_datagram(to, n, mtu))
				return -1;
	}
	return 0;
}

static void udp(struct __test_metadata *_metadata, unsigned int mtu)
{
	struct pair p;

	counts_begin(&card_counts);
	ASSERT_EQ(0, open_udp(&p));
	EXPECT_EQ(0, send_datagrams(p.local, p.remote, mtu));
	EXPECT_EQ(0, send_datagrams(p.remote, p.local, mtu));
	EXPECT_EQ(0, counts_agree(DATAGRAMS, DATAGRAMS));
	close(p.local);
	close(p.remote);
}

#define CHUNK		(32 << 10)

/**
 * struct end - one end of a connection
 * @fd: its socket
 * @name: index of the payload that it sends
 * @sent: bytes sent
 * @got: bytes received
 */
struct end {
	int fd;
	__u8 name;
	unsigned int sent, got;
};

static int tcp_send(struct end *end)
{
	unsigned int left = PAYLOAD_LEN - end->sent;
	ssize_t n;

	n = send(end->fd, &payload[end->name][end->sent],
		 left < CHUNK ? left : CHUNK, MSG_DONTWAIT);
	end->sent += n > 0 ? n : 0;
	return n < 0 && errno != EAGAIN ? -1 : 0;
}

static int tcp_receive(struct end *end)
{
	__u8 buf[CHUNK];
	ssize_t n = recv(end->fd, buf, sizeof(buf), MSG_DONTWAIT);

	if (n <= 0)
		return -1;
	if (n > PAYLOAD_LEN - end->got ||
	    memcmp(buf, &payload[!end->name][end->got], n)) {
		net_say("bytes %u to %zd are wrong", end->got, end->got + n);
		return -1;
	}
	end->got += n;
	return 0;
}

/* Both ends send at the same time. */
static int exchange(const struct pair *pair)
{
	struct end end[2] = { { .fd = pair->local, .name = 0 },
			      { .fd = pair->remote, .name = 1 } };

	while (end[0].got < PAYLOAD_LEN || end[1].got < PAYLOAD_LEN) {
		struct pollfd p[2];

		for (int i = 0; i < 2; i++) {
			p[i].fd = end[i].fd;
			p[i].events = POLLIN;
			if (end[i].sent < PAYLOAD_LEN)
				p[i].events |= POLLOUT;
		}
		if (poll(p, 2, WAIT_MS) < 1) {
			net_say("%u and %u bytes came", end[0].got,
				end[1].got);
			return -1;
		}
		for (int i = 0; i < 2; i++)
			if ((p[i].revents & POLLIN &&
			     tcp_receive(&end[i])) ||
			    (p[i].revents & POLLOUT && tcp_send(&end[i])))
				return -1;
	}
	return 0;
}

static void tcp(struct __test_metadata *_metadata)
{
	struct pair p;

	counts_begin(&card_counts);
	ASSERT_EQ(0, open_tcp(&p));
	EXPECT_EQ(0, exchange(&p));
	close(p.local);
	close(p.remote);
	EXPECT_EQ(0, counts_agree(0, 0));
}

/* One case for all, because setting the two hosts up takes longest. */
TEST_F(traffic, carried)
{
	ping(_metadata, variant->mtu);
	udp(_metadata, variant->mtu);
	tcp(_metadata);
}

static int traffic_open(void)
{
	make_payload();
	return cards_ready("on") ?: cards_set_rings(1024) ?:
	       listener_share(false);
}
