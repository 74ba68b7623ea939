// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: a guest that is kept after its command failed.
 *
 * Its console is a socket then, so that the terminal belongs to whoever called
 * lab-run until there is something to keep. When the guest's PID 1 says "keep"
 * it starts a shell on its console; from then on, what is typed goes there.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "run.h"

/* As telnet has it: a guest that hangs takes no "exit". */
#define KEY_END		0x1d	/* Ctrl-] */

/* By way of its directory: the path as it is may be too long for a socket. */
static int console_connect(const struct lab_options *opt)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int dir = open(opt->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(addr.sun_path, sizeof(addr.sun_path),
		 "/proc/self/fd/%d/" LAB_CONSOLE_SOCKET, dir);
	if (dir < 0 || fd < 0 ||
	    connect(fd, (struct sockaddr *)&addr, sizeof(addr)))
		lab_die("%s/" LAB_CONSOLE_SOCKET ": %s", opt->run,
			strerror(errno));
	close(dir);
	return fd;
}

/**
 * lab_keep_check() - is there a terminal to type at?
 */
void lab_keep_check(void)
{
	if (!isatty(STDIN_FILENO))
		lab_die("--keep needs a terminal as standard input");
}

/**
 * lab_keep_open() - join the terminal and the guest's console
 * @opt: the options
 * @keep: filled in
 */
void lab_keep_open(const struct lab_options *opt, struct lab_keep *keep)
{
	struct termios raw;

	keep->tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (keep->tty < 0 || tcgetattr(keep->tty, &keep->saved))
		lab_die("/dev/tty: %s", strerror(errno));
	keep->console = console_connect(opt);
	dprintf(keep->tty, "\nlab-run: the command failed; this is a shell in the guest.\n"
		"`exit` ends it, Ctrl-] the guest.\n");
	raw = keep->saved;
	cfmakeraw(&raw);
	/* What was typed ahead is for the shell. */
	tcsetattr(keep->tty, TCSADRAIN, &raw);
	keep->open = true;
	/* The shell's first prompt went where nobody listened yet. */
	lab_write(keep->console, "\n", 1, "the console");
}

static ssize_t copy(int from, int to, char *buf, size_t size)
{
	ssize_t len = read(from, buf, size);

	if (len > 0)
		lab_write(to, buf, len, "the terminal");
	return len;
}

/**
 * lab_keep_pump() - copy what was typed, and what the shell says to that
 * @keep: the terminal and the console
 *
 * Return: false if the user wants the guest to end.
 */
bool lab_keep_pump(struct lab_keep *keep)
{
	struct pollfd fds[] = {
		{ .fd = keep->tty, .events = POLLIN },
		{ .fd = keep->console, .events = POLLIN },
	};
	char buf[4096];
	ssize_t len;

	while (keep->console >= 0 && poll(fds, 2, 0) > 0) {
		if (fds[1].revents &&
		    copy(keep->console, keep->tty, buf, sizeof(buf)) <= 0) {
			close(keep->console);
			keep->console = -1;
			break;
		}
		if (!fds[0].revents)
			continue;
		len = read(keep->tty, buf, sizeof(buf));
		if (len <= 0 || memchr(buf, KEY_END, len))
			return false;
		if (send(keep->console, buf, len, MSG_NOSIGNAL) < 0)
			break;
	}
	return true;
}

/**
 * lab_keep_close() - give the terminal back as it was
 * @keep: the terminal and the console
 */
void lab_keep_close(struct lab_keep *keep)
{
	if (!keep->open)
		return;
	tcsetattr(keep->tty, TCSADRAIN, &keep->saved);
	close(keep->tty);
	if (keep->console >= 0)
		close(keep->console);
	keep->open = false;
}
