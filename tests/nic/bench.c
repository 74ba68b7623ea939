// SPDX-License-Identifier: GPL-2.0
/*
 * Compare frames per second through a modelled NIC and through virtio-net in the same
 * guest. One device of a pair sends them, an XDP program on the other counts them. The
 * pairs take turns, and the ratio is the median over the rounds, because a busy host
 * slows both pairs down but not at the same time. The exit status is 1 where the model
 * reaches less than a share of the rate of virtio-net.
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

#define ROUNDS		7	/* at most, and by default */
#define WINDOW		128
#define WINDOWS		32
#define HEADERS		(14 + 20 + 8)
#define RATIO_MIN	0.7	/* by default */

struct pair {
	const char *name;
	const char *to, *from;	/* addresses */
	double rate[ROUNDS];
	__u64 frames, lost;
};

static const struct pair pairs[] = {
	{ "mlx5", CARD_MAC0, CARD_MAC1, { 0 }, 0, 0 },
	{ "virtio-net", "02:00:00:00:00:01", "02:00:00:00:00:02", { 0 }, 0, 0 },
};

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
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

static int run_pair(struct pair *pair, size_t len, int round)
{
	static const struct flow flow = { 4, 17, "10.0.0.2", "10.0.0.1",
					  1234, 5678 };
	const char *to = card_name(pair->to), *from = card_name(pair->from);
	struct count_frames *skel = count_frames__open_and_load();
	struct bpf_link *link;
	struct frame f;
	double start;
	int fd;

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
	frame_begin(&f, 0);
	frame_flow(&f, &flow, len - HEADERS);
	start = now();
	for (int i = 0; i < WINDOWS; i++) {
		int lost = send_window(fd, &f, &skel->bss->counted);

		if (lost < 0)
			return -1;
		pair->lost += lost;
	}
	pair->rate[round] = skel->bss->counted / (now() - start);
	pair->frames += skel->bss->counted;
	close(fd);
	bpf_link__destroy(link);
	count_frames__destroy(skel);
	return 0;
}

static int by_size(const void *a, const void *b)
{
	double diff = *(const double *)a - *(const double *)b;

	return diff < 0 ? -1 : diff > 0;
}

static double median(double *val, int rounds)
{
	qsort(val, rounds, sizeof(*val), by_size);
	return val[rounds / 2];
}

/* Return: rate of the model relative to that of virtio-net; negative on error. */
static double compare(size_t len, int rounds)
{
	struct pair pair[2] = { pairs[0], pairs[1] };
	double ratio[ROUNDS];

	for (int round = 0; round < rounds; round++) {
		for (int i = 0; i < 2; i++)
			if (run_pair(&pair[i], len, round)) {
				fprintf(stderr, "%s: cannot be measured\n",
					pair[i].name);
				return -1;
			}
		ratio[round] = pair[0].rate[round] / pair[1].rate[round];
	}
	for (int i = 0; i < 2; i++)
		printf("%4zu bytes  %-12s %8.0f packets/s  (%llu of %llu)\n",
		       len, pair[i].name, median(pair[i].rate, rounds),
		       (unsigned long long)pair[i].frames,
		       (unsigned long long)(pair[i].frames + pair[i].lost));
	printf("%4zu bytes  ratio        %8.2f\n", len, median(ratio, rounds));
	return ratio[rounds / 2];
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 64, 1514 };
	int rounds = argc > 1 ? atoi(argv[1]) : ROUNDS;
	double ratio_min = argc > 2 ? atof(argv[2]) : RATIO_MIN;
	bool slow = false;

	if (rounds < 1 || rounds > ROUNDS || argc > 3) {
		fprintf(stderr, "usage: nic-bench [ROUNDS, 1 to %d [RATIO]]\n", ROUNDS);
		return 2;
	}

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		slow |= compare(sizes[i], rounds) < ratio_min;
	if (slow)
		printf("The model reaches less than %.1f of the rate of virtio-net.\n",
		       ratio_min);
	return slow;
}
