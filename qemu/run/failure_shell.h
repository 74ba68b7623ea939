/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_FAILURE_SHELL_H
#define RUN_FAILURE_SHELL_H

#include <stdbool.h>
#include <termios.h>

struct run_options;

/**
 * struct failure_shell - a terminal that is connected to the guest's console
 * @open: it is connected
 * @tty: the terminal
 * @console: the socket of the console; -1 once the guest has closed it
 * @saved: state of the terminal before it was connected
 */
struct failure_shell {
	bool open;
	int tty;
	int console;
	struct termios saved;
};

void failure_shell_check(void);
void failure_shell_open(const struct run_options *opt,
			struct failure_shell *shell);
bool failure_shell_pump(struct failure_shell *shell);
void failure_shell_close(struct failure_shell *shell);

#endif
