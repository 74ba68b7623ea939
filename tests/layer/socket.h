/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a packet socket is told, for whoever includes it to run over carriers of
 * its own: SOCKET(name, way). The VLAN tag comes as auxiliary data, the time as
 * a raw hardware timestamp.
 */
#ifndef TESTS_LAYER_SOCKET_H
#define TESTS_LAYER_SOCKET_H

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/errqueue.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>

#include "harness.h"
#include "net.h"
#include "values.h"
#include "way.h"

#define SOCK_STEPS	5
#define SOCK_PACKETS	30

/* What recvmsg() said beside the bytes. */
struct told {
	bool has_tag, has_tpid;
	__u16 tci;
	__u16 tpid;
	__u64 hwtstamp;
	__u32 seq;
};

static void told_aux(struct told *told, const struct tpacket_auxdata *aux)
{
	told->has_tag = aux->tp_status & TP_STATUS_VLAN_VALID;
	told->has_tpid = aux->tp_status & TP_STATUS_VLAN_TPID_VALID;
	told->tci = aux->tp_vlan_tci;
	told->tpid = aux->tp_vlan_tpid;
}

static void told_time(struct told *told, const struct scm_timestamping *time)
{
	told->hwtstamp = time->ts[2].tv_sec * 1000000000ULL +
			 time->ts[2].tv_nsec;
}

static int told_recv(int fd, struct told *told)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	struct rxm_packet pkt;
	char control[256];
	struct iovec iov = { &pkt, sizeof(pkt) };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *c;

	memset(told, 0, sizeof(*told));
	if (poll(&wait, 1, 3000) != 1 || recvmsg(fd, &msg, 0) < 0)
		return -ETIMEDOUT;
	told->seq = pkt.seq;
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_level == SOL_PACKET &&
		    c->cmsg_type == PACKET_AUXDATA)
			told_aux(told, (void *)CMSG_DATA(c));
		if (c->cmsg_level == SOL_SOCKET &&
		    c->cmsg_type == SCM_TIMESTAMPING)
			told_time(told, (void *)CMSG_DATA(c));
	}
	return 0;
}

static int told_ask(int fd)
{
	int stamps = SOF_TIMESTAMPING_RAW_HARDWARE;

	return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &stamps,
			  sizeof(stamps)) ? -errno : 0;
}

FIXTURE(packet_socket) {
	int fd;
};

FIXTURE_VARIANT(packet_socket) {
	struct way way;
};

#define SOCKET(name, WAY)						\
	FIXTURE_VARIANT_ADD(packet_socket, name) { .way = WAY }

FIXTURE_SETUP(packet_socket)
{
	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(SOCK_STEPS);
	self->fd = net_socket(variant->way.seen[0], true);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, told_ask(self->fd));
}

FIXTURE_TEARDOWN(packet_socket)
{
	close(self->fd);
}

TEST_F(packet_socket, is_told)
{
	const struct way_run run = { .packets = SOCK_PACKETS };
	unsigned int h = variant->way.stores;
	struct way_want want;
	struct told told;
	int i;

	way_do(h, 0, VALUE_ALL(0));
	way_do(h, 1, value_vlan(1));
	way_do(h, 3, value_ts(3), value_hash(3));
	ASSERT_EQ(0, way_go(&variant->way, &run));

	for (i = 0; i < SOCK_PACKETS; i++) {
		ASSERT_EQ(0, told_recv(self->fd, &told));
		way_stored(&want, RXM_HOPS, told.seq);
		EXPECT_EQ(want.has_tag, told.has_tag);
		EXPECT_EQ(want.has_tag, told.has_tpid);
		EXPECT_EQ(want.tci, told.tci);
		EXPECT_EQ(want.proto, told.tpid);
		EXPECT_EQ(want.ts, told.hwtstamp);
	}
}

#endif /* TESTS_LAYER_SOCKET_H */
