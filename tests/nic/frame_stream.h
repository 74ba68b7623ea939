/* SPDX-License-Identifier: GPL-2.0 */
/* Numbered frames from the second card to the first, all the time. */
#ifndef TESTS_NIC_STREAM_H
#define TESTS_NIC_STREAM_H

#include <stdbool.h>
#include <sys/types.h>

#include "tests/lib/card.h"

#define STREAM_WELL		200	/* frames without a gap */
#define STREAM_PATIENCE_MS	60000

/**
 * struct stream - frames on their way
 * @sender: the process that sends them
 * @fd: where they arrive
 * @last: number of the last one that came
 * @came: how many did
 * @lost: how many did not, of those before @last
 * @wrong: came twice, out of order or damaged
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

#endif /* TESTS_NIC_STREAM_H */
