// SPDX-License-Identifier: GPL-2.0
/*
 * The directory with the logs of one run: console.log, ktap.log (what the
 * command printed), verdict (what PID 1 of the guest reported), qemu.log
 * (QEMU's own messages), qemu.cmd (a script that starts the same VM again),
 * initrd, and stack.txt if a splat could be decoded.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command_line.h"
#include "qemu/common/error.h"
#include "run_directory.h"

static void make_directories(char *path)
{
	for (char *p = path + 1; ; p++) {
		char c = *p;

		if (c && c != '/')
			continue;
		*p = '\0';
		if (mkdir(path, 0755) && errno != EEXIST)
			die("%s: %s", path, strerror(errno));
		*p = c;
		if (!c)
			return;
	}
}

/**
 * run_directory_claim() - create the directory and lock it
 * @opt: the options
 *
 * Two runs in one directory would judge each other's logs. The lock lasts until
 * the process ends.
 */
void run_directory_claim(struct run_options *opt)
{
	int fd;

	make_directories(opt->dir);
	fd = open(opt->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		die("%s: %s", opt->dir, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB))
		die("%s: another lab-run is at work in there", opt->run);
}

/**
 * run_directory_clear() - empty the logs of an earlier run
 * @opt: the options
 *
 * Return: a file descriptor of the empty ktap.log.
 */
int run_directory_clear(const struct run_options *opt)
{
	static const char * const names[] = {
		"console.log", "verdict", "ktap.log",
	};
	int fd = -1;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = run_path(opt, names[i]);

		close(fd);
		fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
		if (fd < 0)
			die("%s: %s", path, strerror(errno));
	}
	unlink(run_path(opt, "stack.txt"));
	unlink(run_path(opt, SAVED_ARCHIVE));
	/* Nothing may connect to a socket of the last run. */
	unlink(run_path(opt, CONSOLE_SOCKET));
	unlink(run_path(opt, INPUT_SOCKET));
	if (opt->out && unlink(opt->out) && errno != ENOENT)
		die("%s: %s", opt->out, strerror(errno));
	return fd;
}

/**
 * run_path() - name a file of the run directory
 * @opt: the options
 * @name: the file in it
 *
 * Return: a path, valid until the fourth call after this one.
 */
const char *run_path(const struct run_options *opt, const char *name)
{
	static char path[4][PATH_MAX + 32];
	static unsigned int next;
	char *p = path[next++ % 4];

	snprintf(p, sizeof(path[0]), "%s/%s", opt->dir, name);
	return p;
}
