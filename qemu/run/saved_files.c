// SPDX-License-Identifier: GPL-2.0
/*
 * What the guest left in /out, for --save. The guest sends it as tar archives by the
 * port lab.saved: PID 1 sends one at the end, and a user's `save` one at any time, so
 * that a guest which hangs later has not lost it. A later archive replaces files of an
 * earlier one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command_line.h"
#include "qemu/common/error.h"
#include "qemu/common/processes.h"
#include "qemu/common/signals.h"
#include "run_directory.h"
#include "saved_files.h"

/**
 * saved_files_check() - end with an error if the files could not be saved
 * @opt: the options
 */
void saved_files_check(const struct run_options *opt)
{
	struct stat at;

	if (!opt->save || opt->dry_run)
		return;
	if (mkdir(opt->save, 0755) && errno != EEXIST)
		die("--save %s: %s", opt->save, strerror(errno));
	if (!stat(opt->save, &at) && !S_ISDIR(at.st_mode))
		die("--save %s: %s", opt->save, strerror(ENOTDIR));
	if (access(opt->save, W_OK | X_OK))
		die("--save %s: %s", opt->save, strerror(errno));
}

/* tar refuses names that lead out of the directory. */
static void unpack_exec(const struct run_options *opt)
{
	int log = open(run_path(opt, "saved.log"),
		       O_WRONLY | O_CREAT | O_TRUNC, 0644);

	signals_unblock();
	dup2(log, STDOUT_FILENO);
	dup2(log, STDERR_FILENO);
	execlp("tar", "tar", "--extract", "--ignore-zeros",
	       "--no-same-owner", "--file", run_path(opt, SAVED_ARCHIVE),
	       "--directory", opt->save, NULL);
	_exit(127);
}

/**
 * saved_files_unpack() - put the files into the directory of --save
 * @opt: the options
 *
 * Return: false if not all of them have arrived; DIR/saved.log says why.
 */
bool saved_files_unpack(const struct run_options *opt)
{
	struct stat sent;
	pid_t pid;
	int st;

	if (!opt->save || stat(run_path(opt, SAVED_ARCHIVE), &sent) ||
	    !sent.st_size)
		return true;
	pid = process_fork();
	if (!pid)
		unpack_exec(opt);
	return waitpid(pid, &st, 0) == pid && !st;
}
