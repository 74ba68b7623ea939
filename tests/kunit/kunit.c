// SPDX-License-Identifier: GPL-2.0
/*
 * kunit_results: print the results of the kernel's own suites.
 *
 * Reads them from debugfs, one nested KTAP document a suite, and prints them flat,
 * as `kunit.suite.case` or `kunit.suite.case.parameter`. A suite of the overlay that
 * is missing or empty fails. The makefile takes the names of these suites from the
 * overlay's sources.
 */
#include <dirent.h>
#include <fnmatch.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KUNIT_DIR	"/sys/kernel/debug/kunit"
#define NAME_SIZE	128

static int failed, printed;
static const char *glob = "*";

static struct {
	const char *suite;
	int results;
} required[] = {
#include "suites.h"
};

#define REQUIRED	(sizeof(required) / sizeof(required[0]))

static bool is_result(const char *text, const char **name)
{
	const char *p = text;

	if (!strncmp(p, "not ", 4))
		p += 4;
	if (strncmp(p, "ok ", 3))
		return false;
	p += 3;
	p += strspn(p, "0123456789 -");
	*name = p;
	return true;
}

static void print_result(const char *suite, const char *parent,
			 const char *text, const char *name)
{
	bool bad = !strncmp(text, "not ", 4);
	char full[3 * NAME_SIZE], *c;

	snprintf(full, sizeof(full), "kunit.%s.%s%s%s", suite, parent,
		 *parent ? "." : "", name);
	for (c = full; *c && *c != '#'; c++)
		if (*c == ' ' && c[1] != '#')
			*c = '_';
	if (fnmatch(glob, full, 0))
		return;
	printf("%sok %d %s\n", bad ? "not " : "", ++printed, full);
	failed += bad;
}

/*
 * A subtest comes before a case with parameters. The line of the case itself sums
 * the parameters up, so it is not printed. Returns the number of results.
 */
static int read_suite(const char *suite, FILE *f)
{
	char subtest[NAME_SIZE] = "";
	char line[512];
	int results = 0;

	while (fgets(line, sizeof(line), f)) {
		int depth = strspn(line, " ") / 4;
		const char *text = line + depth * 4, *name;

		line[strcspn(line, "\n")] = '\0';
		if (depth == 2 && sscanf(text, "# Subtest: %127s", subtest) == 1)
			continue;
		if (!is_result(text, &name) || !depth)
			continue;
		if (depth == 1 && !strcmp(name, subtest)) {
			subtest[0] = '\0';
			continue;
		}
		print_result(suite, depth == 2 ? subtest : "", text, name);
		results++;
	}
	return results;
}

static int read_results(const char *suite)
{
	char path[512];
	int results;
	FILE *f;

	snprintf(path, sizeof(path), KUNIT_DIR "/%s/results", suite);
	f = suite[0] == '.' ? NULL : fopen(path, "r");
	if (!f)
		return 0;
	results = read_suite(suite, f);
	fclose(f);
	return results;
}

static void read_all(void)
{
	struct dirent *entry;
	DIR *dir;
	size_t i;

	dir = opendir(KUNIT_DIR);
	while (dir && (entry = readdir(dir))) {
		int results = read_results(entry->d_name);

		for (i = 0; i < REQUIRED; i++)
			if (!strcmp(required[i].suite, entry->d_name))
				required[i].results = results;
	}
}

static void miss(const char *suite)
{
	char full[2 * NAME_SIZE];

	snprintf(full, sizeof(full), "kunit.%s.results", suite);
	if (fnmatch(glob, full, 0))
		return;
	printf("# none in " KUNIT_DIR "/%s\n", suite);
	printf("not ok %d %s\n", ++printed, full);
	failed++;
}

int main(int argc, char **argv)
{
	size_t i;

	if (argc > 1)
		glob = argv[1];
	else if (getenv("T"))
		glob = getenv("T");
	printf("TAP version 13\n");
	read_all();
	for (i = 0; i < REQUIRED; i++)
		if (!required[i].results)
			miss(required[i].suite);
	printf("1..%d\n", printed);
	return failed ? 1 : 0;
}
