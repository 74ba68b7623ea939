// SPDX-License-Identifier: GPL-2.0
/*
 * A shell in the guest after its command failed (--keep).
 *
 * The guest's console is a socket, so that the terminal stays the caller's until
 * the command has failed. Then PID 1 of the guest reports "keep" and starts a
 * shell on its console, and lab-run connects the terminal to that.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "command_line.h"
#include "terminal.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "run_directory.h"

/* Ends the guest, as in telnet: a guest that hangs takes no "exit". */
#define KEY_END		0x1d	/* Ctrl-] */

/* Goes through the directory's fd: the full path may be too long for a socket. */
static int console_connect(const struct run_options *opt)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int dir = open(opt->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(addr.sun_path, sizeof(addr.sun_path),
		 "/proc/self/fd/%d/" CONSOLE_SOCKET, dir);
	if (dir < 0 || fd < 0 ||
	    connect(fd, (struct sockaddr *)&addr, sizeof(addr)))
		die("%s/" CONSOLE_SOCKET ": %s", opt->run,
		    strerror(errno));
	close(dir);
	return fd;
}

/**
 * terminal_check() - end with an error unless there is a terminal
 */
void terminal_check(void)
{
	if (!isatty(STDIN_FILENO))
		die("--keep needs a terminal as standard input");
}

/**
 * terminal_open() - connect the terminal to the guest's console
 * @opt: the options
 * @shell: filled in
 */
void terminal_open(const struct run_options *opt, struct terminal *shell)
{
	struct termios raw;

	shell->tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (shell->tty < 0 || tcgetattr(shell->tty, &shell->saved))
		die("/dev/tty: %s", strerror(errno));
	shell->console = console_connect(opt);
	dprintf(shell->tty, "\nlab-run: the command failed; this is a shell in the guest.\n"
		"`exit` ends it, Ctrl-] the guest.\n");
	raw = shell->saved;
	cfmakeraw(&raw);
	/* TCSADRAIN, not TCSAFLUSH: what was typed ahead is for the shell. */
	tcsetattr(shell->tty, TCSADRAIN, &raw);
	shell->open = true;
	/* The shell printed its first prompt before anything was connected. */
	write_all(shell->console, "\n", 1, "the console");
}

static ssize_t copy(int from, int to, char *buf, size_t size)
{
	ssize_t len = read(from, buf, size);

	if (len > 0)
		write_all(to, buf, len, "the terminal");
	return len;
}

/**
 * terminal_pump() - copy what was typed, and what the shell prints
 * @shell: the terminal and the console
 *
 * Return: false if the user wants the guest to end.
 */
bool terminal_pump(struct terminal *shell)
{
	struct pollfd fds[] = {
		{ .fd = shell->tty, .events = POLLIN },
		{ .fd = shell->console, .events = POLLIN },
	};
	char buf[4096];
	ssize_t len;

	while (shell->console >= 0 && poll(fds, 2, 0) > 0) {
		if (fds[1].revents &&
		    copy(shell->console, shell->tty, buf, sizeof(buf)) <= 0) {
			close(shell->console);
			shell->console = -1;
			break;
		}
		if (!fds[0].revents)
			continue;
		len = read(shell->tty, buf, sizeof(buf));
		if (len <= 0 || memchr(buf, KEY_END, len))
			return false;
		if (send(shell->console, buf, len, MSG_NOSIGNAL) < 0)
			break;
	}
	return true;
}

/**
 * terminal_close() - restore the terminal
 * @shell: the terminal and the console
 */
void terminal_close(struct terminal *shell)
{
	if (!shell->open)
		return;
	tcsetattr(shell->tty, TCSADRAIN, &shell->saved);
	close(shell->tty);
	if (shell->console >= 0)
		close(shell->console);
	shell->open = false;
}
