/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's test harness with a main() of our own. A program prepares once what
 * all its cases share. It takes globs of case names ("carrier.*.all") as arguments,
 * or one glob in the environment variable T.
 *
 * Cases run in forked children. Their own file descriptors hold what they attach, so
 * the kernel detaches it however a case ends. The exception is a program that
 * attached.h of tests/layer keeps on a device.
 */
#ifndef TESTS_LIB_HARNESS_H
#define TESTS_LIB_HARNESS_H

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <kselftest_harness.h>

#define HARNESS_ARGS_MAX	2048

struct harness_args {
	char *argv[HARNESS_ARGS_MAX];
	int argc;
};

static void harness_add(struct harness_args *args, const char *name)
{
	if (args->argc + 3 > HARNESS_ARGS_MAX)
		return;
	args->argv[args->argc++] = "-r";
	args->argv[args->argc++] = strdup(name);
	args->argv[args->argc] = NULL;
}

/* A glob may begin with the name of the program. */
static void harness_match(struct harness_args *args, const char *glob,
			  struct __fixture_metadata *f, const char *variant,
			  struct __test_metadata *t)
{
	const char *prog = strrchr(args->argv[0], '/');
	char full[256], *name;

	prog = prog ? prog + 1 : args->argv[0];
	snprintf(full, sizeof(full), "%s.%s%s%s.%s", prog, f->name,
		 *variant ? "." : "", variant, t->name);
	name = full + strlen(prog) + 1;
	if (!fnmatch(glob, full, 0) || !fnmatch(glob, name, 0))
		harness_add(args, name);
}

static void harness_glob(struct harness_args *args, const char *glob)
{
	struct __fixture_variant_metadata none = { .name = "" }, *v;
	struct __fixture_metadata *f;
	struct __test_metadata *t;

	for (f = __fixture_list; f; f = f->next)
		for (v = f->variant ?: &none; v; v = v->next)
			for (t = f->tests; t; t = t->next)
				harness_match(args, glob, f, v->name, t);
}

/* A program's open() returns this where the kernel does not have what its cases are for.
 * tests/names has to say which kernels have it.
 */
#define HARNESS_NO_CASES	(-1000)

static void harness_no_cases(void)
{
	printf("TAP version 13\n1..0\n");
}

static int harness_open(int (*open)(void))
{
	int err = open ? open() : 0;

	if (err == HARNESS_NO_CASES)
		harness_no_cases();
	else if (err == KSFT_SKIP)
		printf("TAP version 13\n1..0 # SKIP not in this lab\n");
	else if (err)
		printf("TAP version 13\n1..1\nnot ok 1 setup\n");
	return err;
}

/* SLOWDOWN: by how much the lab stretches time limits on a busy machine */
static void harness_slow_down(void)
{
	const char *factor = getenv("SLOWDOWN");
	struct __fixture_metadata *f;
	struct __test_metadata *t;

	for (f = __fixture_list; f && factor && atoi(factor) > 1; f = f->next)
		for (t = f->tests; t; t = t->next)
			t->timeout *= atoi(factor);
}

/* With TEST_LIST in the environment: print the names of all cases, and run none. */
static bool harness_list(void)
{
	struct __fixture_variant_metadata none = { .name = "" }, *v;
	struct __fixture_metadata *f;
	struct __test_metadata *t;

	if (!getenv("TEST_LIST"))
		return false;
	for (f = __fixture_list; f; f = f->next)
		for (v = f->variant ?: &none; v; v = v->next)
			for (t = f->tests; t; t = t->next)
				printf("%s%s%s.%s\n", f->name,
				       *v->name ? "." : "", v->name, t->name);
	return true;
}

/* Options go to the kernel's harness. A glob that matches no case is no failure: every
 * test program gets the same glob.
 */
static int __attribute__((unused))
harness_main(int argc, char **argv, int (*open)(void))
{
	struct harness_args args = { .argv = { argv[0] }, .argc = 1 };
	bool globs = argc > 1 ? argv[1][0] != '-' : !!getenv("T");
	int i;

	if (harness_list())
		return KSFT_PASS;
	if (argc < 2 && globs)
		harness_glob(&args, getenv("T"));
	for (i = 1; globs && i < argc; i++)
		harness_glob(&args, argv[i]);
	if (globs && args.argc == 1) {
		harness_no_cases();
		return KSFT_PASS;
	}

	harness_slow_down();
	i = harness_open(open);
	if (i)
		return i == KSFT_SKIP || i == HARNESS_NO_CASES ? KSFT_PASS :
								 KSFT_FAIL;
	if (globs)
		return test_harness_run(args.argc, args.argv);
	return test_harness_run(argc, argv);
}

/* main() of a test program; @open prepares what its cases share, or is NULL. */
#define TEST_MAIN(open)					\
	int main(int argc, char **argv)				\
	{							\
		return harness_main(argc, argv, open);		\
	}

#endif /* TESTS_LIB_HARNESS_H */
