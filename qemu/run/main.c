// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: boots a kernel in QEMU, runs one command there, and tells how it
 * went. `lab-run --help` has the options and the exit codes.
 *
 * Everything of a run is in one directory: console.log, ktap.log (what the
 * command printed), verdict (what the guest's PID 1 said), qemu.log (what QEMU
 * said), qemu.cmd (a script that starts the same VM again), initrd, and
 * stack.txt if there was a splat that could be decoded.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run.h"

static void make_directories(char *path)
{
	for (char *p = path + 1; ; p++) {
		char c = *p;

		if (c && c != '/')
			continue;
		*p = '\0';
		if (mkdir(path, 0755) && errno != EEXIST)
			lab_die("%s: %s", path, strerror(errno));
		*p = c;
		if (!c)
			return;
	}
}

/* Two runs in one directory would judge each other's logs. */
static void claim_directory(struct lab_options *opt)
{
	int fd;

	make_directories(opt->dir);
	fd = open(opt->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		lab_die("%s: %s", opt->dir, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB))
		lab_die("%s: another lab-run is at work in there", opt->run);
}

static void check_input(const char *path, const char *what)
{
	if (access(path, R_OK))
		lab_die("%s: %s; this is to be the %s", path, strerror(errno),
			what);
}

/* Returns whether the command is to be left out, which is said as TAP. */
static bool check_net(const struct lab_options *opt)
{
	const char *lacks = lab_net_lacks(opt);

	if (!lacks)
		return false;
	if (!opt->or_skip)
		lab_die("--net %s: %s", opt->net, lacks);
	printf("TAP version 13\n1..0 # SKIP %s\n", lacks);
	return true;
}

int main(int argc, char **argv)
{
	static struct lab_words qemu;
	static struct lab_options opt;
	struct lab_result result;
	struct lab_watch watch;

	lab_options_parse(&opt, argc, argv);
	if (!opt.dry_run) {
		check_input(opt.kernel, "kernel");
		if (check_net(&opt))
			return LAB_PASS;
		claim_directory(&opt);
	}
	opt.accel = lab_accel_choose(&opt);
	lab_qemu_words(&opt, &qemu);
	if (opt.dry_run) {
		lab_qemu_print(&qemu, STDOUT_FILENO, "standard output");
		return LAB_PASS;
	}
	lab_initrd_write(&opt);
	lab_qemu_script(&opt, &qemu);
	lab_watch_qemu(&opt, &qemu, &watch);
	lab_judge(&opt, &watch, &result);
	lab_evidence(&opt, &result);
	return result.code;
}
