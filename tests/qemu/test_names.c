// SPDX-License-Identifier: GPL-2.0
/* Scenarios of lab-ktap with a list of the tests that the jobs have */
#include <stdio.h>
#include <string.h>

#include "scenario.h"

#define FILE_OF(program, tests)	"printf '# file: " program "\\n" tests "'\n"

static void run_listed(struct child *child, const char *jobs,
		       const char *names)
{
	char *argv[] = { (char *)lab_ktap, "--jobs", "list", "--names", "names",
			 "--out", ".", "--junit", "report.xml", NULL };

	file_write("list", jobs);
	file_write("names", names);
	child_run(child, argv, NULL);
}

/* Whether the report has as many nodes as @want says. */
static bool counts_xml(const char *nodes, const char *want, char *why)
{
	char question[128], *argv[] = { "/usr/bin/xmllint", "--xpath", question,
					"report.xml", NULL };
	struct child child;

	snprintf(question, sizeof(question), "count(%s)", nodes);
	child_run(&child, argv, NULL);
	child.out[strcspn(child.out, "\n")] = '\0';
	snprintf(why, WHY, "%s: \"%.20s\", want %s", question, child.out, want);
	return !strcmp(child.out, want);
}

/* A document that is skipped as a whole counts and names each of its tests. */
static bool names_skipped(char *why)
{
	static const char jobs[] =
		"a echo '1..0 # SKIP no TAP'\n"
		"b " FILE_OF("p", "1..0 # SKIP no card\\n# file: q\\n1..1\\nok 1 z\\n");
	static const char names[] =
		"a p x p.x\na p y p.y\na q z q.z\n"
		"b p x p.x\nb p y p.y\nb q z q.z\n";
	struct child child;

	run_listed(&child, jobs, names);
	return child_expect(&child, 0, "\n1 passed, 0 failed, 5 skipped\n", "", why) &&
	       child_expect(&child, 0, "  SKIP    a: 3 tests: no TAP\n", "", why) &&
	       child_expect(&child, 0, "  SKIP    b: p: 2 tests: no card\n", "", why) &&
	       counts_xml("//skipped", "5", why) &&
	       counts_xml("//testcase[@name='']", "0", why) &&
	       counts_xml("//testcase[@classname='a'][@name='q.z']/skipped", "1", why) &&
	       counts_xml("//testcase[@classname='b.p'][@name='y']/skipped", "1", why);
}

/* A job without a line in the list does not start. A line without names is no promise. */
static bool names_choose_jobs(char *why)
{
	static const char jobs[] =
		"a " ONE_PASSED "\nb " ONE_PASSED "\nc " ONE_PASSED "\n";
	struct child child;

	run_listed(&child, jobs, "b b a a\nc\n");
	return child_expect(&child, 0, "2 passed, 0 failed, 0 skipped\n", "", why) &&
	       !strstr(child.out, "RUN     a") &&
	       child_expect(&child, 0, "; 2 of 2; ", "", why);
}

/* The same program fails in two jobs: each failure names its own. */
static bool names_tell_the_job(char *why)
{
	static const char jobs[] =
		"one " FILE_OF("p", "1..1\\nnot ok 1 x\\n")
		"two " FILE_OF("p", "1..1\\nnot ok 1 x\\n")
		"x printf '1..1\\nnot ok 1 y\\n'\n";
	struct child child;

	run_listed(&child, jobs, "one p x p.x\ntwo p x p.x\nx x y y\n");
	return child_expect(&child, 1, "  FAIL    one: p: x\n", "", why) &&
	       child_expect(&child, 1, "  one: p: x\n", "", why) &&
	       child_expect(&child, 1, "  two: p: x\n", "", why) &&
	       child_expect(&child, 1, "\n  x: y\n", "", why) &&
	       counts_xml("//testcase[@classname='two.p']/failure", "1", why);
}

/* A test that the list does not have fails the run, and so does one that did not run. */
static bool names_differ(char *why)
{
	struct child child;

	run_listed(&child, "a " ONE_PASSED "\n", "a a b b\n");
	if (!child_expect(&child, 1, "\n  a: a ran, and list-tests does not list it\n", "", why))
		return false;
	run_listed(&child, "a " ONE_PASSED "\n", "a a a a\na a b b\na p c c\n");
	return child_expect(&child, 1,
			    "\n  a: 2 tests that list-tests lists did not run: a.b, ...\n",
			    "", why);
}

/* A run that is killed leaves the report of the one before. */
static bool report_is_replaced(char *why)
{
	struct child child;
	char report[64];

	file_write("report.xml", "old\n");
	run_listed(&child, "a kill -KILL $PPID\n", "a\n");
	file_read("report.xml", report, sizeof(report));
	snprintf(why, WHY, "the report is \"%.40s\"", report);
	return !strcmp(report, "old\n");
}

const struct scenario name_scenarios[] = {
	{ "names_skipped", names_skipped },
	{ "names_choose_jobs", names_choose_jobs },
	{ "names_tell_the_job", names_tell_the_job },
	{ "names_differ", names_differ },
	{ "report_is_replaced", report_is_replaced },
	{ }
};
