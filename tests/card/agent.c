// SPDX-License-Identifier: GPL-2.0
/*
 * usage: rx_agent [--remove] ADDRESS
 *
 * The remote of a test of a card: sends frames that come by standard input on the interface
 * that has ADDRESS, and gives frames of one EtherType that come there to standard output.
 * netif_wire.h has the messages. --remove: delete this program and its directory first, so
 * that nothing is left when the connection breaks.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <libgen.h>
#include <net/if.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/if_packet.h>

#include "tests/lib/net.h"
#include "tests/lib/netif_wire.h"

static int answer(enum netif_op op, const void *data, size_t len)
{
	char buf[sizeof(struct netif_msg) + NETIF_FRAME_MAX];
	const struct netif_msg head = { .op = op, .len = len };

	memcpy(buf, &head, sizeof(head));
	if (len)
		memcpy(buf + sizeof(head), data, len);
	len += sizeof(head);
	return write(STDOUT_FILENO, buf, len) == (ssize_t)len ? 0 : -1;
}

static int fail(const char *what, const char *why)
{
	char text[300];
	int len = snprintf(text, sizeof(text), "%s: %s", what, why);

	answer(NETIF_ERROR, text, len);
	return 1;
}

static bool is_address(const struct sockaddr *sa, const char *address)
{
	__u8 want[16];

	if (!sa)
		return false;
	if (sa->sa_family == AF_INET && inet_pton(AF_INET, address, want) == 1)
		return !memcmp(&((struct sockaddr_in *)sa)->sin_addr, want, 4);
	if (sa->sa_family == AF_INET6 && inet_pton(AF_INET6, address, want) == 1)
		return !memcmp(&((struct sockaddr_in6 *)sa)->sin6_addr, want, 16);
	return false;
}

static int find_interface(const char *address, char *name)
{
	struct ifaddrs *all, *i;
	bool found = false;

	if (getifaddrs(&all))
		return -1;
	for (i = all; i && !found; i = i->ifa_next) {
		found = is_address(i->ifa_addr, address);
		if (found)
			snprintf(name, IFNAMSIZ, "%s", i->ifa_name);
	}
	freeifaddrs(all);
	return found ? 0 : -1;
}

/* A card drops frames of a VLAN that nothing asks for, but not while a socket wants all. */
static void take_all(const char *name, int fd)
{
	struct packet_mreq all = {
		.mr_ifindex = if_nametoindex(name), .mr_type = PACKET_MR_PROMISC,
	};

	setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof(all));
}

static int hello(const char *name, int fd)
{
	struct ifreq ifr = { 0 };

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	return ioctl(fd, SIOCGIFHWADDR, &ifr) ||
	       answer(NETIF_HELLO, ifr.ifr_hwaddr.sa_data, 6);
}

static int read_all(void *to, size_t len)
{
	char *at = to;
	ssize_t n;

	while (len) {
		n = read(STDIN_FILENO, at, len);
		if (n <= 0)
			return -1;
		at += n;
		len -= n;
	}
	return 0;
}

/* Return: 0, or -1 when the connection has ended. */
static int take_message(int fd)
{
	static char data[1 << 16];
	struct netif_msg head;

	if (read_all(&head, sizeof(head)) || read_all(data, head.len))
		return -1;
	if (head.op == NETIF_SYNC)
		return answer(NETIF_SYNC, NULL, 0);
	if (head.op == NETIF_FRAME && send(fd, data, head.len, 0) < 0)
		fprintf(stderr, "# the remote could not send: %s\n", strerror(errno));
	return 0;
}

/* The EtherType behind all tags */
static unsigned int type_of(const __u8 *frame, int len)
{
	int at = 12;

	while (at + 6 < len && ((frame[at] == 0x81 && !frame[at + 1]) ||
				(frame[at] == 0x88 && frame[at + 1] == 0xa8)))
		at += 4;
	return at + 2 <= len ? frame[at] << 8 | frame[at + 1] : 0;
}

static int take_frames(int fd)
{
	static __u8 frame[NETIF_FRAME_MAX];
	int len, err = 0;

	while (!err && (len = net_recv(fd, frame, sizeof(frame))) >= 0)
		if (type_of(frame, len) == NETIF_ETHERTYPE)
			err = answer(NETIF_FRAME, frame, len);
	return err;
}

static void remove_itself(char *program)
{
	unlink(program);
	rmdir(dirname(program));
}

int main(int argc, char **argv)
{
	struct pollfd p[2] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .events = POLLIN } };
	char name[IFNAMSIZ];
	int err = 0;

	if (argc == 3 && !strcmp(argv[1], "--remove"))
		remove_itself(argv[0]);
	else if (argc != 2)
		return fail("rx_agent", "want an address");
	if (find_interface(argv[argc - 1], name))
		return fail(argv[argc - 1], "no interface has this address");
	p[1].fd = net_socket(name, true);
	if (p[1].fd < 0)
		return fail(name, strerror(-p[1].fd));
	take_all(name, p[1].fd);
	if (hello(name, p[1].fd))
		return 1;
	while (!err && poll(p, 2, -1) > 0) {
		if (p[1].revents)
			err = take_frames(p[1].fd);
		if (!err && p[0].revents)
			err = take_message(p[1].fd);
	}
	return 0;
}
