// SPDX-License-Identifier: GPL-2.0
/*
 * The frames that the sender's NIC sends, compared with the pattern of the tunnel
 * kind. Flows may spread even if the sender left an option of the tunnel out.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "addresses.h"
#include "netns.h"
#include "topology.h"
#include "tunnel_kinds.h"
#include "wire_format.h"
#include "qemu/common/error.h"

#define MACS		12
#define DEST_OPTIONS	0x3c	/* the extension header that holds encaplimit */

/**
 * struct wire_cursor - a position in a frame
 * @frame: the frame
 * @len: its length in nibbles
 * @at: the position in nibbles
 */
struct wire_cursor {
	const uint8_t *frame;
	size_t len;
	size_t at;
};

/**
 * wire_open() - start to record what the sender's NIC sends
 * @topo: topology
 *
 * Return: a socket for wire_check().
 */
int wire_open(const struct topology *topo)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET };
	int fd;

	ns_enter(topo->sender);
	at.sll_protocol = htons(ETH_P_ALL);
	at.sll_ifindex = if_nametoindex(NIC_SENDER);
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)))
		die("packet socket on %s: %s", NIC_SENDER, strerror(errno));
	ns_enter(topo->root);
	return fd;
}

static int nibble(const struct wire_cursor *c, size_t at)
{
	if (at >= c->len)
		return -1;
	return c->frame[at / 2] >> (at % 2 ? 0 : 4) & 15;
}

static int byte(const struct wire_cursor *c, size_t at)
{
	return at + 1 < c->len ? c->frame[at / 2] : -1;
}

static int digit(char c)
{
	return isdigit(c) ? c - '0' : c - 'a' + 10;
}

/* Skip an IP header and, in IPv6, the destination options in front of @proto. */
static bool skip_ip(struct wire_cursor *c, int version, int proto)
{
	bool four = version == 4;
	int next = byte(c, c->at + (four ? 18 : 12));
	size_t len = four ? 8 * nibble(c, c->at + 1) : 80;

	if (nibble(c, c->at) != version)
		return false;
	c->at += len;
	if (!four && next == DEST_OPTIONS && proto != DEST_OPTIONS) {
		next = byte(c, c->at);
		c->at += 16 * (byte(c, c->at + 2) + 1);
	}
	return next == proto;
}

/* Compare a frame with a pattern: struct tunnel has the notation. */
static bool wire_match(const char *want, int port, const uint8_t *frame,
		       size_t len)
{
	struct wire_cursor c = { frame, 2 * len, 2 * MACS };

	for (; *want; want++) {
		if (*want == ' ')
			continue;
		if (*want == 'M') {
			c.at += 2 * MACS;
		} else if (*want == 'I' || *want == 'J') {
			if (!skip_ip(&c, *want == 'I' ? 4 : 6,
				     16 * digit(want[1]) + digit(want[2])))
				return false;
			want += 2;
		} else if (*want == 'P') {
			if (byte(&c, c.at) << 8 != (port & 0xff00) ||
			    byte(&c, c.at + 2) != (port & 0xff))
				return false;
			c.at += 4;
		} else if (*want == '?') {
			c.at++;
		} else if (nibble(&c, c.at++) != digit(*want)) {
			return false;
		}
	}
	return c.at <= c.len;
}

static void wire_print(const char *want, int port, const uint8_t *frame,
		       size_t len)
{
	printf("# no frame on the wire matches %s, with P %04x\n", want, port);
	printf("# the last one is ");
	for (size_t i = MACS; i < len && i < 100; i++)
		printf("%02x", frame[i]);
	putchar('\n');
}

/**
 * wire_check() - look for a frame of a tunnel among those sent since wire_open()
 * @fd: socket from wire_open(), which is closed
 * @tunnel: tunnel that the frame has to match
 * @port: its UDP port, if it has one
 *
 * Return: true if there is one. Otherwise a diagnostic line was printed.
 */
bool wire_check(int fd, const struct tunnel *tunnel, int port)
{
	static uint8_t frame[2048], example[2048];
	ssize_t len, example_len = 0;
	bool found = false;

	while (!found && (len = recv(fd, frame, sizeof(frame), 0)) > 0) {
		found = wire_match(tunnel->wire, port, frame, len);
		memcpy(example, frame, len);
		example_len = len;
	}
	close(fd);
	if (!found)
		wire_print(tunnel->wire, port, example, example_len);
	return found;
}
