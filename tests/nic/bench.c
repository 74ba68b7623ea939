// SPDX-License-Identifier: GPL-2.0
/*
 * Frames per second through a modelled NIC and through virtio-net in the same guest. One
 * device of a pair sends them, an XDP program on the other counts them. The pairs take
 * turns. $LAB_OUT gets a line of JSON for each turn, with the guest's time and with the CPU
 * time of QEMU, all its threads together: only that does not depend on what else the
 * machine does. bench.awk makes a table of the lines.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <net/if.h>
#include <sys/socket.h>
#include <bpf/libbpf.h>

#include "tests/lib/lab_card.h"
#include "count_frames.skel.h"
#include "frame.h"

#define WINDOW		128
#define WINDOWS		32
#define HEADERS		(14 + 20 + 8)

struct pair {
	const char *name;
	const char *to, *from;	/* addresses */
};

/**
 * struct turn - what went through a pair
 * @frames: those that arrived
 * @lost: those that did not
 * @seconds: the guest's time
 * @cpu_seconds: QEMU's CPU time
 */
struct turn {
	__u64 frames, lost;
	double seconds, cpu_seconds;
};

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* The CPU time of QEMU in seconds; negative on error */
static double cpu_now(void)
{
	unsigned long long ns;
	char answer[64];

	if (card_control(0, "cpu-time", answer, sizeof(answer)) ||
	    sscanf(answer, "ns=%llu", &ns) != 1)
		return -1;
	return ns / 1e9;
}

/* Send a window of frames and wait until all of them arrived. Return: how many did
 * not, or -1.
 */
static int send_window(int fd, struct frame *f, volatile __u64 *counted)
{
	struct iovec iov = { .iov_base = f->data, .iov_len = f->len };
	__u64 want = *counted + WINDOW;
	struct mmsghdr msg[WINDOW];
	int n = 0;

	memset(msg, 0, sizeof(msg));
	for (int i = 0; i < WINDOW; i++) {
		msg[i].msg_hdr.msg_iov = &iov;
		msg[i].msg_hdr.msg_iovlen = 1;
	}
	while (n < WINDOW) {
		int sent = sendmmsg(fd, msg + n, WINDOW - n, 0);

		if (sent < 0 && errno != ENOBUFS && errno != EAGAIN)
			return -1;
		n += sent > 0 ? sent : 0;
	}
	for (double end = now() + 2; *counted < want && now() < end;)
		usleep(50);
	return *counted < want ? want - *counted : 0;
}

static int send_windows(struct turn *turn, int fd, const struct count_frames *skel,
			size_t len)
{
	static const struct flow flow = { 4, 17, "10.0.0.2", "10.0.0.1",
					  1234, 5678 };
	double start = now(), cpu = cpu_now();
	struct frame f;

	if (cpu < 0)
		return -1;
	frame_begin(&f, 0);
	frame_flow(&f, &flow, len - HEADERS);
	for (int i = 0; i < WINDOWS; i++) {
		int lost = send_window(fd, &f, &skel->bss->counted);

		if (lost < 0)
			return -1;
		turn->lost += lost;
	}
	turn->frames = skel->bss->counted;
	turn->cpu_seconds = cpu_now() - cpu;
	turn->seconds = now() - start;
	return 0;
}

static int run_pair(const struct pair *pair, size_t len, struct turn *turn)
{
	const char *to = card_name(pair->to), *from = card_name(pair->from);
	struct count_frames *skel = count_frames__open_and_load();
	struct bpf_link *link;
	int fd, err;

	if (!to || !from || !skel ||
	    card_run("ip link set %s up promisc on && ip link set %s up", to,
		     from))
		return -1;
	link = bpf_program__attach_xdp(skel->progs.count_frames,
				       if_nametoindex(to));
	fd = frame_socket(from);
	if (!link || fd < 0)
		return -1;
	usleep(300000);
	err = send_windows(turn, fd, skel, len);
	close(fd);
	bpf_link__destroy(link);
	count_frames__destroy(skel);
	return err;
}

static void report(FILE *out, const char *card, const char *nic, size_t len,
		   const struct turn *turn)
{
	fprintf(out,
		"{\"card\":\"%s\",\"nic\":\"%s\",\"bytes\":%zu,\"packets\":%llu,\"lost\":%llu,\"seconds\":%.6f,\"cpu_seconds\":%.6f}\n",
		card, nic, len, (unsigned long long)turn->frames,
		(unsigned long long)turn->lost, turn->seconds,
		turn->cpu_seconds);
}

static int compare(FILE *out, const char *card, size_t len, int rounds)
{
	const struct pair pairs[] = {
		{ card, CARD_MAC0, CARD_MAC1 },
		{ "virtio-net", "02:00:00:00:00:01", "02:00:00:00:00:02" },
	};

	for (int i = 0; i < 2 * rounds; i++) {
		const struct pair *pair = &pairs[i % 2];
		struct turn turn = { 0 };

		if (run_pair(pair, len, &turn)) {
			fprintf(stderr, "%s: cannot be measured\n", pair->name);
			return -1;
		}
		report(out, card, pair->name, len, &turn);
	}
	return 0;
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 64, 1514 };
	int rounds = argc == 3 ? atoi(argv[2]) : 0, err = 0;
	const char *path = getenv("LAB_OUT");
	FILE *out;

	if (rounds < 1) {
		fprintf(stderr, "usage: nic-bench CARD ROUNDS\n");
		return 2;
	}
	out = path ? fopen(path, "w") : stdout;
	if (!out) {
		perror(path);
		return 1;
	}
	for (size_t i = 0; !err && i < sizeof(sizes) / sizeof(sizes[0]); i++)
		err = compare(out, argv[1], sizes[i], rounds);
	return fclose(out) || err;
}
