// SPDX-License-Identifier: GPL-2.0
/* Scenarios of lab-ktap when it runs jobs */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

static void run_jobs(struct child *child, const char *list,
		     void (*prepare)(void))
{
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--learn", "--cpus", "1", "--stat", "/dev/null", NULL };

	file_write("list", list);
	child_run(child, argv, prepare);
}

/* Jobs of unknown length start first, then the longest; the run is remembered. */
static bool jobs_order(char *why)
{
	static const char list[] =
		"a " ONE_PASSED "\nb " ONE_PASSED "\n"
		"c " ONE_PASSED "\nd " ONE_PASSED "\n";
	struct child child;
	char order[16] = "", costs[256];

	file_write("costs", "b 1.5\na 0.5\nd 20\nz 9\n");
	run_jobs(&child, list, NULL);
	for (char *p = child.out; (p = strstr(p, "  RUN     ")); p += 10)
		if (strlen(order) < sizeof(order) - 1)
			strncat(order, p + 10, 1);
	file_read("costs", costs, sizeof(costs));
	snprintf(why, WHY, "rc %d, order %s, want cdba; costs \"%.99s\"",
		 child.rc, order, costs);
	return !child.rc && !strcmp(order, "cdba") && strstr(costs, "c 0.") &&
	       strstr(costs, "d 0.") && !strstr(costs, "z ");
}

/* The third column has the CPU time of all processes of a job. A job that fails keeps its own. */
static bool jobs_cpu_time(char *why)
{
	static const char list[] =
		"a " ONE_PASSED "; sleep 0.3\n"
		"b " ONE_PASSED "; sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'\n"
		"c echo 1..1; echo not ok 1 n; exit 1\n";
	double idle = -1, busy = -1;
	struct child child;
	char costs[256];

	file_write("costs", "c 2.5 1.5\n");
	run_jobs(&child, list, NULL);
	file_read("costs", costs, sizeof(costs));
	snprintf(why, WHY, "rc %d; costs \"%.99s\"", child.rc, costs);
	return child.rc == 1 && strstr(costs, "c 2.5 1.5\n") &&
	       sscanf(costs, "a %*f %lf b %*f %lf", &idle, &busy) == 2 &&
	       idle >= 0 && busy >= 0.1 && busy > idle;
}

static bool jobs_bad_list(char *why)
{
	struct child child;

	run_jobs(&child, "a " ONE_PASSED "\na " ONE_PASSED "\n", NULL);
	if (!child_expect(&child, 2, "", "list:2: a second a", why))
		return false;
	run_jobs(&child, "# none\nBig " ONE_PASSED "\n", NULL);
	return child_expect(&child, 2, "", "list:2: want a name", why);
}

/* A limit on the size of files acts like a full disk. */
static void limit_files(void)
{
	struct rlimit lim = { .rlim_cur = 2048, .rlim_max = 2048 };

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &lim);
}

static bool jobs_disk_full(char *why)
{
	struct child child;

	run_jobs(&child, "a " ONE_PASSED "; yes | head -c 4096\n", limit_files);
	return child_expect(&child, 2, "a: cannot write its .tap: is the disk full?",
		      "", why);
}

/* Waits for a process to be gone: init may take a while to reap it. */
static bool is_gone(pid_t pid, char *why)
{
	for (int i = 0; i < 500 && pid > 0 && !kill(pid, 0); i++)
		usleep(10000);
	snprintf(why, WHY, "the job's process %d is still there", pid);
	return pid > 0 && kill(pid, 0);
}

/* A process that a job leaves running ends with it. */
static bool jobs_remains(char *why)
{
	struct child child;
	char pid[16];

	run_jobs(&child, "a " ONE_PASSED "; sleep 1000 & echo $! >pid\n", NULL);
	file_read("pid", pid, sizeof(pid));
	return child_expect(&child, 0, "1 passed, 0 failed", "", why) &&
	       is_gone(atoi(pid), why);
}

/* A job that does not end is a timeout. */
static bool jobs_late(char *why)
{
	struct child child;
	char pid[16];

	setenv("SLOWDOWN", "0.001", 1);
	run_jobs(&child, "a " ONE_PASSED "; echo $$ >pid; exec sleep 20\n", NULL);
	file_read("pid", pid, sizeof(pid));
	return child_expect(&child, 124, "  a: not done after 0.6 s\n", "", why) &&
	       is_gone(atoi(pid), why);
}

/* SIGTERM ends the jobs with all their processes, and the run does not pass. */
static bool jobs_signal(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--cpus", "1", "--stat", "/dev/null", NULL };
	struct child child = { 0 };
	char pid_text[16] = "";
	pid_t pid, job;

	file_write("list", "a (echo $BASHPID; exec sleep 1000) >pid; true\n"
			   "b " ONE_PASSED "\n");
	pid = child_start(argv, NULL);
	for (int i = 0; i < 500 && !strchr(pid_text, '\n'); i++) {
		usleep(10000);
		file_read("pid", pid_text, sizeof(pid_text));
	}
	job = atoi(pid_text);
	kill(pid, SIGTERM);
	child_wait(&child, pid);
	return is_gone(job, why) && !strstr(child.out, "RUN     b") &&
	       child_expect(&child, 2, "lab-ktap: Terminated\n", "", why);
}

/* --first-failure ends the job that failed, and starts no other one. */
static bool jobs_first_failure(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--first-failure", "--cpus", "1", "--stat", "/dev/null", NULL };
	struct child child;
	char pid[16];

	file_write("list", "a echo $$ >pid; printf '1..2\\nnot ok 1 x\\n'; exec sleep 20\n"
			   "b " ONE_PASSED "\n");
	child_run(&child, argv, NULL);
	file_read("pid", pid, sizeof(pid));
	return !strstr(child.out, "RUN     b") &&
	       child_expect(&child, 1, "Failed:\n  a: x\n0 passed, 1 failed, 0 skipped\n",
			    "", why) &&
	       is_gone(atoi(pid), why);
}

/* A terminal shows the running test in one line, cut to its width. */
static bool jobs_progress(char *why)
{
	struct winsize ws = { .ws_row = 24, .ws_col = 50 };
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--cpus", "1", "--stat", "/dev/null", NULL };
	char seen[4096];
	size_t len = 0;
	int terminal;
	ssize_t n;

	file_write("list", "a " ONE_PASSED "\nb printf '1..2\\nok 1 long_long_name\\nnot ok 2 n\\n'\n");
	if (!forkpty(&terminal, NULL, NULL, &ws)) {
		execv(argv[0], argv);
		_exit(127);
	}
	while (len < sizeof(seen) - 1 &&
	       (n = read(terminal, seen + len, sizeof(seen) - 1 - len)) > 0)
		len += n;
	seen[len] = '\0';
	close(terminal);
	wait(NULL);
	snprintf(why, WHY, "seen: \"%.200s\"", seen);
	return strstr(seen, "\r\033[K[0 of 2 jobs; 1 passed, 0 failed, 0 skipped] a.a\r\033[K") &&
	       strstr(seen, "\r\033[K[1 of 2 jobs; 2 passed, 0 failed, 0 skipped] b.lo\r\033[K") &&
	       strstr(seen, "  FAIL    b: n\r\n");
}

static void set_no_skip(void)
{
	setenv("LAB_NO_SKIP", "1", 1);
}

/* LAB_NO_SKIP makes a failure of a skipped test and of a skipped document. */
static bool no_skip(char *why)
{
	static const char jobs[] =
		"a printf '1..2\\nok 1 x\\nok 2 y # SKIP no card\\n'\n"
		"b echo '1..0 # SKIP no TAP'\n";
	struct child child;

	run_jobs(&child, jobs, NULL);
	if (!child_expect(&child, 0, "1 passed, 0 failed, 2 skipped\n", "", why))
		return false;
	/* In the order of the list again */
	unlink("costs");
	run_jobs(&child, jobs, set_no_skip);
	return child_expect(&child, 2, "Failed:\n"
		      "  a: y skipped, and LAB_NO_SKIP is set: no card\n"
		      "  b: all tests skipped, and LAB_NO_SKIP is set: no TAP\n"
		      "1 passed, 2 failed, 2 skipped\n", "", why);
}

const struct scenario job_scenarios[] = {
	{ "jobs_order", jobs_order },
	{ "jobs_cpu_time", jobs_cpu_time },
	{ "jobs_bad_list", jobs_bad_list },
	{ "jobs_disk_full", jobs_disk_full },
	{ "jobs_remains", jobs_remains },
	{ "jobs_late", jobs_late },
	{ "jobs_signal", jobs_signal },
	{ "jobs_first_failure", jobs_first_failure },
	{ "jobs_progress", jobs_progress },
	{ "no_skip", no_skip },
	{ }
};
