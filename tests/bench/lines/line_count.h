/* SPDX-License-Identifier: GPL-2.0 */
/* Distinct cache lines that packets touch. */
#ifndef TESTS_BENCH_LINES_LINE_COUNT_H
#define TESTS_BENCH_LINES_LINE_COUNT_H

#include <stdint.h>

#define LINE_BYTES	64
/* Places where packets come by: the XDP program, and the tap at the stack */
#define LINE_PLACES	2

/**
 * struct line_result - lines of a packet at a place
 * @windows: whole windows that were counted; without any the others are 0
 * @touched: lines between two packets, each counted once
 * @own: lines of a window of packets, each counted once, divided by the packets. What all
 *	 packets share is a fraction here, what each has for itself counts in full.
 */
struct line_result {
	unsigned int windows;
	double touched, own;
};

void lines_begin(void);
void lines_access(uint64_t addr, unsigned int bytes);
void lines_packet(unsigned int place);
struct line_result lines_result(unsigned int place);

#endif /* TESTS_BENCH_LINES_LINE_COUNT_H */
