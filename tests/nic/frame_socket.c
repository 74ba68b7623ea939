// SPDX-License-Identifier: GPL-2.0
/* Send and receive test frames by packet sockets. */
#include <net/if.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>

#include "frame.h"

/**
 * frame_socket() - open a packet socket
 * @dev: the device that it is bound to
 *
 * It receives all frames of the device, but not those that the device sends.
 *
 * Return: a file descriptor, or -1.
 */
int frame_socket(const char *dev)
{
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = if_nametoindex(dev),
	};
	int one = 1, room = 8 << 20;

	setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof(one));
	setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
	if (bind(fd, (struct sockaddr *)&addr, sizeof(addr))) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Return: 0, or -1 when the frame was not sent whole. */
int frame_send(int fd, const struct frame *frame)
{
	return send(fd, frame->data, frame->len, 0) == (ssize_t)frame->len ?
	       0 : -1;
}

/**
 * frame_receive() - wait for a test frame
 * @fd: from frame_socket()
 * @frame: set to the frame
 * @timeout_ms: how long to wait for the next frame of any kind
 *
 * A program may have swapped the addresses of the frame.
 *
 * Return: 0, or -1 when none came.
 */
int frame_receive(int fd, struct frame *frame, int timeout_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	while (poll(&p, 1, timeout_ms) == 1) {
		ssize_t len = recv(fd, frame->data, sizeof(frame->data), 0);

		frame->len = len > 0 ? len : 0;
		if (len >= 14 && (frame->data[7] == 0xcc ||
				  frame->data[1] == 0xcc))
			return 0;
	}
	return -1;
}

/**
 * frame_receive_aux() - wait for a test frame with its source address unchanged
 * @fd: from frame_socket()
 * @aux: set to the auxiliary data of the frame
 * @timeout_ms: how long to wait for the next frame of any kind
 *
 * Return: 0, or -1 when none came.
 */
int frame_receive_aux(int fd, struct tpacket_auxdata *aux, int timeout_ms)
{
	char control[CMSG_SPACE(sizeof(*aux))];
	struct frame f;
	struct iovec iov = { .iov_base = f.data, .iov_len = sizeof(f.data) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1,
			      .msg_control = control };
	struct pollfd p = { .fd = fd, .events = POLLIN };

	do {
		msg.msg_controllen = sizeof(control);
		if (poll(&p, 1, timeout_ms) != 1 || recvmsg(fd, &msg, 0) < 14)
			return -1;
	} while (f.data[7] != 0xcc);
	if (!CMSG_FIRSTHDR(&msg))
		return -1;
	memcpy(aux, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(*aux));
	return 0;
}
