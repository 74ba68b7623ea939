/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_SPLATS_H
#define RUN_SPLATS_H

#include <stdbool.h>

struct run_options;

/**
 * struct console - what console.log shows
 * @line: the first line that is a splat, or ""
 * @why: what such a line means
 * @number: number of that line, from 1
 * @complete: the last line of PID 1 is there
 * @init: the last error that PID 1 of the guest printed, or ""
 */
struct console {
	char line[256];
	const char *why;
	unsigned int number;
	bool complete;
	char init[256];
};

void console_scan(const struct run_options *opt, struct console *con);

#endif
