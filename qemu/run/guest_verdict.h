/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_GUEST_VERDICT_H
#define RUN_GUEST_VERDICT_H

#include <stdbool.h>

struct run_options;

/**
 * struct guest_verdict - what PID 1 of the guest reported
 * @hello: the guest was up
 * @keep: the command failed, and a shell waits for the user
 * @reboot: the user of a shell wants the guest to boot again
 * @done: the guest came to its end; @rc, @ktap and @out are valid
 * @rc: exit status of the command
 * @ktap: number of bytes the command printed
 * @out: number of bytes it left in $LAB_OUT
 * @left: what it should have removed, or ""
 * @error: why the lab is broken, or ""
 */
struct guest_verdict {
	bool hello;
	bool keep;
	bool reboot;
	bool done;
	int rc;
	long long ktap;
	long long out;
	char left[544];
	char error[544];
};

void guest_verdict_read(const struct run_options *opt,
			struct guest_verdict *v);

#endif
