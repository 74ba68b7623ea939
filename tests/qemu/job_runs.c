// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of lab-ktap that no table holds, as those of lab_run.c: each in a
 * directory of its own, with @why (256 bytes) for what was not well.
 */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

#define WHY	256
#define ONE	"printf 'TAP version 13\\n1..1\\nok 1 a\\n'"

static bool expect(const struct child *child, int rc, const char *out,
		   const char *err, char *why)
{
	if (child->rc == rc && strstr(child->out, out) &&
	    strstr(child->err, err))
		return true;
	snprintf(why, WHY, "rc %d, want %d; \"%.60s\" \"%.60s\"", child->rc,
		 rc, child->out, child->err);
	return false;
}

static void run_jobs(struct child *child, const char *list,
		     void (*prepare)(void))
{
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--learn", "--cpus", "1", "--stat", "/dev/null", NULL };

	file_write("list", list);
	child_run(child, argv, prepare);
}

/* What took longest starts first, behind what nobody knows; and is learned. */
bool way_jobs_order(char *why)
{
	static const char list[] = "a " ONE "\nb " ONE "\nc " ONE "\nd " ONE "\n";
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

bool way_jobs_bad_list(char *why)
{
	struct child child;

	run_jobs(&child, "a " ONE "\na " ONE "\n", NULL);
	if (!expect(&child, 2, "", "list:2: a second a", why))
		return false;
	run_jobs(&child, "# none\nBig " ONE "\n", NULL);
	return expect(&child, 2, "", "list:2: want a name", why);
}

/* A limit on the size of files is as good as a full disk. */
static void limit_files(void)
{
	struct rlimit lim = { .rlim_cur = 2048, .rlim_max = 2048 };

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &lim);
}

bool way_jobs_disk_full(char *why)
{
	struct child child;

	run_jobs(&child, "a " ONE "; yes | head -c 4096\n", limit_files);
	return expect(&child, 2, "a: cannot write its .tap: is the disk full?",
		      "", why);
}

/* A process that is dead may have to wait for init to reap it. */
static bool is_gone(pid_t pid, char *why)
{
	for (int i = 0; i < 500 && pid > 0 && !kill(pid, 0); i++)
		usleep(10000);
	snprintf(why, WHY, "the job's process %d is still there", pid);
	return pid > 0 && kill(pid, 0);
}

/* What a job leaves running holds its output open, and ends with it. */
bool way_jobs_remains(char *why)
{
	struct child child;
	char pid[16];

	run_jobs(&child, "a " ONE "; sleep 1000 & echo $! >pid\n", NULL);
	file_read("pid", pid, sizeof(pid));
	return expect(&child, 0, "1 passed, 0 failed", "", why) &&
	       is_gone(atoi(pid), why);
}

/* A job that does not end. */
bool way_jobs_late(char *why)
{
	struct child child;
	char pid[16];

	setenv("SLOWDOWN", "0.001", 1);
	run_jobs(&child, "a " ONE "; echo $$ >pid; exec sleep 20\n", NULL);
	file_read("pid", pid, sizeof(pid));
	return expect(&child, 124, "  a: not done after 0.6 s\n", "", why) &&
	       is_gone(atoi(pid), why);
}

/* SIGTERM ends the jobs too, whatever they started; and is no pass. */
bool way_jobs_signal(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--cpus", "1", "--stat", "/dev/null", NULL };
	struct child child = { 0 };
	char pid_text[16] = "";
	pid_t pid, job;
	int st;

	file_write("list", "a (echo $BASHPID; exec sleep 1000) >pid; true\n"
			   "b " ONE "\n");
	pid = fork();
	if (!pid) {
		if (!freopen("stdout.txt", "w", stdout))
			_exit(126);
		execv(argv[0], argv);
		_exit(127);
	}
	for (int i = 0; i < 500 && !strchr(pid_text, '\n'); i++) {
		usleep(10000);
		file_read("pid", pid_text, sizeof(pid_text));
	}
	job = atoi(pid_text);
	kill(pid, SIGTERM);
	waitpid(pid, &st, 0);
	child.rc = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
	file_read("stdout.txt", child.out, sizeof(child.out));
	return is_gone(job, why) && !strstr(child.out, "RUN     b") &&
	       expect(&child, 2, "lab-ktap: Terminated\n", "", why);
}

/* On a terminal, a line that is replaced; and never longer than that. */
bool way_jobs_progress(char *why)
{
	struct winsize ws = { .ws_row = 24, .ws_col = 50 };
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--out", ".",
			 "--cpus", "1", "--stat", "/dev/null", NULL };
	char seen[4096];
	size_t len = 0;
	int terminal;
	ssize_t n;

	file_write("list", "a " ONE "\nb printf '1..2\\nok 1 long_long_name\\nnot ok 2 n\\n'\n");
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

/* A skipped test, and a job that this machine cannot run at all. */
bool way_no_skip(char *why)
{
	static const char jobs[] =
		"a printf '1..2\\nok 1 x\\nok 2 y # SKIP no card\\n'\n"
		"b echo '1..0 # SKIP no TAP'\n";
	struct child child;

	run_jobs(&child, jobs, NULL);
	if (!expect(&child, 0, "1 passed, 0 failed, 2 skipped\n", "", why))
		return false;
	run_jobs(&child, jobs, set_no_skip);
	return expect(&child, 2, "Failed:\n"
		      "  a: y skipped, and LAB_NO_SKIP is set: no card\n"
		      "  b: skipped, and LAB_NO_SKIP is set: no TAP\n"
		      "1 passed, 2 failed, 2 skipped\n", "", why);
}

static bool ask_xml(const char *question, const char *want, char *why)
{
	char *argv[] = { "/usr/bin/xmllint", "--xpath", (char *)question,
			 "report.xml", NULL };
	struct child child;

	child_run(&child, argv, NULL);
	child.out[strcspn(child.out, "\n")] = '\0';
	snprintf(why, WHY, "%.60s: rc %d, \"%.60s\", want \"%.60s\"%.30s",
		 question, child.rc, child.out, want, child.err);
	return !child.rc && !strcmp(child.out, want);
}

static void make_report(struct child *child, const char *stream)
{
	char *argv[] = { (char *)lab_ktap, "--junit", "report.xml", "stream",
			 NULL };

	file_write("stream", stream);
	child_run(child, argv, NULL);
}

bool way_junit(char *why)
{
	static const char stream[] =
		"# file: one\nTAP version 13\n1..3\nok 1 s.a\n"
		"# x.c:9:b:Expected 1 (1) == 2 (2) && \"]]>\"\nnot ok 2 s.b\n"
		"ok 3 s.c # SKIP no <NIC>\n# file: two\nTAP version 13\n1..2\n"
		"ok 1 d\n";
	struct child child;

	make_report(&child, stream);
	return expect(&child, 1, "3 passed" + 1, "", why) &&
	       ask_xml("string(/testsuites/@tests)", "5", why) &&
	       ask_xml("string(/testsuites/@failures)", "1", why) &&
	       ask_xml("string(/testsuites/@errors)", "1", why) &&
	       ask_xml("count(//testcase)", "5", why) &&
	       ask_xml("string(//testsuite[@name='one']/@skipped)", "1", why) &&
	       ask_xml("string(//testcase[@name='s.b']/failure/@message)",
		       "# x.c:9:b:Expected 1 (1) == 2 (2) && \"]]>\"", why) &&
	       ask_xml("string(//testcase[@name='s.c']/skipped/@message)",
		       "no <NIC>", why) &&
	       ask_xml("string(//testsuite[@name='two']//error/@message)",
		       "2 planned, 1 results", why);
}

/* A name may have any byte but those that end it; XML may not. */
bool way_junit_any_byte(char *why)
{
	char stream[4096], *p = stream;
	struct child child;

	p += sprintf(p, "TAP version 13\n1..256\n");
	for (int c = 1; c < 256; c++)
		p += sprintf(p, "ok %d a%cb\n", c, c == '\n' ? 'n' : c);
	/* Letters of two, three, four bytes; a surrogate; half a letter. */
	sprintf(p, "ok 256 \xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7\xed\xa0\x80\xe2\x82\n");
	make_report(&child, stream);
	return expect(&child, 0, "256 passed", "", why) &&
	       ask_xml("count(//testcase)", "256", why) &&
	       ask_xml("string(//testcase[1]/@name)", "a\\x01b", why) &&
	       ask_xml("string(//testcase[9]/@name)", "a\tb", why) &&
	       ask_xml("string(//testcase[38]/@name)", "a&b", why) &&
	       ask_xml("string(//testcase[255]/@name)", "a\\xffb", why) &&
	       ask_xml("string(//testcase[256]/@name)",
		       "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7\\xed\\xa0\\x80\\xe2\\x82",
		       why);
}

/* Said before the first test runs. */
bool way_junit_no_directory(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--junit", "none/report.xml",
			 "none", NULL };
	struct child child;

	child_run(&child, argv, NULL);
	return expect(&child, 2, "", "JUNIT=none/report.xml: No such file", why);
}

/* What no test printed is in the report too, and the sums are those of the last
 * line.
 */
bool way_junit_jobs(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--junit", "report.xml", "--jobs",
			 "list", "--out", ".", NULL };
	struct child child;

	file_write("list", "a " ONE "\nb printf '1..1\\nnot ok 1 x\\n'; exit 1\n"
		   "c " ONE "; echo 'lab-run: PANIC: it did' >&2; exit 255\n"
		   "d true\ne echo 'lab-run: TIMEOUT: slow' >&2; exit 124\n");
	child_run(&child, argv, NULL);
	return expect(&child, 255, "\n2 passed, 4 failed, 0 skipped\n", "",
		      why) &&
	       ask_xml("string(/testsuites/@tests)", "6", why) &&
	       ask_xml("string(/testsuites/@failures)", "1", why) &&
	       ask_xml("string(/testsuites/@errors)", "3", why) &&
	       ask_xml("count(//testcase)", "6", why) &&
	       ask_xml("count(//testsuite[@name='b']//failure)", "1", why) &&
	       ask_xml("string(//testsuite[@name='c']//error/@message)",
		       "PANIC: it did", why) &&
	       ask_xml("string(//testsuite[@name='d']//error/@message)",
		       "no test ran: not one plan in it", why) &&
	       ask_xml("string(//testsuite[@name='e']//error/@message)",
		       "TIMEOUT: slow", why);
}
