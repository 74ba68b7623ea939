// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of a card without QEMU, under ASan and UBSan: the model on one
 * side, a driver that acts by a list on the other. Prints TAP.
 *	PROGRAM [GLOB]		run the tests whose names match
 *	PROGRAM --seeds DIR	write the actions of some tests to DIR: a corpus
 */
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

static struct action_list actions;
static bool failed;

void runner_expect(bool ok, const char *what, const char *file, int line)
{
	if (ok)
		return;
	failed = true;
	printf("# %s:%d: not so: %s\n", file, line, what);
}

void runner_expect_eq(uint64_t want, uint64_t got, const char *what,
		      const char *file, int line)
{
	if (want == got)
		return;
	failed = true;
	printf("# %s:%d: want %#llx, got %#llx: %s\n", file, line,
	       (unsigned long long)want, (unsigned long long)got, what);
}

void runner_expect_bytes(const void *want, const void *got, size_t len,
			 const char *what, const char *file, int line)
{
	const uint8_t *a = want, *b = got;

	for (size_t i = 0; i < len; i++) {
		if (a[i] == b[i])
			continue;
		failed = true;
		printf("# %s:%d: byte %zu: want %#x, got %#x: %s\n", file, line,
		       i, a[i], b[i], what);
		return;
	}
}

static void run(const struct suite *suite, const struct test *test)
{
	struct machine *machine = machine_new(suite->target);
	struct driver *drv;

	failed = false;
	actions.len = 0;
	drv = driver_new(machine, &actions, suite->memory, suite->own);
	test->run(drv);
	driver_free(drv);
	machine_free(machine);
}

static int run_all(const struct suite *suite, const char *glob)
{
	unsigned int n = 0, bad = 0;
	char name[64];

	printf("TAP version 13\n");
	for (const struct test *const *tests = suite->tests; *tests; tests++)
		for (const struct test *test = *tests; test->name; test++) {
			snprintf(name, sizeof(name), "%s.%s", suite->name,
				 test->name);
			if (fnmatch(glob, name, 0))
				continue;
			run(suite, test);
			printf("%sok %u %s\n", failed ? "not " : "", ++n, name);
			fflush(stdout);
			bad += failed;
		}
	printf("1..%u\n", n);
	return bad ? 1 : 0;
}

/* With TEST_LIST in the environment: print the names of the tests, and run none. */
static void list(const struct suite *suite)
{
	for (const struct test *const *tests = suite->tests; *tests; tests++)
		for (const struct test *test = *tests; test->name; test++)
			printf("%s.%s\n", suite->name, test->name);
}

static int write_seed(const struct suite *suite, const struct test *test,
		      const char *dir)
{
	char path[512], name[512];
	FILE *f;
	int err;

	run(suite, test);
	snprintf(path, sizeof(path), "%s/%s", dir, test->name);
	/* Hidden, so that the fuzzer does not take half of one for an input. */
	snprintf(name, sizeof(name), "%s/.new", dir);
	f = fopen(name, "we");
	err = !f || fwrite(actions.bytes, actions.len, 1, f) != 1;
	if (f)
		err |= fclose(f);
	if (!err)
		err = rename(name, path);
	if (err)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return err;
}

static int write_seeds(const struct suite *suite, const char *dir)
{
	for (const struct test *const *tests = suite->tests; *tests; tests++)
		for (const struct test *test = *tests; test->name; test++)
			if (test->seed && write_seed(suite, test, dir))
				return 1;
	return 0;
}

/**
 * runner_main() - run the tests, or write the corpus
 * @suite: the tests
 * @argc: arguments of main()
 * @argv: arguments of main()
 *
 * Return: the program's status.
 */
int runner_main(const struct suite *suite, int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--seeds"))
		return write_seeds(suite, argv[2]);
	if (getenv("TEST_LIST")) {
		list(suite);
		return 0;
	}
	return run_all(suite, argc > 1 ? argv[1] : "*");
}
