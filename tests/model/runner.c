// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of the card without QEMU, under ASan and UBSan: the model on one
 * side, a scripted driver on the other. Prints TAP.
 *	unit [GLOB]		those whose names match
 *	unit --seeds DIR	write the steps of some to DIR, for the fuzzer
 */
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>

#include "runner.h"

#define SUITE	"nic_host."

static const struct test *const files[] = {
	receive_tests, send_tests, rules_tests, control_tests, garbage_tests,
	bounds_tests, caps_tests,
};

static bool failed;

void runner_expect(bool ok, const char *what, const char *file, int line)
{
	if (ok)
		return;
	failed = true;
	printf("# %s:%d: not so: %s\n", file, line, what);
}

void runner_expect_eq(u64 want, u64 got, const char *what, const char *file,
		    int line)
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
	const u8 *a = want, *b = got;

	for (size_t i = 0; i < len; i++) {
		if (a[i] == b[i])
			continue;
		failed = true;
		printf("# %s:%d: byte %zu: want %#x, got %#x: %s\n", file, line,
		       i, a[i], b[i], what);
		return;
	}
}

static void run(const struct test *test, unsigned int number)
{
	struct driver *drv = driver_new();

	failed = false;
	test->run(drv);
	driver_free(drv);
	printf("%sok %u " SUITE "%s\n", failed ? "not " : "", number,
	       test->name);
	fflush(stdout);
}

static int run_all(const char *glob)
{
	unsigned int n = 0, bad = 0;
	char name[64];

	printf("TAP version 13\n");
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		for (const struct test *test = files[i]; test->name; test++) {
			snprintf(name, sizeof(name), SUITE "%s", test->name);
			if (fnmatch(glob, name, 0))
				continue;
			run(test, ++n);
			bad += failed;
		}
	printf("1..%u\n", n);
	return bad ? 1 : 0;
}

static int write_seed(const struct test *test, const char *dir)
{
	struct driver *drv = driver_new();
	char path[512];
	FILE *f;
	int err;

	test->run(drv);
	snprintf(path, sizeof(path), "%s/%s", dir, test->name);
	f = fopen(path, "we");
	err = !f || fwrite(drv->actions, drv->len, 1, f) != 1;
	if (f)
		err |= fclose(f);
	if (err)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	driver_free(drv);
	return err;
}

static int write_seeds(const char *dir)
{
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		for (const struct test *test = files[i]; test->name; test++)
			if (test->seed && write_seed(test, dir))
				return 1;
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--seeds"))
		return write_seeds(argv[2]);
	return run_all(argc > 1 ? argv[1] : "*");
}
