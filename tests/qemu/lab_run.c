// SPDX-License-Identifier: GPL-2.0
/* Scenarios of lab-run: its arguments, output and signals */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

static void set_case(const char *name)
{
	setenv("FAKE", name, 1);
}

/* The command reaches the guest byte for byte, without any quoting. */
static bool quoting(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run,it's a $dir", "--", "a b",
			 "it's", "", "$x\n\"", NULL };
	static const char want[] = "run\0a b\0it's\0\0$x\n\"";
	/* newc: 110 bytes, the name "lab.cmd" with its NUL, padded to 4. */
	enum { DATA = 120 };
	struct child child;
	char buf[4096];
	size_t len;

	set_case("pass");
	child_run(&child, argv, NULL);
	if (!child_expect(&child, 0, "", "", why))
		return false;
	len = file_read("run,it's a $dir/initrd", buf, sizeof(buf));
	snprintf(why, WHY, "DIR/initrd is not as it should be");
	return len > DATA + sizeof(want) && !strncmp(buf, "070701", 6) &&
	       !strcmp(buf + 110, "lab.cmd") &&
	       !memcmp(buf + DATA, want, sizeof(want)) &&
	       !strncmp(buf + 54, "00000013", 8) &&
	       !strcmp(buf + len - 8, "\nINITRD\n");
}

/* SIGTERM ends QEMU, and the run does not pass. */
static bool ended_by_signal(char *why)
{
	char *argv[] = LAB_RUN("--", "true");
	struct child child = { 0 };
	pid_t pid;

	set_case("timeout");
	pid = child_start(argv, NULL);
	for (int i = 0; i < 500 && !child.out[0]; i++) {
		usleep(10000);
		file_read("run/verdict", child.out, sizeof(child.out));
	}
	kill(pid, SIGTERM);
	child_wait(&child, pid);
	return child_expect(&child, 2, "", "stopped by Terminated", why);
}

static bool locked(char *why)
{
	char *argv[] = LAB_RUN("--", "true");
	struct child child;
	int fd;

	set_case("pass");
	mkdir("run", 0755);
	fd = open("run", O_RDONLY | O_CLOEXEC);
	flock(fd, LOCK_EX);
	child_run(&child, argv, NULL);
	close(fd);
	return child_expect(&child, 2, "", "another lab-run is at work", why);
}

static void to_full_device(void)
{
	int fd = open("/dev/full", O_WRONLY);

	dup2(fd, STDOUT_FILENO);
}

static bool stdout_full(char *why)
{
	char *argv[] = LAB_RUN("--", "true");
	struct child child;

	set_case("timeout");
	child_run(&child, argv, to_full_device);
	return child_expect(&child, 2, "", "cannot write to standard output: No space",
		      why);
}

/* A limit on the size of files acts like a full disk. */
static void limit_files(void)
{
	struct rlimit lim = { .rlim_cur = 64, .rlim_max = 64 };

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &lim);
}

static bool disk_full(char *why)
{
	char *argv[] = LAB_RUN("--", "true");
	struct child child;

	set_case("pass");
	child_run(&child, argv, limit_files);
	/* The limit cuts the message, too. */
	return child_expect(&child, 2, "", "lab-run: cannot write ", why);
}

/* A dry run needs no input, changes nothing, and prints a line for a shell. */
static bool dry_run(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "none", "--initrd",
			 "none", "--run", "a 'run", "--net", "wire",
			 "--dry-run", "--", "true", NULL };
	struct child child;
	struct stat st;

	child_run(&child, argv, NULL);
	snprintf(why, WHY, "rc %d, stdout \"%.100s\"", child.rc, child.out);
	return !child.rc && !child.err[0] && stat("a 'run", &st) &&
	       errno == ENOENT && strstr(child.out, "/a '\\''run/initrd'") &&
	       strstr(child.out, "mac=02:00:00:00:00:02");
}

/* A reset of the guest ends QEMU, except with --resets. */
static bool resets(char *why)
{
	for (int resets = 0; resets < 2; resets++) {
		char *argv[] = { (char *)lab_run, "--kernel", "none",
				 "--initrd", "none", "--run", "run",
				 "--dry-run", resets ? "--resets" : "--",
				 "--", "true", NULL };
		struct child child;

		child_run(&child, argv, NULL);
		snprintf(why, WHY, "%d: rc %d", resets, child.rc);
		if (child.rc || !!strstr(child.out, "-no-reboot") == resets)
			return false;
	}
	return true;
}

/* Standard output has what the command prints before the run ends. */
static bool output_is_live(char *why)
{
	char *argv[] = LAB_RUN("--", "true");
	char buf[256] = "";
	int pipefd[2], st;
	ssize_t n = 0;
	pid_t pid;

	set_case("timeout");
	if (pipe(pipefd))
		return false;
	pid = fork();
	if (!pid) {
		dup2(pipefd[1], STDOUT_FILENO);
		if (!freopen("stderr.txt", "w", stderr))
			_exit(126);
		close(pipefd[0]);
		close(pipefd[1]);
		execv(argv[0], argv);
		_exit(127);
	}
	close(pipefd[1]);
	/* This guest hangs, but its output must arrive. */
	n = read(pipefd[0], buf, sizeof(buf) - 1);
	kill(pid, SIGINT);
	waitpid(pid, &st, 0);
	close(pipefd[0]);
	snprintf(why, WHY, "%zd bytes: \"%.60s\"", n, buf);
	return n > 0 && !strncmp(buf, "TAP version 13\n1..2\nok 1", 24);
}

static void run_gdb(struct child *child, char *port)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--shell", "--gdb", port,
			 "--dry-run", NULL };

	child_run(child, argv, NULL);
}

/* QEMU waits for a debugger, and accepts it only from this machine. */
static bool gdb(char *why)
{
	static char *const bad[] = { "65536", "-1", "gdb", "" };
	struct child child;

	run_gdb(&child, "4321");
	snprintf(why, WHY, "rc %d, no -gdb and -S", child.rc);
	if (child.rc || !strstr(child.out, "-gdb tcp:127.0.0.1:4321 ") ||
	    !strstr(child.out, "\t-S"))
		return false;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		run_gdb(&child, bad[i]);
		if (!child_expect(&child, 2, "", "want a ", why))
			return false;
	}
	return true;
}

const struct scenario run_scenarios[] = {
	{ "quoting", quoting },
	{ "signal", ended_by_signal },
	{ "locked", locked },
	{ "stdout_full", stdout_full },
	{ "disk_full", disk_full },
	{ "dry_run", dry_run },
	{ "resets", resets },
	{ "live", output_is_live },
	{ "gdb", gdb },
	{ }
};
