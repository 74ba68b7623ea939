/* SPDX-License-Identifier: GPL-2.0 */
/* Instructions that a packet costs, by the path that it takes. */
#ifndef TESTS_BENCH_COST_H
#define TESTS_BENCH_COST_H

#include <stdbool.h>
#include <stdio.h>
#include <linux/types.h>

struct cost;

/* Packets before the first one that counts */
#define WARM_UP	512

/**
 * struct feed - where the packets of a path come from
 * @dev: the device that the program is attached to, or that a test run names
 * @window: packets after which everything that the path does has been done equally often
 * @fd: a packet socket on the device at the other end, or -1 for a test run
 * @frame: what it sends
 */
struct feed {
	const char *dev;
	unsigned int window;
	int fd;
	__u8 frame[60];
};

int feed_open(struct feed *feed, const char *dev, const char *from);
int feed_test_run(struct feed *feed, const char *dev);
int feed_run(struct feed *feed, struct cost *skel, __u32 packets);
void feed_close(struct feed *feed);

#endif /* TESTS_BENCH_COST_H */
