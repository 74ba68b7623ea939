// SPDX-License-Identifier: GPL-2.0
/*
 * Numbered frames from the second card to the first, all the time. They are of
 * one flow and leave from one CPU by one queue, so they come in order.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "../layer/net.h"
#include "listener.h"
#include "stream.h"

#define STREAM_HEAD	(14 + 20 + 8)
#define STREAM_LEN	200
#define STREAM_GAP_US	500

static const struct flow flow = { 4, IPPROTO_UDP, "10.9.8.7", "10.6.5.4",
				  5555, 6666 };

static void make(struct frame *f, __u32 number)
{
	frame_begin(f, 0);
	frame_flow(f, &flow, STREAM_LEN);
	memcpy(f->data + STREAM_HEAD, &number, sizeof(number));
	for (size_t i = STREAM_HEAD + 4; i < f->len; i++)
		f->data[i] ^= number + (number >> 8);
}

/* A card that does not send makes it wait, but does not end it. */
static void send_all(void)
{
	int fd = card_socket(peer);
	struct frame f;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	net_pin(0);
	for (__u32 number = 1; fd >= 0; number++) {
		make(&f, number);
		while (card_send(fd, &f))
			usleep(STREAM_GAP_US);
		usleep(STREAM_GAP_US);
	}
	_exit(1);
}

/**
 * stream_begin() - start the sender
 * @s: set up
 *
 * Return: 0, or -1.
 */
int stream_begin(struct stream *s)
{
	*s = (struct stream){ .fd = card_socket(dev) };
	s->sender = fork();
	if (!s->sender)
		send_all();
	return s->fd < 0 || s->sender < 0 ? -1 : 0;
}

void stream_end(struct stream *s)
{
	if (s->sender > 0) {
		kill(s->sender, SIGKILL);
		waitpid(s->sender, NULL, 0);
	}
	close(s->fd);
}

static void take(struct stream *s, const struct frame *got)
{
	struct frame want;
	__u32 number;

	memcpy(&number, got->data + STREAM_HEAD, sizeof(number));
	make(&want, number);
	if (got->len != want.len || number <= s->last ||
	    memcmp(got->data, want.data, want.len)) {
		net_say("frame %u after %u, %zu bytes", number, s->last,
			got->len);
		s->wrong++;
		return;
	}
	s->lost += number - s->last - 1;
	s->last = number;
	s->came++;
}

/**
 * stream_follow() - receive what comes
 * @s: the stream
 * @frames: so many without a gap, then it is well
 * @timeout_ms: how long to wait for that, at most
 *
 * Return: 0, or -1 when it does not become well.
 */
int stream_follow(struct stream *s, unsigned int frames, int timeout_ms)
{
	unsigned int lost = s->lost, since = s->came;
	struct timespec start, now;
	struct frame got;

	clock_gettime(CLOCK_MONOTONIC, &start);
	do {
		if (!card_receive(s->fd, &got, 100))
			take(s, &got);
		if (s->lost != lost) {
			lost = s->lost;
			since = s->came;
		}
		if (s->came - since >= frames)
			return 0;
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while ((now.tv_sec - start.tv_sec) * 1000 < timeout_ms);
	net_say("%u came, %u lost, %u wrong", s->came, s->lost, s->wrong);
	return -1;
}
