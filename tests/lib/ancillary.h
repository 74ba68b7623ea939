/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ancillary data of a packet socket: the VLAN tag as auxiliary data, the time as a
 * raw hardware timestamp.
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

#define ANC_TIMEOUT_MS	3000

/**
 * struct anc - ancillary data of a received packet
 * @has_tag: the kernel gave a VLAN tag
 * @has_tpid: and its TPID
 * @tci: the tag's TCI, in host order
 * @tpid: the tag's TPID, in host order
 * @hwtstamp: raw hardware timestamp in nanoseconds, 0 without one
 * @seq: sequence number in the packet, for tests whose packets have one; anc_recv()
 *	 leaves it 0
 */
struct anc {
	bool has_tag, has_tpid;
	__u16 tci;
	__u16 tpid;
	__u64 hwtstamp;
	__u32 seq;
};

static inline void anc_read_aux(struct anc *anc,
				const struct tpacket_auxdata *aux)
{
	anc->has_tag = aux->tp_status & TP_STATUS_VLAN_VALID;
	anc->has_tpid = aux->tp_status & TP_STATUS_VLAN_TPID_VALID;
	anc->tci = aux->tp_vlan_tci;
	anc->tpid = aux->tp_vlan_tpid;
}

static inline void anc_read_time(struct anc *anc,
				 const struct scm_timestamping *time)
{
	anc->hwtstamp = time->ts[2].tv_sec * 1000000000ULL +
			time->ts[2].tv_nsec;
}

/**
 * anc_recv() - receive a packet and its ancillary data
 * @fd: from net_socket(); anc_enable_time() was called for it
 * @bytes: set to the packet
 * @room: size of @bytes
 * @anc: set to the ancillary data
 *
 * Return: length of the packet, or -ETIMEDOUT.
 */
static inline int anc_recv(int fd, void *bytes, size_t room, struct anc *anc)
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

	memset(anc, 0, sizeof(*anc));
	if (poll(&wait, 1, ANC_TIMEOUT_MS) != 1)
		return -ETIMEDOUT;
	len = recvmsg(fd, &msg, 0);
	if (len < 0)
		return -ETIMEDOUT;
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_level == SOL_PACKET &&
		    c->cmsg_type == PACKET_AUXDATA)
			anc_read_aux(anc, (void *)CMSG_DATA(c));
		if (c->cmsg_level == SOL_SOCKET &&
		    c->cmsg_type == SCM_TIMESTAMPING)
			anc_read_time(anc, (void *)CMSG_DATA(c));
	}
	return len;
}

/**
 * anc_enable_time() - have a socket report raw hardware timestamps
 * @fd: the socket
 *
 * Return: 0 or -errno.
 */
static inline int anc_enable_time(int fd)
{
	int stamps = SOF_TIMESTAMPING_RAW_HARDWARE;

	return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &stamps,
			  sizeof(stamps)) ? -errno : 0;
}

#endif /* TESTS_LIB_ANCILLARY_H */
