// SPDX-License-Identifier: GPL-2.0
/* Child programs: ip, ethtool, rxmeta. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run_program.h"
#include "qemu/common/error.h"

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
 * run_program() - run a program in the current network namespace to its end
 * @args: arguments, ended by NULL; the first is the program
 * @input: file descriptor that becomes its standard input, or -1
 * @output: buffer for its standard output, or %NULL to leave that alone
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
