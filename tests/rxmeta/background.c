// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "background.h"

char text[1 << 20];

/**
 * start() - start a program of which a test has to see the end
 * @out: file for what it prints
 * @format: its command line, as printf() takes it
 *
 * Return: its process ID, or -1.
 */
pid_t start(const char *out, const char *format, ...)
{
	char command[512] = "exec ";
	va_list args;
	pid_t pid;
	int fd;

	va_start(args, format);
	vsnprintf(command + 5, sizeof(command) - 5, format, args);
	va_end(args);
	unlink(out);
	pid = fork();
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	fd = open(out, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	dup2(fd, 1);
	dup2(fd, 2);
	execl("/bin/sh", "sh", "-c", command, NULL);
	_exit(127);
}

static bool has_own_netns(pid_t pid)
{
	char path[64], own[64] = "", its[64] = "";

	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	return readlink("/proc/self/ns/net", own, sizeof(own) - 1) > 0 &&
	       readlink(path, its, sizeof(its) - 1) > 0 && strcmp(own, its);
}

/**
 * start_away() - start a process in a network namespace of its own
 *
 * Return: its process ID, or -1.
 */
pid_t start_away(void)
{
	pid_t pid = start("/tmp/away", "unshare -n sleep 600");
	int i;

	for (i = 0; i < 1200 && pid > 0 && !has_own_netns(pid); i++)
		usleep(50000);
	return pid;
}

/**
 * stop() - wait for the end of a program
 * @pid: from start()
 * @signal: sent to it first, or 0
 *
 * Return: its exit status, or a signal that has ended it as a negative number.
 */
int stop(pid_t pid, int signal)
{
	int status = -1;

	if (signal)
		kill(pid, signal);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/**
 * read_text() - read what a program has printed
 * @path: file
 */
const char *read_text(const char *path)
{
	int fd = open(path, O_RDONLY);
	ssize_t len = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);

	close(fd);
	text[len < 0 ? 0 : len] = 0;
	return text;
}

/**
 * says() - wait until a program has printed something
 * @path: file
 * @words: what
 *
 * Return: false if it does not come.
 */
bool says(const char *path, const char *words)
{
	int i;

	for (i = 0; i < 1200; i++) {
		if (strstr(read_text(path), words))
			return true;
		usleep(50000);
	}
	return false;
}
