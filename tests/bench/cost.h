/* SPDX-License-Identifier: GPL-2.0 */
/* Instructions that a packet costs, by the path that it takes. */
#ifndef TESTS_BENCH_COST_H
#define TESTS_BENCH_COST_H

#include <stdbool.h>
#include <stdio.h>
#include <linux/types.h>

#include "marks.h"

struct cost;
struct bpf_link;

/**
 * struct feed - where the packets of a path come from
 * @dev: the device that the program is attached to, or that a test run names
 * @from: the one at the other end, or NULL
 * @window: packets after which everything that the path does has been done equally often
 * @fd: a packet socket on the other device, or -1 for a test run
 * @frame: what it sends
 */
struct feed {
	const char *dev, *from;
	unsigned int window;
	int fd;
	__u8 frame[60];
};

int feed_open(struct feed *feed, const char *dev, const char *from);
int feed_test_run(struct feed *feed, const char *dev);
int feed_run(struct feed *feed, struct cost *skel, __u32 packets);
void feed_close(struct feed *feed);

/**
 * struct means - what gives an skb its hash
 * @name: in the results
 * @which: values that the program stores, XDP_RX_META_*
 * @tc: the program puts the hash in front of the packet, and a tc program sets it
 * @remote: the same, and a program of the cpumap stores it
 * @rps: the stack chooses a CPU by the hash of the outer headers
 */
struct means {
	const char *name;
	__u32 which;
	bool tc;
	bool remote;
	bool rps;
};

/**
 * struct stack - where the skbs of a path enter the stack
 * @dev: the device that they belong to
 * @tap: a packet socket that notes when each of them comes
 * @tc: the tc program of the device
 * @rps: the device has receive packet steering
 */
struct stack {
	const char *dev;
	int tap;
	struct bpf_link *tc;
	bool rps;
};

int stack_open(struct stack *stack, const char *dev, struct cost *skel,
	       const struct means *means);
void stack_close(struct stack *stack);

void self_check(__u32 packets);

int device_set(const char *dev, const char *file, const char *value);

#endif /* TESTS_BENCH_COST_H */
