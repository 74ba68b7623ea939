// SPDX-License-Identifier: GPL-2.0
/*
 * usage: lab_test LAB_RUN LAB_KTAP [GLOB]
 *
 * Runs the cases whose names match GLOB, prints TAP.
 */
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario.h"

const char *lab_run;
const char *lab_ktap;
static const char *glob = "*";
static char self[PATH_MAX];
static unsigned int number, failed;

static const struct {
	const char *name;
	bool (*way)(char *why);
	const char *suite;
} ways[] = {
	{ "quoting", way_quoting, "run" },
	{ "signal", way_signal, "run" },
	{ "locked", way_locked, "run" },
	{ "stdout_full", way_stdout_full, "run" },
	{ "disk_full", way_disk_full, "run" },
	{ "dry_run", way_dry_run, "run" },
	{ "resets", way_resets, "run" },
	{ "net_lacking", way_net_lacking, "run" },
	{ "net_or_skip", way_net_or_skip, "run" },
	{ "net_tap", way_net_tap, "run" },
	{ "net_newer_qemu", way_net_newer_qemu, "run" },
	{ "net_modes", way_net_modes, "run" },
	{ "live", way_live, "run" },
	{ "gdb", way_gdb, "run" },
	{ "net_user", way_net_user, "run" },
	{ "net_no_tun", way_net_no_tun, "run" },
	{ "net_no_namespace", way_net_no_namespace, "run" },
	{ "net_beside", way_net_beside, "run" },
	{ "kvm_works", way_kvm_works, "run" },
	{ "kvm_hangs", way_kvm_hangs, "run" },
	{ "kvm_exits", way_kvm_exits, "run" },
	{ "kvm_panics", way_kvm_panics, "run" },
	{ "kvm_no_permission", way_kvm_no_permission, "run" },
	{ "kvm_absent", way_kvm_absent, "run" },
	{ "kvm_forced", way_kvm_forced, "run" },
	{ "kvm_forced_absent", way_kvm_forced_absent, "run" },
	{ "kvm_forced_hangs", way_kvm_forced_hangs, "run" },
	{ "kvm_dry_run", way_kvm_dry_run, "run" },
	{ "keep", way_keep, "run" },
	{ "keep_ended", way_keep_ended, "run" },
	{ "keep_no_terminal", way_keep_no_terminal, "run" },
	{ "jobs_order", way_jobs_order, "ktap" },
	{ "jobs_bad_list", way_jobs_bad_list, "ktap" },
	{ "jobs_disk_full", way_jobs_disk_full, "ktap" },
	{ "jobs_signal", way_jobs_signal, "ktap" },
	{ "jobs_progress", way_jobs_progress, "ktap" },
	{ "jobs_remains", way_jobs_remains, "ktap" },
	{ "jobs_late", way_jobs_late, "ktap" },
	{ "no_skip", way_no_skip, "ktap" },
	{ "junit", way_junit, "ktap" },
	{ "junit_any_byte", way_junit_any_byte, "ktap" },
	{ "junit_no_directory", way_junit_no_directory, "ktap" },
	{ "junit_jobs", way_junit_jobs, "ktap" },
};
#define N_WAYS	(sizeof(ways) / sizeof(ways[0]))

static bool chosen(const char *suite, const char *name)
{
	char full[128];

	snprintf(full, sizeof(full), "%s.%s", suite, name);
	return !fnmatch(glob, full, 0);
}

static void result(const char *suite, const char *name, bool ok,
		   const char *skip)
{
	failed += !ok;
	printf("%sok %u %s.%s%s%s\n", ok ? "" : "not ", ++number, suite, name,
	       *skip ? " # " : "", skip);
	fflush(stdout);
}

/* Prints what came as comments, so that no line of it counts as a result. */
static void comment(const char *what, const char *text)
{
	printf("# %s:\n", what);
	while (*text) {
		int len = strcspn(text, "\n");

		printf("#   %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

/* Each case starts in an empty directory, with a "kernel" and an initramfs. */
static void enter_directory(void)
{
	char path[] = "/tmp/lab_test.XXXXXX";

	if (!mkdtemp(path) || chdir(path)) {
		printf("Bail out! %s: %s\n", path, strerror(errno));
		exit(1);
	}
	file_write("kernel", "KERNEL\n");
	/* Of a length that needs no padding: the way "quoting" looks at it. */
	file_write("initrd", "\nINITRD\n");
	setenv("QEMU", self, 1);
	unsetenv("SLOWDOWN");
	unsetenv("ACCEL");
	unsetenv("LAB_NO_SKIP");
	unsetenv("KVM_DEVICE");
}

static void leave_directory(void)
{
	char path[PATH_MAX], command[PATH_MAX + 16];

	if (!getcwd(path, sizeof(path)) || chdir("/"))
		return;
	snprintf(command, sizeof(command), "rm -rf '%s'", path);
	if (system(command))
		printf("# %s is left behind\n", path);
}

static void test_run(const struct run_case *c)
{
	char args[128], *argv[32] = {
		(char *)lab_run, "--kernel", "kernel", "--initrd", "initrd",
		"--run", "run",
	};
	struct child child;
	int argc = 7;
	bool ok;

	enter_directory();
	setenv("FAKE", c->name, 1);
	if (c->end == FAKE_MISSING)
		setenv("QEMU", "/nowhere/qemu", 1);
	if (c->slowdown)
		setenv("SLOWDOWN", c->slowdown, 1);
	snprintf(args, sizeof(args), "%s -- true", c->args ? c->args : "");
	child_words(argv, &argc, args);
	child_run(&child, argv, NULL);

	ok = child.rc == c->rc;
	ok &= c->message ? strstr(child.err, c->message) != NULL :
			   !child.err[0];
	/* Whatever came of it: what was printed came through, and only that. */
	if (c->ktap[0] && c->end != FAKE_MISSING)
		ok &= !strcmp(child.out, c->ktap);
	if (!ok) {
		printf("# rc %d, want %d; message wanted: %s\n", child.rc,
		       c->rc, c->message ? c->message : "none");
		comment("stdout", child.out);
		comment("stderr", child.err);
	}
	result("run", c->name, ok, "");
	leave_directory();
}

/* Jobs have a script that prints the stream and returns a number. */
static void ktap_args(const struct ktap_case *c, const char *jobs, char *args,
		      size_t size)
{
	file_write("stream", c->stream);
	if (!jobs) {
		snprintf(args, size, "%s -", c->args);
		return;
	}
	file_write("script", "#!/bin/sh\ncat stream\nexit $1\n");
	chmod("script", 0755);
	file_write("list", jobs);
	snprintf(args, size, "%s --jobs list --out .", c->args);
}

static void stdin_from_stream(void)
{
	if (!freopen("stream", "r", stdin))
		_exit(126);
}

static void test_ktap(const struct ktap_case *c, const char *jobs)
{
	char args[128], last[128], *argv[16] = { (char *)lab_ktap };
	struct child child;
	int argc = 1;
	size_t len;
	bool ok;

	enter_directory();
	ktap_args(c, jobs, args, sizeof(args));
	child_words(argv, &argc, args);
	child_run(&child, argv, stdin_from_stream);

	snprintf(last, sizeof(last), "\n%s\n", c->last);
	len = strlen(child.out);
	ok = child.rc == c->rc && len >= strlen(last) &&
	     !strcmp(child.out + len - strlen(last), last);
	if (c->has)
		ok &= strstr(child.out, c->has) != NULL;
	if (!ok) {
		printf("# rc %d, want %d; wanted at the end: %s; wanted: %s\n",
		       child.rc, c->rc, c->last, c->has ? c->has : "");
		comment("stdout", child.out);
		comment("stderr", child.err);
	}
	result("ktap", c->name, ok, "");
	leave_directory();
}

static void test_way(size_t i)
{
	char why[256] = "";
	bool ok;

	enter_directory();
	ok = ways[i].way(why);
	if (!ok)
		comment("why", why);
	result(ways[i].suite, ways[i].name, ok,
	       ok && !strncmp(why, "SKIP ", 5) ? why : "");
	leave_directory();
}

static unsigned int count_chosen(void)
{
	unsigned int n = 0;

	for (size_t i = 0; i < n_run_cases; i++)
		n += chosen("run", run_cases[i].name);
	for (size_t i = 0; i < N_WAYS; i++)
		n += chosen(ways[i].suite, ways[i].name);
	for (size_t i = 0; i < n_ktap_cases; i++)
		n += chosen("ktap", ktap_cases[i].name);
	for (size_t i = 0; i < n_job_cases; i++)
		n += chosen("ktap", job_cases[i].c.name);
	return n;
}

int main(int argc, char **argv)
{
	/* lab-run has started us in the place of QEMU. */
	if (argc > 1 && !strcmp(argv[1], "-nodefaults"))
		return fake_qemu(argc, argv);
	if (argc < 3 || !realpath("/proc/self/exe", self)) {
		fprintf(stderr, "usage: lab_test LAB_RUN LAB_KTAP [GLOB]\n");
		return 2;
	}
	lab_run = realpath(argv[1], NULL);
	lab_ktap = realpath(argv[2], NULL);
	if (!lab_run || !lab_ktap) {
		fprintf(stderr, "lab_test: no lab-run, no lab-ktap there\n");
		return 2;
	}
	if (argc > 3)
		glob = argv[3];

	printf("TAP version 13\n1..%u\n", count_chosen());
	for (size_t i = 0; i < n_run_cases; i++)
		if (chosen("run", run_cases[i].name))
			test_run(&run_cases[i]);
	for (size_t i = 0; i < N_WAYS; i++)
		if (chosen(ways[i].suite, ways[i].name))
			test_way(i);
	for (size_t i = 0; i < n_ktap_cases; i++)
		if (chosen("ktap", ktap_cases[i].name))
			test_ktap(&ktap_cases[i], NULL);
	for (size_t i = 0; i < n_job_cases; i++)
		if (chosen("ktap", job_cases[i].c.name))
			test_ktap(&job_cases[i].c, job_cases[i].jobs);
	return failed != 0;
}
