// SPDX-License-Identifier: GPL-2.0
/*
 * usage: lab_test LAB_RUN LAB_KTAP [GLOB]
 *
 * Runs the cases and scenarios whose names match GLOB, and prints TAP. With
 * TEST_LIST in the environment it only lists the names.
 */
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "fake_qemu.h"
#include "run_verdicts.h"
#include "scenario.h"
#include "tap_streams.h"

const char *lab_run;
const char *lab_ktap;
static const char *glob = "*";
static char self[PATH_MAX];
static unsigned int number, failed;

static const struct {
	const char *suite;
	const struct scenario *scenarios;
} tables[] = {
	{ "run", run_scenarios },
	{ "run", link_scenarios },
	{ "run", accel_scenarios },
	{ "run", keep_scenarios },
	{ "run", user_scenarios },
	{ "ktap", job_scenarios },
	{ "ktap", junit_scenarios },
	{ "ktap", name_scenarios },
};
#define N_TABLES	(sizeof(tables) / sizeof(tables[0]))

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

/* Prints a text as comments, so that no line of it counts as a result. */
static void comment(const char *what, const char *text)
{
	printf("# %s:\n", what);
	while (*text) {
		int len = strcspn(text, "\n");

		printf("#   %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

/* Each test runs in a directory of its own, with a "kernel" and an initramfs. */
static void enter_directory(void)
{
	char path[] = "/tmp/lab_test.XXXXXX";

	if (!mkdtemp(path) || chdir(path)) {
		printf("Bail out! %s: %s\n", path, strerror(errno));
		exit(1);
	}
	file_write("kernel", "KERNEL\n");
	/* The scenario "quoting" wants a length without padding. */
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
	child_add_words(argv, &argc, args);
	child_run(&child, argv, NULL);

	ok = child.rc == c->rc;
	ok &= c->message ? strstr(child.err, c->message) != NULL :
			   !child.err[0];
	/* Whatever the verdict, exactly the output of the command arrives. */
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

/* Prepares for lab-ktap to read the stream, or to run jobs that print it. */
static void stream_args(const struct stream_case *c, char *args, size_t size)
{
	const char *more = c->args ? c->args : "";

	file_write("stream", c->stream);
	if (!c->jobs) {
		snprintf(args, size, "%s -", more);
		return;
	}
	file_write("script", "#!/bin/sh\ncat stream\nexit $1\n");
	chmod("script", 0755);
	file_write("list", c->jobs);
	snprintf(args, size, "%s --jobs list --out .", more);
}

static void stdin_from_stream(void)
{
	if (!freopen("stream", "r", stdin))
		_exit(126);
}

static bool stream_passed(const struct stream_case *c,
			  const struct child *child)
{
	size_t len = strlen(child->out);
	char last[128];

	snprintf(last, sizeof(last), "\n%s\n", c->last);
	return child->rc == c->rc && len >= strlen(last) &&
	       !strcmp(child->out + len - strlen(last), last) &&
	       (!c->has || strstr(child->out, c->has));
}

static void test_stream(const struct stream_case *c)
{
	char args[128], *argv[16] = { (char *)lab_ktap };
	struct child child;
	int argc = 1;
	bool ok;

	enter_directory();
	stream_args(c, args, sizeof(args));
	child_add_words(argv, &argc, args);
	child_run(&child, argv, stdin_from_stream);
	ok = stream_passed(c, &child);
	if (!ok) {
		printf("# rc %d, want %d; wanted at the end: %s; wanted: %s\n",
		       child.rc, c->rc, c->last, c->has ? c->has : "");
		comment("stdout", child.out);
		comment("stderr", child.err);
	}
	result("ktap", c->name, ok, "");
	leave_directory();
}

static void test_scenario(const char *suite, const struct scenario *s)
{
	char why[WHY] = "";
	bool ok;

	enter_directory();
	ok = s->run(why);
	if (!ok)
		comment("why", why);
	result(suite, s->name, ok,
	       ok && !strncmp(why, "SKIP ", 5) ? why : "");
	leave_directory();
}

/* Runs the chosen tests, or with @only_count counts them; returns how many. */
static unsigned int for_each_chosen(bool only_count)
{
	unsigned int n = 0;

	for (size_t i = 0; i < n_run_cases; i++)
		if (chosen("run", run_cases[i].name) && ++n && !only_count)
			test_run(&run_cases[i]);
	for (size_t i = 0; i < N_TABLES; i++) {
		const struct scenario *s = tables[i].scenarios;

		for (; s->name; s++)
			if (chosen(tables[i].suite, s->name) && ++n &&
			    !only_count)
				test_scenario(tables[i].suite, s);
	}
	for (size_t i = 0; i < n_stream_cases; i++)
		if (chosen("ktap", stream_cases[i].name) && ++n && !only_count)
			test_stream(&stream_cases[i]);
	for (size_t i = 0; i < n_job_cases; i++)
		if (chosen("ktap", job_cases[i].name) && ++n && !only_count)
			test_stream(&job_cases[i]);
	return n;
}

static void list(void)
{
	for (size_t i = 0; i < n_run_cases; i++)
		printf("run.%s\n", run_cases[i].name);
	for (size_t i = 0; i < N_TABLES; i++)
		for (const struct scenario *s = tables[i].scenarios; s->name; s++)
			printf("%s.%s\n", tables[i].suite, s->name);
	for (size_t i = 0; i < n_stream_cases; i++)
		printf("ktap.%s\n", stream_cases[i].name);
	for (size_t i = 0; i < n_job_cases; i++)
		printf("ktap.%s\n", job_cases[i].name);
}

int main(int argc, char **argv)
{
	/* lab-run starts this program as QEMU. */
	if (argc > 1 && !strcmp(argv[1], "-nodefaults"))
		return fake_qemu(argc, argv);
	if (getenv("TEST_LIST")) {
		list();
		return 0;
	}
	if (argc < 3 || !realpath("/proc/self/exe", self)) {
		fprintf(stderr, "usage: lab_test LAB_RUN LAB_KTAP [GLOB]\n");
		return 2;
	}
	lab_run = realpath(argv[1], NULL);
	lab_ktap = realpath(argv[2], NULL);
	if (!lab_run || !lab_ktap) {
		fprintf(stderr, "lab_test: lab-run or lab-ktap is missing\n");
		return 2;
	}
	if (argc > 3)
		glob = argv[3];
	printf("TAP version 13\n1..%u\n", for_each_chosen(true));
	for_each_chosen(false);
	return failed != 0;
}
