// SPDX-License-Identifier: GPL-2.0
/*
 * Scenarios of lab-run --keep, the shell after a failure. Each has a terminal,
 * and a fake QEMU that repeats what is typed there.
 */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

static pid_t start_at_terminal(int *terminal)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--timeout", "20", "--keep",
			 "--", "false", NULL };
	pid_t pid;

	setenv("FAKE", "keep", 1);
	setenv("SLOWDOWN", "0.05", 1);
	pid = forkpty(terminal, NULL, NULL, NULL);
	if (!pid) {
		/* As in make test, the output does not go to the terminal. */
		if (!freopen("stdout.txt", "w", stdout) ||
		    !freopen("stderr.txt", "w", stderr))
			_exit(126);
		execv(argv[0], argv);
		_exit(127);
	}
	return pid;
}

/* Reads from the terminal until @want has appeared. */
static bool wait_for(int terminal, const char *want, char *why)
{
	char seen[4096] = "";
	size_t len = 0;
	ssize_t n;

	while (!strstr(seen, want) && len < sizeof(seen) - 1) {
		n = read(terminal, seen + len, sizeof(seen) - 1 - len);
		if (n <= 0)
			break;
		len += n;
		seen[len] = '\0';
	}
	snprintf(why, WHY, "wanted on the terminal: \"%.60s\", is: \"%.120s\"",
		 want, seen);
	return strstr(seen, want);
}

static bool type(int terminal, const char *text)
{
	return write(terminal, text, strlen(text)) == strlen(text);
}

static bool expect_end(pid_t pid, int terminal, int rc, const char *message,
		       char *why)
{
	char err[1024];
	int st = -1;

	for (int i = 0; i < 1000 && !waitpid(pid, &st, WNOHANG); i++) {
		usleep(10000);
		if (i == 999) {
			kill(pid, SIGKILL);
			waitpid(pid, &st, 0);
		}
	}
	close(terminal);
	file_read("stderr.txt", err, sizeof(err));
	snprintf(why, WHY, "status 0x%x, want rc %d; \"%.100s\"", st, rc, err);
	return WIFEXITED(st) && WEXITSTATUS(st) == rc && strstr(err, message);
}

/* The time limit of 1 s does not apply to the user. */
static bool keep_shell(char *why)
{
	int terminal;
	pid_t pid = start_at_terminal(&terminal);
	bool ok;

	ok = wait_for(terminal, "this is a shell in the guest", why) &&
	     !usleep(1500000) && type(terminal, "one two\n") &&
	     wait_for(terminal, "you said: one two", why) &&
	     type(terminal, "exit\n");
	if (!ok)
		kill(pid, SIGKILL);
	return expect_end(pid, terminal, 1, "FAIL: the command returned 3;",
			  ok ? why : (char[WHY]){ "" }) && ok;
}

static bool keep_ended(char *why)
{
	int terminal;
	pid_t pid = start_at_terminal(&terminal);
	bool ok;

	ok = wait_for(terminal, "Ctrl-] the guest", why) &&
	     type(terminal, "\x1d");
	if (!ok)
		kill(pid, SIGKILL);
	return expect_end(pid, terminal, 1, "ended from the keyboard",
			  ok ? why : (char[WHY]){ "" }) && ok;
}

static void without_terminal(void)
{
	if (!freopen("/dev/null", "r", stdin))
		_exit(126);
}

static bool keep_no_terminal(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--keep", "--", "false",
			 NULL };
	struct child child;

	setenv("FAKE", "pass", 1);
	child_run(&child, argv, without_terminal);
	snprintf(why, WHY, "rc %d \"%.100s\"", child.rc, child.err);
	return child.rc == 2 && access("run", F_OK) &&
	       strstr(child.err, "needs a terminal as standard input");
}

const struct scenario keep_scenarios[] = {
	{ "keep_shell", keep_shell },
	{ "keep_ended", keep_ended },
	{ "keep_no_terminal", keep_no_terminal },
	{ }
};
