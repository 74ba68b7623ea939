/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_WATCH_H
#define RUN_WATCH_H

struct run_options;
struct words;

/* Why lab-run stopped watching QEMU */
enum end_reason {
	END_EXIT,		/* QEMU exited by itself */
	END_BOOT,		/* the guest was not up in time */
	END_TIMEOUT,
	END_SIGNAL,		/* a signal told lab-run to stop */
	END_OUTPUT,		/* standard output accepts nothing more */
	END_DISK,		/* no room for the logs */
	END_USER,		/* the user ended the guest from the keyboard */
};

/**
 * struct qemu_end - how QEMU ended, seen from outside
 * @reason: why it ended
 * @status: QEMU's status from waitpid()
 * @signal: the signal of END_SIGNAL
 * @error: errno of END_OUTPUT
 */
struct qemu_end {
	enum end_reason reason;
	int status;
	int signal;
	int error;
};

void watch_qemu(const struct run_options *opt, struct words *qemu,
		struct qemu_end *end);

#endif
