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

#define TRAIN_HEAD	(14 + 20 + 8)
#define TRAIN_LEN	200

static const struct flow flow = { 4, IPPROTO_UDP, "10.9.8.7", "10.6.5.4",
				  5555, 6666 };

static void make(struct frame *f, __u32 number)
{
	frame_begin(f, 0);
	frame_flow(f, &flow, TRAIN_LEN);
	memcpy(f->data + TRAIN_HEAD, &number, sizeof(number));
	for (size_t i = TRAIN_HEAD + 4; i < f->len; i++)
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

static void take(struct frame_train *train, const struct frame *got)
{
	struct frame want;
	__u32 number;

	/* A test may send other frames, which are not of IP. */
	if (memcmp(got->data + 12, "\x08\x00", 2))
		return;
	memcpy(&number, got->data + TRAIN_HEAD, sizeof(number));
	make(&want, number);
	if (got->len != want.len || number <= train->last ||
	    memcmp(got->data, want.data, want.len)) {
		net_say("frame %u after %u, %zu bytes", number, train->last,
			got->len);
		train->wrong++;
		return;
	}
	train->lost += number - train->last - 1;
	train->last = number;
	train->came++;
}

/**
 * train_follow() - receive frames until TRAIN_WELL of them come without a gap
 * @train: the train
 *
 * Return: 0, or -1 after TRAIN_TIMEOUT_MS.
 */
int train_follow(struct frame_train *train)
{
	unsigned int lost = train->lost, since = train->came;
	struct timespec start, now;
	struct frame got;

	clock_gettime(CLOCK_MONOTONIC, &start);
	do {
		if (!frame_receive(train->fd, &got, 100))
			take(train, &got);
		if (train->lost != lost) {
			lost = train->lost;
			since = train->came;
		}
		if (train->came - since >= TRAIN_WELL)
			return 0;
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while ((now.tv_sec - start.tv_sec) * 1000 < TRAIN_TIMEOUT_MS);
	net_say("%u came, %u lost, %u wrong", train->came, train->lost, train->wrong);
	return -1;
}

/* Whether the train goes on, and no frame ever came twice, out of order or damaged */
bool train_is_well(struct frame_train *train)
{
	return !train_follow(train) && !train->wrong;
}

/**
 * train_begin() - start the sender and wait until frames come
 * @train: set up
 * @gap_us: time between two frames
 *
 * Return: 0, or -1 without a train.
 */
int train_begin(struct frame_train *train, unsigned int gap_us)
{
	int err;

	*train = (struct frame_train){ .fd = frame_socket(dev) };
	train->sender = fork();
	if (!train->sender)
		send_all(gap_us);
	err = train->fd < 0 || train->sender < 0 ? -1 : train_follow(train);
	/* The sender may have begun before the socket received. */
	train->lost = 0;
	if (err)
		train_end(train);
	return err;
}

/* Stop the sender; what it has sent still comes. */
void train_stop(struct frame_train *train)
{
	if (train->sender <= 0)
		return;
	kill(train->sender, SIGKILL);
	waitpid(train->sender, NULL, 0);
	train->sender = 0;
}

/* End the train, and the faults that a test asked the cards for. */
void train_end(struct frame_train *train)
{
	card_control(0, "no faults", NULL, 0);
	card_control(1, "no faults", NULL, 0);
	train_stop(train);
	close(train->fd);
}
