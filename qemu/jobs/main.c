// SPDX-License-Identifier: GPL-2.0
/*
 * lab-ktap: reads the results of tests while they run and tells how they went.
 *
 * usage: lab-ktap [-v] [--junit FILE] [FILE...]
 *        lab-ktap [-v] [--junit FILE] --jobs LIST --out DIR [--cpus N]
 *                 [--stat FILE] [--learn] [--keep]
 *
 * FILE is a KTAP log, "-" the standard input; LIST names jobs, which are run
 * (see ktap_jobs.c), to keep N CPUs busy (all that it may use), as --stat tells
 * (/proc/stat). One line a test program, and why a test failed or was
 * skipped; -v shows every test. The last line is "N passed, N failed, N
 * skipped". The exit status is 0 when all is well, or else the gravest of: 1 a
 * test failed or a stream was cut; 2 the lab is broken, or nothing ran; 124 a
 * timeout; 255 a panic. With LAB_NO_SKIP=1 a test that was skipped is a 2, too.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "qemu/report/summary.h"
#include "cpu_load.h"

/**
 * ktap_die() - nothing can be told of the tests: say why and end
 * @fmt: the reason, and what to do about it
 */
void ktap_die(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "lab-ktap: ");
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n");
	exit(KTAP_BROKEN);
}

/**
 * ktap_now_ms() - a clock for durations
 *
 * Return: milliseconds since some time in the past.
 */
long long ktap_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

/* Names a stream after its file; after its directory, if that says more. */
static const char *stream_name(char *path)
{
	char *base = strrchr(path, '/');

	if (base && !strcmp(base, "/ktap.log")) {
		*base = '\0';
		base = strrchr(path, '/');
	}
	return base ? base + 1 : path;
}

static void read_stream(struct report *rep, int fd, const char *name)
{
	static struct source src;
	char buf[4096];
	ssize_t len;

	source_init(&src, rep, name);
	while ((len = read(fd, buf, sizeof(buf))) > 0)
		tap_feed(&src.tap, buf, len);
	if (len < 0)
		report_trouble(rep, KTAP_BROKEN, name, strerror(errno));
	source_end(&src, KTAP_PASS);
}

static void read_file(struct report *rep, char *path)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY) : STDIN_FILENO;

	if (fd < 0) {
		report_trouble(rep, KTAP_BROKEN, path, strerror(errno));
		return;
	}
	read_stream(rep, fd, fd == STDIN_FILENO ? "stdin" : stream_name(path));
	if (fd != STDIN_FILENO)
		close(fd);
}

static unsigned int parse_number(const char *arg)
{
	char *end;
	unsigned long n = strtoul(arg, &end, 10);

	if (end == arg || *end || *arg == '-' || !n || n > 1000)
		ktap_die("--cpus %s: want a number from 1", arg);
	return n;
}

/* Returns how many arguments are the option and its value; 0: it is none. */
static int parse_option(struct report *rep, struct jobs_options *jobs,
			char **argv)
{
	if (!strcmp(argv[0], "-v"))
		rep->verbose = true;
	else if (!strcmp(argv[0], "--learn"))
		jobs->learn = true;
	else if (!strcmp(argv[0], "--keep"))
		jobs->keep = true;
	else if (argv[0][0] != '-' || !argv[0][1])
		return 0;
	else if (!argv[1])
		ktap_die("%s: no such option, or its value is missing",
			 argv[0]);
	else if (!strcmp(argv[0], "--junit"))
		return junit_open(&rep->junit, argv[1]), 2;
	else if (!strcmp(argv[0], "--jobs"))
		return jobs->list = argv[1], 2;
	else if (!strcmp(argv[0], "--out"))
		return jobs->out = argv[1], 2;
	else if (!strcmp(argv[0], "--cpus"))
		return jobs->cpus = parse_number(argv[1]), 2;
	else if (!strcmp(argv[0], "--stat"))
		return jobs->stat = argv[1], 2;
	else
		ktap_die("%s: no such option", argv[0]);
	return 1;
}

static void report_finish(struct report *rep)
{
	const unsigned int *n = rep->count;

	if (!n[TAP_PASS] && !n[TAP_FAIL] && !n[TAP_SKIP])
		report_trouble(rep, KTAP_BROKEN, "lab-ktap",
			       "no test ran: does T= match any?");
	if (junit_close(&rep->junit)) {
		fprintf(stderr, "lab-ktap: JUNIT=%s: %s\n", rep->junit.path,
			strerror(errno));
		report_grave(rep, KTAP_BROKEN);
	}
	report_counts(rep);
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "lab-ktap: cannot write: %s\n",
			strerror(errno));
		report_grave(rep, KTAP_BROKEN);
	}
}

/* For a machine that is known to have all that the tests want. */
static bool no_skip(void)
{
	const char *set = getenv("LAB_NO_SKIP");

	return set && *set && strcmp(set, "0");
}

int main(int argc, char **argv)
{
	struct report rep = {
		.live = isatty(STDOUT_FILENO), .no_skip = no_skip(),
	};
	struct jobs_options jobs = { .cpus = load_cpus(), .stat = "/proc/stat" };
	int i, n;

	for (i = 1; i < argc; i += n) {
		n = parse_option(&rep, &jobs, argv + i);
		if (!n)
			break;
	}
	if ((i == argc) == !jobs.list || !jobs.list != !jobs.out)
		ktap_die("want FILE..., or --jobs LIST --out DIR");
	for (; i < argc; i++)
		read_file(&rep, argv[i]);
	if (jobs.list)
		jobs_run(&rep, &jobs);
	report_finish(&rep);
	return rep.code;
}
