/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tests of the lab's host programs, with a QEMU that is none: this program
 * itself, which writes to the logs what a case says and ends as it says.
 */
#ifndef LAB_TEST_H
#define LAB_TEST_H

#include <stdbool.h>
#include <stddef.h>

/* How the QEMU of a case ends. */
enum fake_end {
	FAKE_EXIT,		/* by itself, with exit status 0 */
	FAKE_ERROR,		/* ... with 1, and words on stderr */
	FAKE_KILLED,
	FAKE_HANG,		/* until somebody stops it */
	FAKE_DEAF,		/* until somebody kills it */
	FAKE_FLOOD,		/* until the disk is full, and then not */
	FAKE_KEEP,		/* after "exit" on its console */
	FAKE_MISSING,		/* there is no QEMU */
};

/**
 * struct run_case - a run of lab-run with the answer known
 * @name: the test's name
 * @verdict: what the guest's PID 1 says; %K stands for the length of @ktap
 * @ktap: what the command prints
 * @console: what the kernel prints, but for the last line
 * @cut_console: the last line is missing
 * @out: what comes out as --out
 * @end: how QEMU ends
 * @args: more arguments of lab-run, separated by blanks
 * @slowdown: $SLOWDOWN, or NULL
 * @rc: the exit status it must have
 * @message: what must be in the line on stderr; NULL: nothing is there
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

/**
 * struct ktap_case - a stream for lab-ktap with the answer known
 * @name: the test's name
 * @args: its options
 * @stream: what it reads
 * @rc: the exit status it must have
 * @last: the last line
 * @has: a line, or a part of one, that must be there; NULL: any
 */
struct ktap_case {
	const char *name;
	const char *args;
	const char *stream;
	int rc;
	const char *last;
	const char *has;
};

/**
 * struct job_case - the same for jobs
 * @c: the case; the jobs have its stream, which ./script prints
 * @jobs: the list
 */
struct job_case {
	struct ktap_case c;
	const char *jobs;
};

/**
 * struct child - a program that was run
 * @rc: its exit status, or 128 and the number of the signal
 * @out: what it wrote to its standard output
 * @err: ... and to its standard error
 */
struct child {
	int rc;
	char out[8192];
	char err[8192];
};

extern const struct run_case run_cases[];
extern const size_t n_run_cases;
extern const struct ktap_case ktap_cases[];
extern const size_t n_ktap_cases;
extern const struct job_case job_cases[];
extern const size_t n_job_cases;

/* fake_qemu.c */
int fake_qemu(int argc, char **argv);

/* child.c */
void child_run(struct child *child, char **argv, void (*prepare)(void));
void child_words(char **argv, int *argc, char *words);
void file_write(const char *path, const char *text);
size_t file_read(const char *path, char *buf, size_t size);

/* run_verdicts.c */
const struct run_case *run_case_find(const char *name);

/* lab_run.c: what does not fit into a table */
extern const char *lab_run;
bool way_quoting(char *why);
bool way_signal(char *why);
bool way_locked(char *why);
bool way_stdout_full(char *why);
bool way_disk_full(char *why);
bool way_dry_run(char *why);
bool way_resets(char *why);
bool way_net_lacking(char *why);
bool way_net_or_skip(char *why);
bool way_net_tap(char *why);
bool way_net_newer_qemu(char *why);
bool way_net_modes(char *why);
bool way_live(char *why);
bool way_gdb(char *why);
bool way_net_user(char *why);
bool way_net_no_tun(char *why);
bool way_net_no_namespace(char *why);
bool way_net_beside(char *why);

/* accel_choice.c: TCG or KVM */
bool way_kvm_works(char *why);
bool way_kvm_hangs(char *why);
bool way_kvm_exits(char *why);
bool way_kvm_panics(char *why);
bool way_kvm_no_permission(char *why);
bool way_kvm_absent(char *why);
bool way_kvm_forced(char *why);
bool way_kvm_forced_absent(char *why);
bool way_kvm_forced_hangs(char *why);
bool way_kvm_dry_run(char *why);

/* keep_shell.c: the shell after a failure */
bool way_keep(char *why);
bool way_keep_ended(char *why);
bool way_keep_no_terminal(char *why);

/* job_runs.c: the same of lab-ktap */
extern const char *lab_ktap;
bool way_jobs_order(char *why);
bool way_jobs_bad_list(char *why);
bool way_jobs_disk_full(char *why);
bool way_jobs_signal(char *why);
bool way_jobs_progress(char *why);
bool way_jobs_remains(char *why);
bool way_jobs_late(char *why);
bool way_no_skip(char *why);
bool way_junit(char *why);
bool way_junit_any_byte(char *why);
bool way_junit_no_directory(char *why);
bool way_junit_jobs(char *why);

#endif
