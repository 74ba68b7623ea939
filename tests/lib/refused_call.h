/* SPDX-License-Identifier: GPL-2.0 */
/* Run a program of which the kernel refuses a system call. */
#ifndef TESTS_LIB_REFUSED_CALL_H
#define TESTS_LIB_REFUSED_CALL_H

#include <stdbool.h>
#include <sys/syscall.h>

/**
 * struct refused_call - a system call, and what becomes of it
 * @nr: its number; 0, which is read(), counts only with @at
 * @at: number of an argument from 1, or 0 where any call counts
 * @value: the lower half of this argument
 * @ethtool: for ioctl(): the command of ethtool that it has to ask for, or 0
 * @nth: which of these calls, from 1; 0 for each
 * @error: errno that it returns; 0 if it goes on
 * @first: command of the shell before it, as printf() takes it with the process ID, or %NULL
 * @children: of the processes that the program starts, too
 */
struct refused_call {
	int nr;
	int at;
	unsigned int value;
	unsigned int ethtool;
	int nth;
	int error;
	const char *first;
	bool children;
};

int refused_run(const struct refused_call *call, const char *command, const char *out);

#endif /* TESTS_LIB_REFUSED_CALL_H */
