/* SPDX-License-Identifier: GPL-2.0 */
/* How a VM or a program ended: the exit codes of the lab's programs and of make. */
#ifndef COMMON_EXIT_CODES_H
#define COMMON_EXIT_CODES_H

#include <stdbool.h>

enum verdict {
	VERDICT_PASS = 0,
	VERDICT_FAIL = 1,	/* a test or the command failed */
	VERDICT_BROKEN = 2,	/* the lab failed: nothing is known */
	VERDICT_NO_TEST = 3,	/* T= matches no test */
	VERDICT_TIMEOUT = 124,	/* the command did not end in time */
	VERDICT_PANIC = 255,	/* the kernel panicked or printed a splat */
};

bool verdict_is_known(int code);
enum verdict verdict_gravest(enum verdict one, enum verdict two);
const char *verdict_name(enum verdict verdict);

#endif
