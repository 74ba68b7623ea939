// SPDX-License-Identifier: GPL-2.0
/* The command, or a shell on the console. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/signalfd.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"
#include "qemu/common/signals.h"

#define SYSLOG_ACTION_CONSOLE_LEVEL	8
#define LOGLEVEL_SHELL			5

static void child_exec(char **args, int in, int out)
{
	setsid();
	/* Without a controlling terminal the shell has no job control. */
	if (isatty(in))
		ioctl(in, TIOCSCTTY, 1);
	signals_unblock();
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execvp(args[0], args);
	fprintf(stderr, "lab: %s: %s\n", args[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

static pid_t child_start(char **args, int in, int out)
{
	pid_t pid;

	if (in < 0 || out < 0)
		init_fail("no input or output for the command");
	pid = fork();
	if (pid < 0)
		init_fail("fork");
	if (!pid)
		child_exec(args, in, out);
	close(in);
	close(out);
	return pid;
}

/* Reaps dead children. Returns true if @pid was among them; @rc gets its status. */
static bool child_reap(pid_t pid, int flags, int *rc)
{
	bool gone = false;
	pid_t dead;
	int st;

	while ((dead = waitpid(-1, &st, flags)) > 0) {
		if (dead != pid)
			continue;
		gone = true;
		*rc = WIFSIGNALED(st) ? 128 + WTERMSIG(st) : WEXITSTATUS(st);
	}
	return gone;
}

/* poweroff, halt and reboot send a signal to PID 1, as to busybox's init. */
static int child_signals(void)
{
	int fd = signals_block((const int[]){ SIGCHLD, SIGUSR1, SIGUSR2,
					      SIGTERM, 0 });

	if (fd < 0)
		init_fail("signalfd");
	return fd;
}

/*
 * Handles a signal. Returns true at the end of the child @pid, which had the status
 * @rc, and true with @rc GUEST_ENDED if the guest shall end.
 */
static bool child_ended(int signals, pid_t pid, int *rc)
{
	struct signalfd_siginfo info;

	if (read(signals, &info, sizeof(info)) < 0)
		init_fail("signalfd");
	if (info.ssi_signo == SIGCHLD)
		return child_reap(pid, WNOHANG, rc);
	if (info.ssi_signo == SIGTERM)
		verdict_say("reboot\n");
	*rc = GUEST_ENDED;
	return true;
}

/* Copies from the command's pipe to the port until the command ends. */
static int child_follow(pid_t pid, int pipe, int signals, int port,
			size_t *bytes)
{
	struct pollfd fds[] = {
		{ .fd = pipe, .events = POLLIN },
		{ .fd = signals, .events = POLLIN },
	};
	int rc;

	for (;;) {
		poll(fds, 2, -1);
		if (fds[0].revents && !copy_some(pipe, port, bytes))
			fds[0].fd = -1;
		if (fds[1].revents && child_ended(signals, pid, &rc))
			return rc;
	}
}

/* Ends whatever the command started in the background. */
static void children_kill(void)
{
	kill(-1, SIGKILL);
	child_reap(-1, 0, NULL);
}

/**
 * command_run() - run the command and wait for its end
 * @args: its name and arguments, ended by NULL
 * @input: file descriptor of its standard input
 * @port: file descriptor for its output
 *
 * Kills what the command started in the background. After that the pipe has no
 * writer, so all of the output can be read, and no process holds a namespace or a
 * BPF program, so what exists is a leak.
 *
 * Return: the exit status; 128 plus the number of the signal that ended the
 * command; GUEST_ENDED if it called poweroff, halt or reboot.
 */
int command_run(char **args, int input, int port)
{
	int signals = child_signals(), pipefd[2], rc;
	size_t bytes = 0;
	pid_t pid;

	if (pipe2(pipefd, O_CLOEXEC))
		init_fail("pipe");
	pid = child_start(args, input, pipefd[1]);
	rc = child_follow(pid, pipefd[0], signals, port, &bytes);

	children_kill();
	while (copy_some(pipefd[0], port, &bytes))
		;
	verdict_say("ktap %zu\n", bytes);
	return rc;
}

/**
 * test_run() - run a command that has to remove what it makes
 * @args: its name and arguments, ended by NULL
 * @port: file descriptor for its output
 *
 * Return: the exit status as from command_run(); 1 if it is 0 but something is left,
 * or if the command wanted the guest to end.
 */
int test_run(char **args, int port)
{
	int rc;

	leftovers_remember();
	rc = command_run(args, open("/dev/null", O_RDONLY | O_CLOEXEC), port);
	return rc == GUEST_ENDED || (leftovers_check() && !rc) ? 1 : rc;
}

/* Runs a shell on the console until the user leaves it. */
static void console_shell(char **args)
{
	char *shell[] = { "bash", "--rcfile", "/lab/shellrc", "-i", NULL };
	int signals = child_signals(), tty, rc;
	struct winsize ws = { 0 };
	struct pollfd fd = { .fd = signals, .events = POLLIN };
	pid_t pid;

	tty = open("/dev/ttyS0", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (args[0] && args[1] && args[2]) {
		ws.ws_row = atoi(args[0]);
		ws.ws_col = atoi(args[1]);
		ioctl(tty, TIOCSWINSZ, &ws);
		setenv("TERM", args[2], 1);
	}
	pid = child_start(shell, tty, dup(tty));
	do
		poll(&fd, 1, -1);
	while (!fd.revents || !child_ended(signals, pid, &rc));
	children_kill();
}

/**
 * shell_run() - run an interactive shell instead of a command
 * @args: SHELL_ARGS words
 *
 * Return: 0, as the status of the user's last command is no verdict.
 */
int shell_run(char **args)
{
	console_shell(args);
	verdict_say("ktap 0\n");
	return 0;
}

/**
 * shell_after_failure() - run an interactive shell after a command that failed
 * @args: SHELL_ARGS words
 *
 * The kernel's messages disturb the user's typing, so from here on the console
 * shows only warnings and errors.
 */
void shell_after_failure(char **args)
{
	klogctl(SYSLOG_ACTION_CONSOLE_LEVEL, NULL, LOGLEVEL_SHELL);
	verdict_say("keep\n");
	console_shell(args);
}
