// SPDX-License-Identifier: GPL-2.0
/* lab-run: after a failure, what happened and where to look. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

#define DECODE_SECONDS	60

static void decode_exec(const struct lab_options *opt)
{
	int in = open(lab_path(opt, "console.log"), O_RDONLY);
	int out = open(lab_path(opt, "stack.txt"),
		       O_WRONLY | O_CREAT | O_TRUNC, 0644);
	int err = open("/dev/null", O_WRONLY);
	char limit[16];
	sigset_t none;

	snprintf(limit, sizeof(limit), "%u",
		 (lab_scaled(DECODE_SECONDS) + 999) / 1000);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execlp("timeout", "timeout", limit, opt->decoder, opt->vmlinux,
	       opt->tree, NULL);
	_exit(127);
}

/* Returns whether there is a DIR/stack.txt worth looking at. */
static bool decode_stack(const struct lab_options *opt)
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
		unlink(lab_path(opt, "stack.txt"));
		return false;
	}
	return true;
}

static const char *kind_of(enum lab_exit code)
{
	switch (code) {
	case LAB_FAIL:
		return "FAIL";
	case LAB_TIMEOUT:
		return "TIMEOUT";
	case LAB_PANIC:
		return "PANIC";
	default:
		return "BROKEN";
	}
}

/**
 * lab_evidence() - say in one line what went wrong and where the evidence is
 * @opt: the options
 * @res: how the run went
 */
void lab_evidence(const struct lab_options *opt, const struct lab_result *res)
{
	struct stat st;

	if (res->code == LAB_PASS)
		return;
	fflush(stdout);
	fprintf(stderr, "lab-run: %s: %s; see %s: console.log",
		kind_of(res->code), res->text, opt->run);
	if (res->code == LAB_PANIC && decode_stack(opt))
		fprintf(stderr, " stack.txt");
	if (!stat(lab_path(opt, "qemu.log"), &st) && st.st_size)
		fprintf(stderr, " qemu.log");
	fprintf(stderr, " ktap.log qemu.cmd\n");
}
