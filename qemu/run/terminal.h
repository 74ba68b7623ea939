/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_TERMINAL_H
#define RUN_TERMINAL_H

#include <stdbool.h>
#include <termios.h>

struct run_options;

/**
 * struct terminal - a terminal that is connected to the guest's console
 * @open: it is connected
 * @tty: the terminal
 * @console: the socket of the console; -1 once the guest has closed it
 * @saved: state of the terminal before it was connected
 */
struct terminal {
	bool open;
	int tty;
	int console;
	struct termios saved;
};

void terminal_check(void);
void terminal_open(const struct run_options *opt,
			struct terminal *shell);
bool terminal_pump(struct terminal *shell);
void terminal_close(struct terminal *shell);

#endif
