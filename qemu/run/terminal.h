/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_TERMINAL_H
#define RUN_TERMINAL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct run_options;

#define TERMINAL_FDS	2

/**
 * struct terminal - a terminal, or a file with input, that a guest is connected to
 * @open: it is in use
 * @raw: it is a terminal, and in raw mode
 * @in: file descriptor of the input; -1 behind its end
 * @out: file descriptor for what the guest prints
 * @socket: the guest's console, or its port lab.in; -1 while it is not there
 * @saved: state of the terminal before it was connected
 * @ahead: input that the guest has not taken yet
 * @len: its length
 * @size: size of @ahead
 */
struct terminal {
	bool open;
	bool raw;
	int in;
	int out;
	int socket;
	struct termios saved;
	char *ahead;
	size_t len;
	size_t size;
};

void terminal_check(void);
void terminal_open(const struct run_options *opt, struct terminal *term);
void terminal_poll(const struct terminal *term, bool up,
		   struct pollfd fds[TERMINAL_FDS]);
bool terminal_pump(const struct run_options *opt, struct terminal *term,
		   bool up);
void terminal_close(struct terminal *term);

#endif
