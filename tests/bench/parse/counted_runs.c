// SPDX-License-Identifier: GPL-2.0
/*
 * Instructions of a program on a frame. The guest runs under -icount shift=0, so that a
 * nanosecond is an instruction, and a test run says how long a run takes on average.
 */
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "counted_runs.h"
#include "qemu/common/error.h"
#include "tunnel_frames.h"

#define REPEAT	512
#define ROUNDS	5	/* the median of them has the fewest timer ticks */

/**
 * attached_program() - open the XDP program of an interface
 * @dev: interface
 *
 * Return: file descriptor.
 */
int attached_program(const char *dev)
{
	__u32 id = 0;
	int fd = -1;

	if (!bpf_xdp_query_id(if_nametoindex(dev), 0, &id) && id)
		fd = bpf_prog_get_fd_by_id(id);
	if (fd < 0)
		die("%s has no program", dev);
	return fd;
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int duration(int program, const struct tunnel_frame *frame)
{
	int found[ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		LIBBPF_OPTS(bpf_test_run_opts, opts,
			    .data_in = frame->bytes,
			    .data_size_in = frame->len, .repeat = REPEAT);

		if (bpf_prog_test_run_opts(program, &opts))
			die("a test run fails: %s", strerror(errno));
		found[i] = opts.duration;
	}
	qsort(found, ROUNDS, sizeof(found[0]), by_value);
	return found[ROUNDS / 2];
}

/**
 * instructions_of() - count the instructions of a program
 * @program: program
 * @without: one that has everything but what is to be counted
 * @frame: packet
 *
 * Return: what @program takes more than @without.
 */
double instructions_of(int program, int without,
		       const struct tunnel_frame *frame)
{
	return duration(program, frame) - duration(without, frame);
}
