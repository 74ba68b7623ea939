// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: boots a kernel in QEMU, runs one command there, and reports how it
 * ended. `lab-run --help` lists the options and the exit codes;
 * run_directory.c lists the logs.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command_line.h"
#include "evidence.h"
#include "initrd.h"
#include "judge.h"
#include "links.h"
#include "qemu/common/error.h"
#include "qemu_command.h"
#include "run_directory.h"
#include "watch.h"

static void check_kernel(const struct run_options *opt)
{
	if (access(opt->kernel, R_OK))
		die("%s: %s; --kernel needs an image to boot", opt->kernel,
		    strerror(errno));
}

/* Returns whether to skip the command, and prints that as TAP. */
static bool skip_for_links(const struct run_options *opt)
{
	const char *lacks = links_lack(opt);

	if (!lacks)
		return false;
	if (!opt->or_skip)
		die("--net %s: %s", opt->net, lacks);
	printf("TAP version 13\n1..0 # SKIP %s\n", lacks);
	return true;
}

int main(int argc, char **argv)
{
	struct run_options *opt = command_line_parse(argv);
	static struct words qemu;
	struct run_result result;
	struct qemu_end end;

	if (!opt->dry_run) {
		check_kernel(opt);
		if (skip_for_links(opt))
			return VERDICT_PASS;
		run_directory_claim(opt);
	}
	opt->accel = accel_choose(opt);
	qemu_command_build(opt, &qemu);
	if (opt->dry_run) {
		qemu_command_print(&qemu, STDOUT_FILENO, "standard output");
		return VERDICT_PASS;
	}
	initrd_write(opt);
	qemu_command_save(opt, &qemu);
	watch_qemu(opt, &qemu, &end);
	judge_run(opt, &end, &result);
	evidence_print(opt, &result);
	return result.verdict;
}
