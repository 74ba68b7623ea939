// SPDX-License-Identifier: GPL-2.0
/*
 * host_frames SOCKET: run on the host, in the network namespace of the VM's TAP
 * devices, and send frames that are built here. Errors in how the guest builds
 * and sends frames do not affect these.
 *
 * Each line from the guest names a bridge, an enum hash_kind and the number of
 * a published vector. The program ends with QEMU, its peer on SOCKET.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "hash_frame.h"

#define TRY_US		20000
#define TRIES		1500	/* until QEMU listens */

static void die(const char *what)
{
	fprintf(stderr, "host_frames: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int connect_to(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	for (int i = 0; i < TRIES; i++) {
		if (!connect(fd, (struct sockaddr *)&at, sizeof(at)))
			return fd;
		usleep(TRY_US);
	}
	die(path);
	return -1;
}

/* Send a frame out of a bridge, as any other host on the wire would. */
static void send_frame(const char *bridge, const struct hash_frame *frame)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET };
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

	at.sll_ifindex = if_nametoindex(bridge);
	if (fd < 0 || sendto(fd, frame->bytes, frame->len, 0,
			     (struct sockaddr *)&at, sizeof(at)) < 0)
		die(bridge);
	close(fd);
}

int main(int argc, char **argv)
{
	struct hash_frame frame;
	unsigned int kind, n;
	char line[64], bridge[16];
	FILE *from;

	if (argc != 2) {
		fputs("Usage: host_frames SOCKET\n", stderr);
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	from = fdopen(connect_to(argv[1]), "r");
	while (from && fgets(line, sizeof(line), from))
		if (sscanf(line, "%15s %u %u", bridge, &kind, &n) == 3 &&
		    kind < HASH_KINDS && hash_frame_vector(&frame, kind, n))
			send_frame(bridge, &frame);
	return 0;
}
