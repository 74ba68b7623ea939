// SPDX-License-Identifier: GPL-2.0
/*
 * Send the frames of a capture, and examine each one that arrives: a redirected
 * one at the veth's peer, one that was passed on at the NIC.
 *
 * There is no tunnel device and no socket inside the tunnel: packet sockets send
 * and receive whole frames.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "addresses.h"
#include "captured_frames.h"
#include "flow_order.h"
#include "netns.h"
#include "replay.h"
#include "run_limits.h"
#include "topology.h"
#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"

#define TAG_LEN		4
#define MACS_LEN	12

/**
 * struct replay - a run
 * @capture: frames to send
 * @tally: outcome
 * @tx: packet socket of the sender
 * @redirected: packet socket at the veth's peer
 * @passed: packet socket at the NIC with the program
 * @arrived: frames that have arrived, damaged ones too
 */
struct replay {
	struct capture *capture;
	struct tally *tally;
	int tx;
	int redirected;
	int passed;
	int arrived;
};

static int open_packets(int ns, const char *dev, bool receive)
{
	struct sockaddr_ll addr = { .sll_family = AF_PACKET };
	int size = RECEIVE_BUFFER, one = 1, fd;

	ns_enter(ns);
	addr.sll_ifindex = if_nametoindex(dev);
	addr.sll_protocol = receive ? htons(ETH_P_ALL) : 0;
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (fd < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) ||
	    setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &one, sizeof(one)) ||
	    setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one,
		       sizeof(one)) ||
	    bind(fd, (const void *)&addr, sizeof(addr)))
		die("cannot open a packet socket on %s: %s", dev,
		    strerror(errno));
	return fd;
}

static void replay_open(struct replay *replay, const struct topology *topo)
{
	replay->tx = open_packets(topo->sender, NIC_SENDER, false);
	replay->redirected = open_packets(topo->receiver, VETH_PEER, true);
	replay->passed = open_packets(topo->root, NIC_XDP, true);
	ns_enter(topo->root);
}

static void replay_close(struct replay *replay)
{
	close(replay->tx);
	close(replay->redirected);
	close(replay->passed);
}

static void send_frame(struct replay *replay, const struct frame *frame)
{
	ssize_t len = send(replay->tx, frame->bytes, frame->len, 0);

	if (len != frame->len)
		die("cannot send a frame of %u bytes: %s", frame->len,
		    len < 0 ? strerror(errno) : "some of it was sent");
	replay->tally->sent++;
}

/* Put the first VLAN tag back, which the kernel strips. @buf has room for it. */
static int put_tag_back(struct msghdr *msg, uint8_t *buf, int len)
{
	struct tpacket_auxdata aux;
	struct cmsghdr *cmsg;

	for (cmsg = CMSG_FIRSTHDR(msg); cmsg; cmsg = CMSG_NXTHDR(msg, cmsg)) {
		if (cmsg->cmsg_level != SOL_PACKET ||
		    cmsg->cmsg_type != PACKET_AUXDATA)
			continue;
		memcpy(&aux, CMSG_DATA(cmsg), sizeof(aux));
		if (!(aux.tp_status & TP_STATUS_VLAN_VALID))
			continue;
		memmove(buf + MACS_LEN + TAG_LEN, buf + MACS_LEN,
			len - MACS_LEN);
		buf[MACS_LEN] = aux.tp_vlan_tpid >> 8;
		buf[MACS_LEN + 1] = aux.tp_vlan_tpid;
		buf[MACS_LEN + 2] = aux.tp_vlan_tci >> 8;
		buf[MACS_LEN + 3] = aux.tp_vlan_tci;
		return len + TAG_LEN;
	}
	return len;
}

static int receive_frame(int fd, uint8_t *buf, int size)
{
	char control[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	struct iovec iov = { buf, size - TAG_LEN };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	ssize_t len = recvmsg(fd, &msg, MSG_DONTWAIT);

	return len < MACS_LEN ? len : put_tag_back(&msg, buf, len);
}

static void examine(struct replay *replay, const uint8_t *buf, int len,
		    bool passed)
{
	struct tally *tally = replay->tally;
	struct frame *frame;

	frame = len < CAPTURE_FRAME_MIN ? NULL :
		capture_find(replay->capture, buf, len);
	if (!frame) {
		tally->damaged++;
	} else if (!frame->left) {
		tally->repeated++;
	} else {
		tally->intact++;
		tally->reordered += !order_keeps(replay->capture,
						 capture_take(frame));
		tally->passed += passed;
	}
}

static void receive_all(struct replay *replay, int fd)
{
	uint8_t buf[CAPTURE_FRAME_MAX + TAG_LEN + 1];
	int len;

	while ((len = receive_frame(fd, buf, sizeof(buf))) >= 0) {
		replay->arrived++;
		examine(replay, buf, len, fd == replay->passed);
	}
}

/* Receive every frame that has arrived; wait at most @wait_ms for the first. */
static bool receive_frames(struct replay *replay, int wait_ms)
{
	struct pollfd pfd[] = {
		{ .fd = replay->redirected, .events = POLLIN },
		{ .fd = replay->passed, .events = POLLIN },
	};

	if (poll(pfd, 2, wait_ms) <= 0)
		return false;
	receive_all(replay, replay->redirected);
	receive_all(replay, replay->passed);
	return true;
}

static void exchange(struct replay *replay)
{
	const struct capture *capture = replay->capture;
	int total = capture->head->frames;
	struct tally *tally = replay->tally;

	do {
		while (tally->sent < total &&
		       tally->sent - replay->arrived < WINDOW)
			send_frame(replay, &capture->frames[tally->sent]);
	} while (tally->intact < total && receive_frames(replay, STALL_MS));
}

/**
 * replay_run() - send the frames of a capture and account for each
 * @topo: topology with the XDP program
 * @capture: frames to send
 * @tally: filled in
 */
void replay_run(const struct topology *topo, struct capture *capture,
		struct tally *tally)
{
	struct replay replay = { .capture = capture, .tally = tally };
	struct counters before;
	long long start;

	memset(tally, 0, sizeof(*tally));
	capture_expect(capture);
	replay_open(&replay, topo);
	counters_read(topo, &before);
	start = clock_ms();
	exchange(&replay);
	tally->seconds = (clock_ms() - start) / 1000.0;
	counters_await(topo, &tally->packets, &before,
		       tally->intact - tally->passed);
	receive_frames(&replay, 0);
	replay_close(&replay);
}
