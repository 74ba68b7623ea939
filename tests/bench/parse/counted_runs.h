/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_BENCH_PARSE_COUNTED_RUNS_H
#define TESTS_BENCH_PARSE_COUNTED_RUNS_H

struct tunnel_frame;

int attached_program(const char *dev);
double instructions_of(int program, int without,
		       const struct tunnel_frame *frame);

#endif /* TESTS_BENCH_PARSE_COUNTED_RUNS_H */
