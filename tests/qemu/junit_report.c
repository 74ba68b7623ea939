// SPDX-License-Identifier: GPL-2.0
/* Scenarios of the JUnit report, which xmllint reads */
#include <stdio.h>
#include <string.h>

#include "scenario.h"

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

static bool junit(char *why)
{
	static const char stream[] =
		"# file: one\nTAP version 13\n1..3\nok 1 s.a\n"
		"# x.c:9:b:Expected 1 (1) == 2 (2) && \"]]>\"\nnot ok 2 s.b\n"
		"ok 3 s.c # SKIP no <NIC>\n# file: two\nTAP version 13\n1..2\n"
		"ok 1 d\n";
	struct child child;

	make_report(&child, stream);
	return child_expect(&child, 1, "3 passed" + 1, "", why) &&
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

/* A name of a test may have bytes that XML forbids. */
static bool junit_any_byte(char *why)
{
	char stream[4096], *p = stream;
	struct child child;

	p += sprintf(p, "TAP version 13\n1..256\n");
	for (int c = 1; c < 256; c++)
		p += sprintf(p, "ok %d a%cb\n", c, c == '\n' ? 'n' : c);
	/* Characters of two, three, four bytes; a surrogate; half a character */
	sprintf(p, "ok 256 \xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7\xed\xa0\x80\xe2\x82\n");
	make_report(&child, stream);
	return child_expect(&child, 0, "256 passed", "", why) &&
	       ask_xml("count(//testcase)", "256", why) &&
	       ask_xml("string(//testcase[1]/@name)", "a\\x01b", why) &&
	       ask_xml("string(//testcase[9]/@name)", "a\tb", why) &&
	       ask_xml("string(//testcase[38]/@name)", "a&b", why) &&
	       ask_xml("string(//testcase[255]/@name)", "a\\xffb", why) &&
	       ask_xml("string(//testcase[256]/@name)",
		       "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7\\xed\\xa0\\x80\\xe2\\x82",
		       why);
}

/* A path that cannot be written is refused before the first test. */
static bool junit_no_directory(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--junit", "none/report.xml",
			 "none", NULL };
	struct child child;

	child_run(&child, argv, NULL);
	return child_expect(&child, 2, "", "JUNIT=none/report.xml: No such file", why);
}

/* The report has the failures that no test printed, and the right sums. */
static bool junit_jobs(char *why)
{
	char *argv[] = { (char *)lab_ktap, "--junit", "report.xml", "--jobs",
			 "list", "--out", ".", NULL };
	struct child child;

	file_write("list", "a " ONE_PASSED "\nb printf '1..1\\nnot ok 1 x\\n'; exit 1\n"
		   "c " ONE_PASSED "; echo 'lab-run: PANIC: it did' >&2; exit 255\n"
		   "d true\ne echo 'lab-run: TIMEOUT: slow' >&2; exit 124\n");
	child_run(&child, argv, NULL);
	return child_expect(&child, 255, "\n2 passed, 4 failed, 0 skipped\n", "",
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

const struct scenario junit_scenarios[] = {
	{ "junit", junit },
	{ "junit_any_byte", junit_any_byte },
	{ "junit_no_directory", junit_no_directory },
	{ "junit_jobs", junit_jobs },
	{ }
};
