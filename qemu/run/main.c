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
#include "guest_verdict.h"
#include "initrd.h"
#include "judge.h"
#include "links.h"
#include "qemu/common/error.h"
#include "qemu_command.h"
#include "run_directory.h"
#include "saved_files.h"
#include "splats.h"
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

/*
 * The guest's machine never resets, so that a panic ends it. A reboot that a user
 * asks for is a new start of QEMU.
 */
static bool reboots(const struct run_options *opt, const struct qemu_end *end)
{
	struct guest_verdict v;
	struct console con;

	if (!opt->shell || end->reason != END_EXIT || end->status)
		return false;
	guest_verdict_read(opt, &v);
	console_scan(opt, &con);
	return v.reboot && !con.why;
}

int main(int argc, char **argv)
{
	struct run_options *opt = command_line_parse(argv);
	static struct words qemu;
	struct run_result result;
	struct qemu_end end;
	bool saved;

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
	do {
		watch_qemu(opt, &qemu, &end);
		saved = saved_files_unpack(opt);
	} while (reboots(opt, &end));
	judge_run(opt, &end, saved, &result);
	evidence_print(opt, &result);
	return result.verdict;
}
