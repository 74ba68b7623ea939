/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a packet socket is told beside the bytes: the VLAN tag as auxiliary data,
 * the time as a raw hardware timestamp.
 */
#ifndef TESTS_LIB_ANCILLARY_H
#define TESTS_LIB_ANCILLARY_H

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <linux/errqueue.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>
#include <linux/types.h>

#define TOLD_PATIENCE_MS	3000

/* What recvmsg() said beside the bytes. */
struct told {
	bool has_tag, has_tpid;
	__u16 tci;
	__u16 tpid;
	__u64 hwtstamp;
	__u32 seq;		/* for tests whose packets have one */
};

static inline void told_aux(struct told *told, const struct tpacket_auxdata *aux)
{
	told->has_tag = aux->tp_status & TP_STATUS_VLAN_VALID;
	told->has_tpid = aux->tp_status & TP_STATUS_VLAN_TPID_VALID;
	told->tci = aux->tp_vlan_tci;
	told->tpid = aux->tp_vlan_tpid;
}

static inline void told_time(struct told *told,
			     const struct scm_timestamping *time)
{
	told->hwtstamp = time->ts[2].tv_sec * 1000000000ULL +
			 time->ts[2].tv_nsec;
}

/**
 * told_bytes() - receive a packet
 * @fd: from net_socket(), and told_ask() was called for it
 * @bytes: gets the packet
 * @room: bytes there
 * @told: gets what is said of it
 *
 * Return: its length, or -ETIMEDOUT.
 */
static inline int told_bytes(int fd, void *bytes, size_t room,
			     struct told *told)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	char control[256];
	struct iovec iov = { bytes, room };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *c;
	int len;

	memset(told, 0, sizeof(*told));
	if (poll(&wait, 1, TOLD_PATIENCE_MS) != 1)
		return -ETIMEDOUT;
	len = recvmsg(fd, &msg, 0);
	if (len < 0)
		return -ETIMEDOUT;
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_level == SOL_PACKET &&
		    c->cmsg_type == PACKET_AUXDATA)
			told_aux(told, (void *)CMSG_DATA(c));
		if (c->cmsg_level == SOL_SOCKET &&
		    c->cmsg_type == SCM_TIMESTAMPING)
			told_time(told, (void *)CMSG_DATA(c));
	}
	return len;
}

static inline int told_ask(int fd)
{
	int stamps = SOF_TIMESTAMPING_RAW_HARDWARE;

	return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &stamps,
			  sizeof(stamps)) ? -errno : 0;
}

#endif /* TESTS_LIB_ANCILLARY_H */
