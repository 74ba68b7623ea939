// SPDX-License-Identifier: GPL-2.0
/* The report of a failure: what happened, and the files that show it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command_line.h"
#include "evidence.h"
#include "judge.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu/common/signals.h"
#include "run_directory.h"

#define DECODE_SECONDS	60

static void decode_exec(const struct run_options *opt)
{
	int in = open(run_path(opt, "console.log"), O_RDONLY);
	int out = open(run_path(opt, "stack.txt"),
		       O_WRONLY | O_CREAT | O_TRUNC, 0644);
	int err = open("/dev/null", O_WRONLY);
	char limit[16];

	snprintf(limit, sizeof(limit), "%u",
		 (clock_scaled_ms(DECODE_SECONDS) + 999) / 1000);
	signals_unblock();
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execlp("timeout", "timeout", limit, opt->decoder, opt->vmlinux,
	       opt->tree, NULL);
	_exit(127);
}

/* Writes DIR/stack.txt; returns whether that worked. */
static bool decode_stack(const struct run_options *opt)
{
	pid_t pid;
	int st;

	if (!opt->decoder || !opt->vmlinux || !opt->tree ||
	    access(opt->vmlinux, R_OK))
		return false;
	pid = fork();
	if (!pid)
		decode_exec(opt);
	if (pid < 0 || waitpid(pid, &st, 0) < 0 || st) {
		unlink(run_path(opt, "stack.txt"));
		return false;
	}
	return true;
}

/**
 * evidence_print() - print in one line what went wrong, and in which files to look
 * @opt: the options
 * @res: how the run ended
 */
void evidence_print(const struct run_options *opt, const struct run_result *res)
{
	struct stat st;

	if (res->verdict == VERDICT_PASS)
		return;
	fflush(stdout);
	fprintf(stderr, "lab-run: %s: %s; see %s: console.log",
		verdict_name(res->verdict), res->text, opt->run);
	if (res->verdict == VERDICT_PANIC && decode_stack(opt))
		fprintf(stderr, " stack.txt");
	if (!stat(run_path(opt, "qemu.log"), &st) && st.st_size)
		fprintf(stderr, " qemu.log");
	fprintf(stderr, " ktap.log qemu.cmd\n");
}
