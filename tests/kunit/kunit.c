// SPDX-License-Identifier: GPL-2.0
/*
 * kunit_results: what the kernel's own suites said while it booted.
 *
 * Reads the results from debugfs, one nested KTAP document a suite, and prints
 * them flat, as `kunit.suite.case` or `kunit.suite.case.parameter`. A suite
 * that is not in the kernel fails: it was meant to be there.
 */
#include <dirent.h>
#include <fnmatch.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KUNIT_DIR	"/sys/kernel/debug/kunit"
#define NAME_SIZE	128

static const char *const suites[] = {
	"ice_rx_meta_pass", "ice_rx_meta_readers", "ice_rx_meta_tx",
	"mlx5e_xdp_pass", "mlx5e_xdp_readers", "mlx5e_xdp_tx_vlan",
	"virtio_net_rx_meta", "xdp_rx_meta", "xsk_rx_meta",
};

static int failed, printed;
static const char *glob = "*";

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

/* A case with parameters is known as such by the subtest that comes before: its
 * own line sums them up and is not counted again.
 */
static void read_suite(const char *suite, FILE *f)
{
	char subtest[NAME_SIZE] = "";
	char line[512];

	while (fgets(line, sizeof(line), f)) {
		int depth = strspn(line, " ") / 4;
		const char *text = line + depth * 4, *name;

		line[strcspn(line, "\n")] = '\0';
		if (depth == 2 && sscanf(text, "# Subtest: %127s", subtest) == 1)
			continue;
		if (!is_result(text, &name) || !depth)
			continue;
		if (depth == 1 && !strcmp(name, subtest))
			subtest[0] = '\0';
		else
			print_result(suite, depth == 2 ? subtest : "", text,
				     name);
	}
}

static FILE *open_suite(const char *suite)
{
	char path[512];

	snprintf(path, sizeof(path), KUNIT_DIR "/%s/results", suite);
	return fopen(path, "r");
}

static void want_suite(const char *suite)
{
	FILE *f = open_suite(suite);

	if (f) {
		fclose(f);
		return;
	}
	printf("not ok %d kunit.%s # not in " KUNIT_DIR "\n", ++printed, suite);
	failed++;
}

int main(int argc, char **argv)
{
	struct dirent *entry;
	unsigned int i;
	DIR *dir;

	if (argc > 1)
		glob = argv[1];
	else if (getenv("T"))
		glob = getenv("T");
	printf("TAP version 13\n");
	dir = opendir(KUNIT_DIR);
	while (dir && (entry = readdir(dir))) {
		FILE *f = entry->d_name[0] == '.' ? NULL :
			  open_suite(entry->d_name);

		if (!f)
			continue;
		read_suite(entry->d_name, f);
		fclose(f);
	}
	for (i = 0; i < sizeof(suites) / sizeof(*suites); i++)
		if (!strcmp(glob, "*"))
			want_suite(suites[i]);
	printf("1..%d\n", printed);
	return failed ? 1 : 0;
}
