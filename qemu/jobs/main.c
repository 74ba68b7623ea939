// SPDX-License-Identifier: GPL-2.0
/*
 * lab-ktap: reads the results of tests while they run, and prints a summary of
 * them. It reads KTAP logs, or runs jobs and reads what these print. `lab-ktap
 * --help` lists the options and the exit codes.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cpu_load.h"
#include "job.h"
#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu/common/options.h"
#include "qemu/report/summary.h"
#include "schedule.h"

/* lab-run has a smaller limit; this one is for jobs without a guest. */
#define LIMIT_SECONDS	600

static struct summary sum;
static struct jobs_options jobs = { .stat = "/proc/stat" };
static const char *junit_path, *names_path;

static const struct option_row rows[] = {
	{ .name = "-v", .flag = &sum.verbose, .help = "show every test" },
	{ .name = "--junit", .argument = "FILE", .string = &junit_path,
	  .help = "write the results as JUnit XML, too" },
	{ .name = "--jobs", .argument = "LIST", .string = &jobs.list,
	  .help = "run these jobs: lines of a name and a shell command" },
	{ .name = "--names", .argument = "FILE", .string = &names_path,
	  .help = "the tests to run: lines of a job, a document and a name" },
	{ .name = "--out", .argument = "DIR", .string = &jobs.out,
	  .help = "directory for the jobs' output and costs" },
	{ .name = "--cpus", .argument = "N", .number = &jobs.cpus, .least = 1,
	  .most = 1000, .help = "CPUs to keep busy (default: all)" },
	{ .name = "--stat", .argument = "FILE", .string = &jobs.stat,
	  .help = "how busy the CPUs are (default: /proc/stat)" },
	{ .name = "--learn", .flag = &jobs.learn,
	  .help = "remember how long each job took" },
	{ .name = "--keep", .flag = &jobs.keep,
	  .help = "one job at a time, with the terminal" },
	{ .name = "--first-failure", .flag = &jobs.first_failure,
	  .help = "end all jobs once a test has failed" },
	{ }
};

static void more_help(void)
{
	printf("\nFILE is a KTAP log, \"-\" standard input. The last line is \"N passed, N failed, N\n"
	       "skipped\". With LAB_NO_SKIP=1 a skipped test means a broken lab.\n"
	       "Exit status: the gravest of 0 pass, 1 a test failed or a stream was cut, 2 the lab\n"
	       "is broken or no test ran, 124 timeout, 255 panic\n");
}

static const struct options options = {
	.usage = "[OPTION...] (FILE... | --jobs LIST --out DIR)",
	.rows = rows,
	.more = more_help,
};

/* Names a stream after its file, but a ktap.log after its directory. */
static const char *stream_name(char *path)
{
	char *base = strrchr(path, '/');

	if (base && !strcmp(base, "/ktap.log")) {
		*base = '\0';
		base = strrchr(path, '/');
	}
	return base ? base + 1 : path;
}

static void read_stream(int fd, const char *name)
{
	static struct stream stream;
	char buf[4096];
	ssize_t len;

	stream_init(&stream, &sum, name);
	while ((len = read(fd, buf, sizeof(buf))) > 0)
		tap_feed(&stream.tap, buf, len);
	if (len < 0)
		summary_trouble(&sum, VERDICT_BROKEN, name, strerror(errno));
	stream_end(&stream, VERDICT_PASS);
}

static void read_file(char *path)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY) : STDIN_FILENO;

	if (fd < 0) {
		summary_trouble(&sum, VERDICT_BROKEN, path, strerror(errno));
		return;
	}
	read_stream(fd, fd == STDIN_FILENO ? "stdin" : stream_name(path));
	if (fd != STDIN_FILENO)
		close(fd);
}

static void run_jobs(void)
{
	/* A user at a kept guest has no time limit. */
	if (!jobs.keep)
		jobs.limit_ms = clock_scaled_ms(LIMIT_SECONDS);
	if (!jobs.cpus)
		jobs.cpus = cpu_count();
	jobs_run(&sum, &jobs);
}

static void report_error(const char *what)
{
	fprintf(stderr, "lab-ktap: %s: %s\n", what, strerror(errno));
	summary_take(&sum, VERDICT_BROKEN);
}

static void finish(void)
{
	const unsigned int *n = sum.count;

	if (!n[TAP_PASS] && !n[TAP_FAIL] && !n[TAP_SKIP])
		summary_trouble(&sum, VERDICT_BROKEN, "lab-ktap",
				"no test ran");
	if (junit_close(&sum.junit))
		report_error(sum.junit.path);
	summary_counts(&sum);
	if (fflush(stdout) || ferror(stdout))
		report_error("standard output");
}

/* LAB_NO_SKIP is for a machine that is known to have what all tests need. */
static bool skips_are_refused(void)
{
	const char *set = getenv("LAB_NO_SKIP");

	return set && *set && strcmp(set, "0");
}

int main(int argc, char **argv)
{
	char **files = options_parse(&options, argv);

	if (!files[0] == !jobs.list || !jobs.list != !jobs.out ||
	    (jobs.first_failure && junit_path))
		options_misuse(&options);
	sum.live = isatty(STDOUT_FILENO);
	sum.no_skip = skips_are_refused();
	if (names_path)
		names_read(&sum.names, names_path);
	if (junit_path)
		junit_open(&sum.junit, junit_path);
	while (*files)
		read_file(*files++);
	if (jobs.list)
		run_jobs();
	finish();
	return sum.verdict;
}
