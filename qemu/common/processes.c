// SPDX-License-Identifier: GPL-2.0
/* Child processes. Every failure here ends the program. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "processes.h"

/**
 * pipe_open() - create a pipe that is closed on exec()
 * @fds: gets the end to read from and the end to write to
 */
void pipe_open(int fds[2])
{
	if (pipe2(fds, O_CLOEXEC))
		die("pipe: %s", strerror(errno));
}

/**
 * process_fork() - create a child process
 *
 * Return: the child's pid in the parent, 0 in the child.
 */
pid_t process_fork(void)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork: %s", strerror(errno));
	return pid;
}
