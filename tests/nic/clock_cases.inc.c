// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_clock.c: the hardware clock of a modelled card under the unmodified
 * driver, set and adjusted in each possible way. Timestamps follow.
 *
 * The including file has before this line the fixture "card", its function pass(), and
 * CARD_STOPS, for how many nanoseconds the clock may stop while it jumps by seconds.
 */
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>
#include <sys/socket.h>
#include <sys/timex.h>
#include <linux/errqueue.h>
#include <linux/ethtool.h>
#include <linux/net_tstamp.h>

#include "tests/lib/net.h"

#define SECOND		1000000000ULL

static clockid_t clock_of(int fd)
{
	/* The kernel makes a clock ID of a file descriptor so. */
	return ~(clockid_t)fd << 3 | 3;
}

/* Which packets the card can stamp, and by which clock */
TEST_F(card, capabilities)
{
	struct ethtool_ts_info info;

	ASSERT_EQ(0, card_ts_info(dev, &info));
	EXPECT_EQ(SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE |
		  SOF_TIMESTAMPING_RAW_HARDWARE,
		  info.so_timestamping & (SOF_TIMESTAMPING_TX_HARDWARE |
					  SOF_TIMESTAMPING_RX_HARDWARE |
					  SOF_TIMESTAMPING_RAW_HARDWARE));
	EXPECT_EQ(1 << HWTSTAMP_FILTER_NONE | 1 << HWTSTAMP_FILTER_ALL,
		  info.rx_filters);
	EXPECT_EQ(1 << HWTSTAMP_TX_OFF | 1 << HWTSTAMP_TX_ON, info.tx_types);
	EXPECT_GE(info.phc_index, 0);
	EXPECT_EQ(0, card_run("ethtool -T %s | grep -qw hardware-raw-clock",
			      dev));
}

TEST_F(card, settime)
{
	static const time_t times[] = { 4000000000, 5, 1700000000 };
	int phc = card_phc(dev);

	ASSERT_GE(phc, 0);
	for (int i = 0; i < 3; i++) {
		struct timespec ts = { .tv_sec = times[i], .tv_nsec = 77 };

		ASSERT_EQ(0, clock_settime(clock_of(phc), &ts));
		EXPECT_GE(card_phc_read(phc), times[i] * SECOND + 77);
		EXPECT_LT(card_phc_read(phc), (times[i] + 1000) * SECOND);
		EXPECT_EQ(0, hints_check(&self->l));
	}
	close(phc);
}

/* Wait for the time at which a socket's frame was sent. Return: nanoseconds, 0 without. */
static __u64 sent_at(int fd)
{
	struct pollfd wait = { .fd = fd };
	char control[256], bytes[FRAME_MAX];
	struct iovec iov = { bytes, sizeof(bytes) };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	const struct timespec *ts;

	if (poll(&wait, 1, WAIT_MS) != 1 || recvmsg(fd, &msg, MSG_ERRQUEUE) < 0)
		return 0;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPING)
			continue;
		/* The third one is the card's. */
		ts = &((const struct scm_timestamping *)CMSG_DATA(c))->ts[2];
		return ts->tv_sec * SECOND + ts->tv_nsec;
	}
	return 0;
}

/* Received and sent frames have times of one clock. ice discards the time of a sent frame if it
 * has not read its clock for two seconds, as in a guest that had no CPU: such a frame is sent
 * again.
 */
TEST_F(card, sent)
{
	int stamps = SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;
	int phc = card_phc(dev), fd = frame_socket(dev), again = 0;

	ASSERT_GE(phc, 0);
	ASSERT_EQ(0, setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &stamps, sizeof(stamps)));
	for (int i = 0; i < 8; i++) {
		__u64 before = card_phc_read(phc), at;
		struct frame f;

		frame_begin(&f, i);
		frame_flow(&f, &flows[0], 64);
		ASSERT_EQ(0, frame_send(fd, &f));
		at = sent_at(fd);
		if (!at && again++ < 3) {
			i--;
			continue;
		}
		EXPECT_LE(before, at);
		EXPECT_GE(card_phc_read(phc), at);
	}
	close(fd);
	close(phc);
}

/* One clock, read between two readings of the clock of the other card */
struct reading {
	__u64 before, now, after;
};

static struct reading read_both(int phc, int other)
{
	struct reading r;

	r.before = card_phc_read(other);
	r.now = card_phc_read(phc);
	r.after = card_phc_read(other);
	return r;
}

/* By how much a clock is ahead of the other card's, up to @slack nanoseconds less */
static __s64 ahead(int phc, int other, __u64 *slack)
{
	struct reading r = read_both(phc, other);

	*slack = r.after - r.before;
	return r.now - r.before;
}

TEST_F(card, adjtime)
{
	static const int jumps[] = { 5, -3, 1 };
	int phc = card_phc(dev), other = card_phc(peer);

	ASSERT_GE(phc, 0);
	ASSERT_GE(other, 0);
	for (unsigned int i = 0; i < ARRAY_SIZE(jumps); i++) {
		struct timex tx = { .modes = ADJ_SETOFFSET | ADJ_NANO,
				    .time = { jumps[i], 1000 } };
		__s64 moved, stops = jumps[i] == 1 ? 0 : CARD_STOPS;
		__u64 slack[2];

		moved = -ahead(phc, other, &slack[0]);
		ASSERT_LE(0, clock_adjtime(clock_of(phc), &tx));
		moved += ahead(phc, other, &slack[1]);
		moved -= jumps[i] * (__s64)SECOND + 1000;
		EXPECT_GE((__s64)slack[1], moved);
		EXPECT_LE(-(__s64)slack[0] - stops, moved);
		EXPECT_EQ(0, hints_check(&self->l));
	}
	close(other);
	close(phc);
}

static __u64 faster(__u64 time, __s64 ppm)
{
	return time + (__s64)time * ppm / 1000000;
}

/*
 * Compare the speed of a clock with the unchanged clock of the other card. The readings
 * of that one bound the time between two readings of this one from both sides, however
 * far apart they are taken. A clock is adjusted in steps, of which the first and the
 * last count in part.
 */
static void goes_by(struct __test_metadata *_metadata, int phc, int other,
		    __s64 ppm)
{
	struct reading from = read_both(phc, other), to;
	__u64 least, most, step;

	usleep(100000);
	to = read_both(phc, other);
	least = to.before - from.after;
	most = to.after - from.before;
	step = most / 100000 + 2000;
	EXPECT_GE(to.now - from.now, faster(least, ppm) - step);
	EXPECT_LE(to.now - from.now, faster(most, ppm) + step);
}

TEST_F(card, adjfine)
{
	static const int ppms[] = { 40000, -40000, 0 };
	int phc = card_phc(dev), other = card_phc(peer);

	ASSERT_GE(phc, 0);
	ASSERT_GE(other, 0);
	for (int i = 0; i < 3; i++) {
		struct timex tx = { .modes = ADJ_FREQUENCY,
				    .freq = (long)ppms[i] << 16 };

		ASSERT_LE(0, clock_adjtime(clock_of(phc), &tx));
		goes_by(_metadata, phc, other, ppms[i]);
		EXPECT_EQ(0, hints_check(&self->l));
	}
	close(other);
	close(phc);
}

/*
 * A card may report the low bits of a time only. Some frames come before these wrap
 * around, others after that.
 */
TEST_F(card, wraps_32_bits)
{
	const __u64 wrap = 400ULL << 32, start = wrap - SECOND / 4;
	struct timespec ts = { start / SECOND, start % SECOND };
	unsigned int before = 0, after = 0;
	int phc = card_phc(dev);

	ASSERT_GE(phc, 0);
	ASSERT_EQ(0, clock_settime(clock_of(phc), &ts));
	for (int i = 0; i < 60 && after < 8; i++) {
		__u64 from = card_phc_read(phc);
		const struct hints *h = pass(self, i, &flows[0], 0, 0);

		ASSERT_NE(NULL, h);
		EXPECT_EQ(0, h->time_ret);
		EXPECT_LE(from, h->time);
		EXPECT_GE(card_phc_read(phc), h->time);
		before += h->time < wrap;
		after += h->time >= wrap;
		usleep(10000);
	}
	EXPECT_LT(0, before);
	EXPECT_EQ(8, after);
	close(phc);
}
