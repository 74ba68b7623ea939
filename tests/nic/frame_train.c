// SPDX-License-Identifier: GPL-2.0
/*
 * Send numbered frames from the second card to the first. They belong to one flow and
 * one CPU sends them by one queue, so they come in order.
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

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "card_pair.h"
#include "frame.h"
#include "frame_train.h"

#define STREAM_HEAD	(14 + 20 + 8)
#define STREAM_LEN	200

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

/* The sender waits while the card does not send. */
static void send_all(unsigned int gap_us)
{
	int fd = frame_socket(peer);
	struct frame f;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	net_pin(0);
	for (__u32 number = 1; fd >= 0; number++) {
		make(&f, number);
		while (frame_send(fd, &f))
			usleep(gap_us);
		usleep(gap_us);
	}
	_exit(1);
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
 * stream_follow() - receive frames until STREAM_WELL of them come without a gap
 * @s: the stream
 *
 * Return: 0, or -1 after STREAM_TIMEOUT_MS.
 */
int stream_follow(struct stream *s)
{
	unsigned int lost = s->lost, since = s->came;
	struct timespec start, now;
	struct frame got;

	clock_gettime(CLOCK_MONOTONIC, &start);
	do {
		if (!frame_receive(s->fd, &got, 100))
			take(s, &got);
		if (s->lost != lost) {
			lost = s->lost;
			since = s->came;
		}
		if (s->came - since >= STREAM_WELL)
			return 0;
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while ((now.tv_sec - start.tv_sec) * 1000 < STREAM_TIMEOUT_MS);
	net_say("%u came, %u lost, %u wrong", s->came, s->lost, s->wrong);
	return -1;
}

/* Whether the stream goes on, and no frame ever came twice, out of order or damaged */
bool stream_is_well(struct stream *s)
{
	return !stream_follow(s) && !s->wrong;
}

/**
 * stream_begin() - start the sender and wait until frames come
 * @s: set up
 * @gap_us: time between two frames
 *
 * Return: 0, or -1 without a stream.
 */
int stream_begin(struct stream *s, unsigned int gap_us)
{
	int err;

	*s = (struct stream){ .fd = frame_socket(dev) };
	s->sender = fork();
	if (!s->sender)
		send_all(gap_us);
	err = s->fd < 0 || s->sender < 0 ? -1 : stream_follow(s);
	/* The sender may have begun before the socket received. */
	s->lost = 0;
	if (err)
		stream_end(s);
	return err;
}

/* End the stream, and the faults that a test asked the cards for. */
void stream_end(struct stream *s)
{
	card_control(0, "no faults", NULL, 0);
	card_control(1, "no faults", NULL, 0);
	if (s->sender > 0) {
		kill(s->sender, SIGKILL);
		waitpid(s->sender, NULL, 0);
	}
	close(s->fd);
}
