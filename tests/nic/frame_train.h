/* SPDX-License-Identifier: GPL-2.0 */
/* A process that sends numbered frames from the second card to the first. */
#ifndef TESTS_NIC_FRAME_TRAIN_H
#define TESTS_NIC_FRAME_TRAIN_H

#include <stdbool.h>
#include <sys/types.h>
#include <linux/types.h>

#define TRAIN_WELL		200	/* frames without a gap */
#define TRAIN_TIMEOUT_MS	60000

/**
 * struct frame_train - a train of frames
 * @sender: the process that sends them
 * @fd: socket that receives them
 * @last: number of the last frame that came
 * @came: number of frames that came
 * @lost: number of frames before @last that did not come
 * @wrong: number of frames that came twice, out of order or damaged
 */
struct frame_train {
	pid_t sender;
	int fd;
	__u32 last;
	__u32 came, lost, wrong;
};

int train_begin(struct frame_train *train, unsigned int gap_us);
void train_stop(struct frame_train *train);
void train_end(struct frame_train *train);
int train_follow(struct frame_train *train);
bool train_is_well(struct frame_train *train);

#endif /* TESTS_NIC_FRAME_TRAIN_H */
