/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LAB_RUN_VERDICTS_H
#define LAB_RUN_VERDICTS_H

#include <stdbool.h>
#include <stddef.h>

/* How the fake QEMU ends */
enum fake_end {
	FAKE_EXIT,		/* exits with 0 */
	FAKE_ERROR,		/* prints an error and exits with 1 */
	FAKE_KILLED,		/* by SIGKILL */
	FAKE_HANG,		/* hangs until SIGTERM */
	FAKE_DEAF,		/* hangs until SIGKILL */
	FAKE_FLOOD,		/* fills the disk, then hangs */
	FAKE_KEEP,		/* repeats its console's input until "exit" */
	FAKE_MISSING,		/* QEMU is not installed */
};

/**
 * struct run_case - a run of lab-run with a known verdict
 * @name: name of the test
 * @verdict: what PID 1 of the guest reports; %K stands for the length of @ktap
 * @ktap: what the command prints
 * @console: what the kernel prints, without the last line
 * @cut_console: the last line is missing
 * @out: what the command leaves for --out
 * @end: how QEMU ends
 * @args: more arguments of lab-run, separated by blanks
 * @slowdown: $SLOWDOWN, or NULL
 * @rc: exit status that lab-run must have
 * @message: text that its standard error must have; NULL: it must be empty
 */
struct run_case {
	const char *name;
	const char *verdict;
	const char *ktap;
	const char *console;
	bool cut_console;
	const char *out;
	enum fake_end end;
	const char *args;
	const char *slowdown;
	int rc;
	const char *message;
};

extern const struct run_case run_cases[];
extern const size_t n_run_cases;

const struct run_case *run_case_find(const char *name);

#endif
