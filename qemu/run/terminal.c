// SPDX-License-Identifier: GPL-2.0
/*
 * The user's terminal, connected to the guest's console: for a shell (--shell), and
 * for one after a failure (--keep). Where standard input is no terminal, it is the
 * input of a command instead, by the port lab.in.
 *
 * QEMU has the other end as a socket. So the terminal stays lab-run's, and the key
 * that ends the guest works whatever the guest and QEMU do.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "command_line.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "run_directory.h"
#include "terminal.h"

/* Ends the guest, as in telnet: a guest that hangs takes no "exit". */
#define KEY_END		0x1d	/* Ctrl-] */
/* A file is read as fast as the guest takes it. */
#define AHEAD_FILE	65536

/*
 * Goes through the directory's fd: the full path may be too long for a socket.
 * Returns -1 if QEMU does not listen yet.
 */
static int socket_connect(const struct run_options *opt, const char *name)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int dir = open(opt->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (dir < 0 || fd < 0)
		die("%s: %s", opt->run, strerror(errno));
	snprintf(addr.sun_path, sizeof(addr.sun_path), "/proc/self/fd/%d/%s",
		 dir, name);
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr))) {
		close(fd);
		fd = -1;
	} else {
		fcntl(fd, F_SETFL, O_NONBLOCK);
	}
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

static void terminal_raw(struct terminal *term)
{
	struct termios raw;

	if (tcgetattr(term->in, &term->saved))
		die("the terminal: %s", strerror(errno));
	raw = term->saved;
	cfmakeraw(&raw);
	/* TCSADRAIN, not TCSAFLUSH: what was typed ahead is for the shell. */
	tcsetattr(term->in, TCSADRAIN, &raw);
	term->raw = true;
}

/* In make test standard output is a pipe to the summary. */
static void open_after_failure(struct terminal *term)
{
	term->in = open("/dev/tty", O_RDWR | O_CLOEXEC);
	term->out = term->in;
	if (term->in < 0)
		die("/dev/tty: %s", strerror(errno));
	dprintf(term->out, "\nlab-run: the command failed; this is a shell in the guest.\n"
		"`exit` ends it, Ctrl-] the guest.\n");
}

static void open_for_shell(const struct run_options *opt,
			   struct terminal *term)
{
	dprintf(term->out, "Ctrl-] ends the guest, also one that boots or hangs. Logs: %s\n",
		opt->run);
}

/**
 * terminal_open() - take the terminal, to connect it to the guest
 * @opt: the options
 * @term: filled in
 */
void terminal_open(const struct run_options *opt, struct terminal *term)
{
	*term = (struct terminal){
		.open = true, .in = STDIN_FILENO, .out = STDOUT_FILENO,
		.socket = -1,
	};
	if (opt->shell)
		open_for_shell(opt, term);
	else if (opt->keep)
		open_after_failure(term);
	if (!opt->input)
		terminal_raw(term);
	/* The shell printed its first prompt before anything was connected. */
	if (!opt->shell && opt->keep) {
		term->ahead = strdup("\n");
		term->size = term->len = 1;
	}
}

static bool wants_input(const struct terminal *term)
{
	return term->in >= 0 && (term->raw || term->len < AHEAD_FILE);
}

static bool has_output(const struct terminal *term, bool up)
{
	return up && term->socket >= 0 && term->len;
}

/**
 * terminal_poll() - say what to wait for
 * @term: the terminal
 * @up: the guest takes input
 * @fds: filled in
 */
void terminal_poll(const struct terminal *term, bool up,
		   struct pollfd fds[TERMINAL_FDS])
{
	fds[0].fd = term->open && wants_input(term) ? term->in : -1;
	fds[0].events = POLLIN;
	fds[1].fd = term->open ? term->socket : -1;
	fds[1].events = POLLIN | (has_output(term, up) ? POLLOUT : 0);
}

static void ahead_add(struct terminal *term, const char *buf, size_t len)
{
	if (term->len + len > term->size) {
		term->size = 2 * (term->len + len);
		term->ahead = realloc(term->ahead, term->size);
		if (!term->ahead)
			die("out of memory");
	}
	memcpy(term->ahead + term->len, buf, len);
	term->len += len;
}

/* Returns false if the user wants the guest to end. */
static bool read_input(struct terminal *term)
{
	char buf[4096];
	ssize_t len = read(term->in, buf, sizeof(buf));

	if (term->raw && (len <= 0 || memchr(buf, KEY_END, len))) {
		dprintf(term->out, "\r\n");
		return false;
	}
	if (len > 0)
		ahead_add(term, buf, len);
	else
		term->in = -1;
	return true;
}

static void socket_lost(struct terminal *term)
{
	close(term->socket);
	term->socket = -1;
	term->open = term->raw;
}

static void write_ahead(struct terminal *term)
{
	ssize_t len = send(term->socket, term->ahead, term->len, MSG_NOSIGNAL);

	if (len < 0) {
		if (errno != EAGAIN)
			socket_lost(term);
		return;
	}
	term->len -= len;
	memmove(term->ahead, term->ahead + len, term->len);
}

/* Only the guest's end of a console prints. */
static void read_output(struct terminal *term)
{
	char buf[4096];
	ssize_t len = read(term->socket, buf, sizeof(buf));

	if (len > 0)
		write_all(term->out, buf, len, "the terminal");
	else if (!len || errno != EAGAIN)
		socket_lost(term);
}

static void pump_socket(struct terminal *term, bool up)
{
	struct pollfd fd = { .fd = term->socket, .events = POLLIN | POLLOUT };

	poll(&fd, 1, 0);
	if (fd.revents & (POLLIN | POLLHUP))
		read_output(term);
	if (has_output(term, up) && fd.revents & POLLOUT)
		write_ahead(term);
	/* The end of the input, once all of it is sent */
	if (term->socket >= 0 && !term->raw && term->in < 0 && !term->len)
		shutdown(term->socket, SHUT_WR);
}

/**
 * terminal_pump() - copy what was typed, and what the guest prints
 * @opt: the options
 * @term: the terminal
 * @up: the guest takes input; before that its driver would lose it
 *
 * Return: false if the user wants the guest to end.
 */
bool terminal_pump(const struct run_options *opt, struct terminal *term,
		   bool up)
{
	struct pollfd in = { .fd = wants_input(term) ? term->in : -1,
			     .events = POLLIN };

	if (term->socket < 0)
		term->socket = socket_connect(opt, opt->input ? INPUT_SOCKET :
								CONSOLE_SOCKET);
	if (poll(&in, 1, 0) > 0 && !read_input(term))
		return false;
	if (term->socket >= 0)
		pump_socket(term, up);
	return true;
}

/**
 * terminal_close() - restore the terminal
 * @term: the terminal
 */
void terminal_close(struct terminal *term)
{
	if (term->raw)
		tcsetattr(term->in, TCSADRAIN, &term->saved);
	if (term->in > STDERR_FILENO)
		close(term->in);
	if (term->socket >= 0)
		close(term->socket);
	free(term->ahead);
	*term = (struct terminal){ 0 };
}
