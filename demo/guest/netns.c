// SPDX-License-Identifier: GPL-2.0
/* The demo in the guest: what all its parts need. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "topology.h"

/**
 * die() - say what is wrong with the guest, and end
 *
 * The namespaces and what is in them end with the process. The XDP program does
 * not, so main() has it detached at exit.
 */
void die(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("demo: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(2);
}

/**
 * now() - the time
 *
 * Return: seconds since some event.
 */
double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec * 1e-9;
}

/**
 * ns_current() - open the network namespace that we are in
 *
 * Return: its file descriptor.
 */
int ns_current(void)
{
	int fd = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		die("cannot open the network namespace: %s", strerror(errno));
	return fd;
}

/**
 * enter() - change to another network namespace
 * @ns: its file descriptor
 */
void enter(int ns)
{
	if (setns(ns, CLONE_NEWNET))
		die("cannot change the network namespace: %s", strerror(errno));
}

/**
 * write_file() - write to a file of /proc that is there
 * @path: file
 * @text: what to write, in one call
 */
void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) != strlen(text))
		die("cannot write '%s' to %s: %s", text, path, strerror(errno));
	close(fd);
}

static void exec_program(const char * const *args, int input, int output)
{
	if ((input >= 0 && dup2(input, STDIN_FILENO) < 0) ||
	    dup2(output, STDOUT_FILENO) < 0)
		_exit(127);
	execvp(args[0], (char * const *)args);
	dprintf(STDERR_FILENO, "demo: cannot run %s: %s\n", args[0],
		strerror(errno));
	_exit(127);
}

static void read_all(int fd, char *buf, int size)
{
	ssize_t len, used = 0;

	while (used < size - 1 &&
	       (len = read(fd, buf + used, size - 1 - used)) > 0)
		used += len;
	buf[used] = '\0';
}

/**
 * run_program() - run a program in this network namespace and wait for it
 * @args: its arguments, of which the first is its name
 * @input: file descriptor for its standard input, or -1
 * @output: buffer for what it prints; %NULL to let it print
 * @size: size of @output
 *
 * Return: its exit code, or 128 if a signal ended it.
 */
int run_program(const char * const *args, int input, char *output, int size)
{
	int pipefd[2], status;
	pid_t pid;

	if (pipe2(pipefd, O_CLOEXEC))
		die("pipe: %s", strerror(errno));
	fflush(stdout);
	pid = fork();
	if (pid < 0)
		die("fork: %s", strerror(errno));
	if (!pid)
		exec_program(args, input, output ? pipefd[1] : STDOUT_FILENO);

	close(pipefd[1]);
	if (output)
		read_all(pipefd[0], output, size);
	close(pipefd[0]);
	if (waitpid(pid, &status, 0) < 0)
		die("waitpid: %s", strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
