// SPDX-License-Identifier: GPL-2.0
/*
 * Scenarios of lab-run for a guest that a user works in: the key that ends it, scripts,
 * and files in and out.
 */
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scenario.h"

/* Enough for two seconds of grace, and less than a limit of the run */
#define SECONDS_MAX	15

/* Waits for the child while its terminal is read, as it may wait for that. */
static int wait_reading(pid_t pid, int terminal)
{
	time_t until = time(NULL) + SECONDS_MAX;
	char buf[4096];
	int st = -1;

	fcntl(terminal, F_SETFL, O_NONBLOCK);
	while (!waitpid(pid, &st, WNOHANG) && time(NULL) < until)
		if (read(terminal, buf, sizeof(buf)) <= 0)
			usleep(10000);
	if (!WIFEXITED(st)) {
		kill(pid, SIGKILL);
		waitpid(pid, &st, 0);
	}
	close(terminal);
	return st;
}

/* A guest that takes no input, after a paste that fills every buffer */
static bool leave(const char *guest, char *why)
{
	char *argv[] = LAB_RUN("--shell");
	static char paste[3000];
	int terminal, st;
	pid_t pid;

	setenv("FAKE", guest, 1);
	pid = forkpty(&terminal, NULL, NULL, NULL);
	if (!pid) {
		execv(argv[0], argv);
		_exit(127);
	}
	/* Raw mode: the terminal's own limit of a line does not apply. */
	usleep(500000);
	memset(paste, 'x', sizeof(paste));
	snprintf(why, WHY, "%s: cannot type", guest);
	if (write(terminal, paste, sizeof(paste)) != sizeof(paste) ||
	    write(terminal, "\x1d", 1) != 1)
		return false;
	st = wait_reading(pid, terminal);
	snprintf(why, WHY, "%s: status 0x%x, want 0", guest, st);
	return !st;
}

/* While it is up; before it is up; and a QEMU that SIGTERM does not end */
static bool shell_leave(char *why)
{
	return leave("timeout", why) && leave("hang", why) &&
	       leave("timeout_deaf", why);
}

static void without_terminal(void)
{
	if (!freopen("/dev/null", "r", stdin))
		_exit(126);
}

/* Standard input that is no terminal is a script for bash. */
static bool shell_script(char *why)
{
	char *argv[] = LAB_RUN("--shell"), buf[4096];
	static const char want[] = "script\0bash";
	struct child child;

	setenv("FAKE", "fail_command", 1);
	child_run(&child, argv, without_terminal);
	if (!child_expect(&child, 1, "", "the command returned 3", why))
		return false;
	snprintf(why, WHY, "DIR/initrd has another command");
	return file_read("run/initrd", buf, sizeof(buf)) > 200 &&
	       !memcmp(buf + 120, want, sizeof(want));
}

static bool initrd_has(const char *names)
{
	char command[512];

	snprintf(command, sizeof(command),
		 "test \"$(cpio -t --quiet <run/initrd | grep ^files | sort | paste -sd ' ')\" = '%s' &&"
		 "cpio -i --quiet --to-stdout files/d/sub/b <run/initrd | grep -qx text",
		 names);
	return !system(command);
}

/* A folder under another name, with a link; a file with its permissions */
static bool files(char *why)
{
	char *argv[] = LAB_RUN("--file", "d=./dir/", "--file", "dir/prog",
			       "--", "true");
	struct child child;

	mkdir("dir", 0755);
	mkdir("dir/sub", 0755);
	file_write("dir/sub/b", "text\n");
	file_write("dir/prog", "");
	chmod("dir/prog", 0751);
	if (symlink("sub/b", "dir/link") || symlink("nowhere", "dir/odd"))
		return false;
	setenv("FAKE", "pass", 1);
	child_run(&child, argv, NULL);
	if (!child_expect(&child, 0, "", "", why))
		return false;
	snprintf(why, WHY, "DIR/initrd has other files");
	return initrd_has("files files/d files/d/link files/d/odd files/d/prog files/d/sub files/d/sub/b files/prog") &&
	       !system("cpio -tv --quiet <run/initrd | grep -q '^-rwxr-x--x .* files/prog$'");
}

static bool refused(char *one, char *other, const char *message, char *why)
{
	char *argv[] = LAB_RUN("--file", one, "--file", other, "--", "true");
	struct child child;

	child_run(&child, argv, NULL);
	return child_expect(&child, 2, "", message, why);
}

static bool files_odd(char *why)
{
	static char path[5000];

	memset(path, 'a', sizeof(path) - 1);
	file_write("huge", "");
	return refused("kernel", path, "the path is too long", why) &&
	       !mkfifo("fifo", 0600) &&
	       refused("kernel", "fifo", "fifo: neither a file nor a folder, so it cannot be copied",
		       why) &&
	       !truncate("huge", 1L << 32) &&
	       refused("kernel", "huge", "huge: the guest's archive takes no file of 4 GiB",
		       why) &&
	       refused("kernel", "/proc/self/status", "status: its length changed while it was copied",
		       why);
}

static bool files_refused(char *why)
{
	mkdir("dir", 0755);
	file_write("dir/kernel", "");
	return refused("kernel", "none", "none: No such file", why) &&
	       refused("kernel", "dir/kernel", "another file is called kernel, too",
		       why) &&
	       refused("kernel", "..", "say NAME=PATH", why) &&
	       !symlink("..", "dir/up") &&
	       refused("kernel", "dir", "a link leads back to a folder above it",
		       why);
}

static bool memory(char *why)
{
	char *argv[] = LAB_RUN("--mem", "128", "--file", "kernel", "--", "true");
	struct child child;

	child_run(&child, argv, NULL);
	return child_expect(&child, 2, "", "it needs 130 (MEM=130)", why);
}

static bool save_refused(char *why)
{
	char *nowhere[] = LAB_RUN("--save", "none/here", "--", "true");
	char *file[] = LAB_RUN("--save", "kernel", "--", "true");
	struct child child;

	child_run(&child, nowhere, NULL);
	if (!child_expect(&child, 2, "", "--save none/here: No such file", why))
		return false;
	chmod("kernel", 0755);
	child_run(&child, file, NULL);
	return child_expect(&child, 2, "", "--save kernel: Not a directory", why);
}

static bool cards_refused(char *why)
{
	char *argv[] = LAB_RUN("--cards", "e1000", "--", "true");
	struct child child;

	child_run(&child, argv, NULL);
	return child_expect(&child, 2, "", "--cards e1000: no such cards; want mlx5, mlx5-virtio, ice, ice-virtio or mlx5-ice",
			    why);
}

/* The guest sends no archive for --save. */
static bool saved_cut(char *why)
{
	char *argv[] = LAB_RUN("--save", "saved", "--", "true");
	struct child child;

	setenv("FAKE", "pass", 1);
	child_run(&child, argv, NULL);
	return child_expect(&child, 2, "", "not all of /out is in saved", why);
}

const struct scenario user_scenarios[] = {
	{ "shell_leave", shell_leave },
	{ "shell_script", shell_script },
	{ "files", files },
	{ "files_refused", files_refused },
	{ "files_odd", files_odd },
	{ "save_refused", save_refused },
	{ "cards_refused", cards_refused },
	{ "memory", memory },
	{ "saved_cut", saved_cut },
	{ }
};
