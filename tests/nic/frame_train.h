/* SPDX-License-Identifier: GPL-2.0 */
/* A process that sends numbered frames from the second card to the first. */
#ifndef TESTS_NIC_FRAME_STREAM_H
#define TESTS_NIC_FRAME_STREAM_H

#include <stdbool.h>
#include <sys/types.h>
#include <linux/types.h>

#define STREAM_WELL		200	/* frames without a gap */
#define STREAM_TIMEOUT_MS	60000

/**
 * struct stream - a stream of frames
 * @sender: the process that sends them
 * @fd: socket that receives them
 * @last: number of the last frame that came
 * @came: number of frames that came
 * @lost: number of frames before @last that did not come
 * @wrong: number of frames that came twice, out of order or damaged
 */
struct stream {
	pid_t sender;
	int fd;
	__u32 last;
	__u32 came, lost, wrong;
};

int stream_begin(struct stream *s, unsigned int gap_us);
void stream_end(struct stream *s);
int stream_follow(struct stream *s);
bool stream_is_well(struct stream *s);

#endif /* TESTS_NIC_FRAME_STREAM_H */
