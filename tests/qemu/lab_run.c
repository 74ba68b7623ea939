// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of lab-run that no table holds. They run in a directory of their own,
 * with the first of the cases, or the one named, as QEMU. Each returns whether
 * all was well, and says in @why (256 bytes) what was not, or "SKIP " and what the
 * machine lacks.
 */
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

#define WHY	256

static void set_case(const char *name)
{
	setenv("FAKE", name, 1);
}

static bool expect(const struct child *child, int rc, const char *message,
		   char *why)
{
	if (child->rc == rc && strstr(child->err, message))
		return true;
	snprintf(why, WHY, "rc %d, want %d; \"%.60s\", want \"%.60s\"",
		 child->rc, rc, child->err, message);
	return false;
}

/* The command arrives byte for byte, whatever a shell would make of it. */
bool way_quoting(char *why)
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
	if (!expect(&child, 0, "", why))
		return false;
	len = file_read("run,it's a $dir/initrd", buf, sizeof(buf));
	snprintf(why, WHY, "DIR/initrd is not as it should be");
	return len > DATA + sizeof(want) && !strncmp(buf, "070701", 6) &&
	       !strcmp(buf + 110, "lab.cmd") &&
	       !memcmp(buf + DATA, want, sizeof(want)) &&
	       !strncmp(buf + 54, "00000013", 8) &&
	       !strcmp(buf + len - 8, "\nINITRD\n");
}

/* SIGTERM ends QEMU too, and the run is no pass. */
bool way_signal(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--", "true", NULL };
	struct child child = { 0 };
	pid_t pid;
	int st;

	set_case("timeout");
	pid = fork();
	if (!pid) {
		if (!freopen("stdout.txt", "w", stdout) ||
		    !freopen("stderr.txt", "w", stderr))
			_exit(126);
		execv(argv[0], argv);
		_exit(127);
	}
	for (int i = 0; i < 500 && !child.out[0]; i++) {
		usleep(10000);
		file_read("run/verdict", child.out, sizeof(child.out));
	}
	kill(pid, SIGTERM);
	waitpid(pid, &st, 0);
	child.rc = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
	file_read("stderr.txt", child.err, sizeof(child.err));
	return expect(&child, 2, "stopped by Terminated", why);
}

bool way_locked(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--", "true", NULL };
	struct child child;
	int fd;

	set_case("pass");
	mkdir("run", 0755);
	fd = open("run", O_RDONLY | O_CLOEXEC);
	flock(fd, LOCK_EX);
	child_run(&child, argv, NULL);
	close(fd);
	return expect(&child, 2, "another lab-run is at work", why);
}

static void to_full_device(void)
{
	int fd = open("/dev/full", O_WRONLY);

	dup2(fd, STDOUT_FILENO);
}

bool way_stdout_full(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--", "true", NULL };
	struct child child;

	set_case("timeout");
	child_run(&child, argv, to_full_device);
	return expect(&child, 2, "cannot write to standard output: No space",
		      why);
}

/* A limit on the size of files is as good as a full disk. */
static void limit_files(void)
{
	struct rlimit lim = { .rlim_cur = 64, .rlim_max = 64 };

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &lim);
}

bool way_disk_full(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--", "true", NULL };
	struct child child;

	set_case("pass");
	child_run(&child, argv, limit_files);
	/* The message is cut by the same limit. */
	return expect(&child, 2, "lab-run: cannot write ", why);
}

/* A dry run needs nothing, touches nothing, and prints what a shell takes. */
bool way_dry_run(char *why)
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

/* A guest that resets ends its QEMU, unless that is what it is to do. */
bool way_resets(char *why)
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

/* What the command prints is on our standard output before the end. */
bool way_live(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--", "true", NULL };
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
	/* This one hangs: what it printed has to come all the same. */
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

/* QEMU waits for a debugger, whom it takes from this machine only. */
bool way_gdb(char *why)
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
		if (!expect(&child, 2, "want a ", why))
			return false;
	}
	return true;
}
