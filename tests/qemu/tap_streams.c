// SPDX-License-Identifier: GPL-2.0
/* Known answers of lab-ktap. */
#include "scenario.h"

#define KUNIT	"KTAP version 1\n1..1\n" \
		"    KTAP version 1\n    # Subtest: rx\n    # module: rx\n" \
		"    1..3\n    ok 1 one\n" \
		"        KTAP version 1\n        # Subtest: two\n" \
		"        ok 1 p1\n        ok 2 p2\n" \
		"    # two: pass:2 fail:0\n    ok 2 two\n"

const struct ktap_case ktap_cases[] = {
	{ "pass", "", "TAP version 13\n1..2\nok 1 a\nok 2 b\n", 0,
	  "2 passed, 0 failed, 0 skipped", "stdin" },
	{ "pass_one_line_a_file", "", "# file: one\nTAP version 13\n1..1\nok 1 a\n",
	  0, "1 passed, 0 failed, 0 skipped",
	  "  TEST    one                      1 passed, 0 failed, 0 skipped\n" },
	{ "verbose_progress", "-v",
	  "# file: one\nTAP version 13\n1..2\nok 1 f.a\nok 2 f.b\n", 0,
	  "2 passed, 0 failed, 0 skipped", "[  2/ 2] one.f.b ok\n" },
	{ "fail", "", "# file: one\nTAP version 13\n1..2\nok 1 a\nnot ok 2 b\n",
	  1, "1 passed, 1 failed, 0 skipped", "Failed:\n  one: b\n" },
	{ "fail_shows_why", "",
	  "TAP version 13\n1..1\n#  RUN           a ...\n"
	  "# t.c:9:a:Expected 1 (1) == 2 (2)\nnot ok 1 a\n",
	  1, "0 passed, 1 failed, 0 skipped",
	  "            # t.c:9:a:Expected 1 (1) == 2 (2)\n" },
	{ "skip_reason", "", "TAP version 13\n1..1\nok 1 a # SKIP no NIC\n", 0,
	  "0 passed, 0 failed, 1 skipped", "  SKIP    stdin: a: no NIC\n" },
	{ "skip_file", "", "TAP version 13\n1..0 # SKIP no kfuncs\n", 0,
	  "0 passed, 0 failed, 1 skipped", "no kfuncs" },
	{ "skip_expected_failure", "",
	  "TAP version 13\n1..1\nok 1 a # XFAIL slow\n", 0,
	  "0 passed, 0 failed, 1 skipped", "XFAIL slow" },
	{ "not_ok_skip_is_failure", "",
	  "TAP version 13\n1..1\nnot ok 1 a # SKIP\n", 1,
	  "0 passed, 1 failed, 0 skipped", NULL },
	{ "no_description", "", "TAP version 13\n1..1\nok 1\n", 0,
	  "1 passed, 0 failed, 0 skipped", NULL },
	{ "dash", "-v", "TAP version 13\n1..1\nok 1 - a\n", 0,
	  "1 passed, 0 failed, 0 skipped", "stdin.a ok\n" },
	{ "several_documents", "",
	  "# file: one\nTAP version 13\n1..1\nok 1 a\n"
	  "# file: two\nTAP version 13\n1..1\nnot ok 1 a\n"
	  "TAP version 13\n1..1\nok 1 a\n", 1,
	  "2 passed, 1 failed, 0 skipped", "Failed:\n  two: a\n" },
	{ "plan_last", "", "TAP version 13\nok 1 a\nok 2 b\n1..2\n", 0,
	  "2 passed, 0 failed, 0 skipped", NULL },
	{ "crlf", "", "TAP version 13\r\n1..1\r\nok 1 a\r\n", 0,
	  "1 passed, 0 failed, 0 skipped", NULL },
	{ "noise_is_no_result", "",
	  "TAP version 13\n1..1\nok then\nnot ok so far\nok 1 a\n", 0,
	  "1 passed, 0 failed, 0 skipped", NULL },

	{ "fewer_than_planned", "", "TAP version 13\n1..3\nok 1 a\nok 2 b\n",
	  1, "2 passed, 1 failed, 0 skipped", "3 planned, 2 results" },
	{ "more_than_planned", "", "TAP version 13\n1..1\nok 1 a\nok 2 b\n",
	  1, "2 passed, 1 failed, 0 skipped", "more results than" },
	{ "result_lost", "", "TAP version 13\n1..3\nok 1 a\nok 3 c\n", 1,
	  "2 passed, 1 failed, 0 skipped", "result 3 where 2 was expected" },
	{ "cut_line", "", "TAP version 13\n1..2\nok 1 a\nok 2 b", 1,
	  "1 passed, 1 failed, 0 skipped", "2 planned, 1 results" },
	{ "no_plan", "", "TAP version 13\nok 1 a\n", 1,
	  "1 passed, 1 failed, 0 skipped", "results, but no plan" },
	{ "no_tap", "", "hello\n", 2, "0 passed, 1 failed, 0 skipped",
	  "no test ran" },
	{ "empty", "", "", 2, "0 passed, 1 failed, 0 skipped", "no test ran" },
	{ "no_test_chosen", "", "TAP version 13\n1..0\n", 2,
	  "0 passed, 1 failed, 0 skipped", "no test ran" },
	{ "program_silent", "",
	  "# file: one\n# file: two\nTAP version 13\n1..1\nok 1 a\n", 1,
	  "1 passed, 1 failed, 0 skipped", "one: it ended before its plan" },
	{ "bail_out", "", "TAP version 13\n1..1\nok 1 a\nBail out! no root\n",
	  1, "1 passed, 1 failed, 0 skipped", "Bail out! no root" },

	{ "nested_counts_leaves", "-v", KUNIT "    ok 3 three\nok 1 rx\n", 0,
	  "4 passed, 0 failed, 0 skipped", "rx.two.p2 ok\n" },
	{ "nested_failure_once", "", KUNIT "    not ok 3 three\nnot ok 1 rx\n",
	  1, "3 passed, 1 failed, 0 skipped", "rx.three\n" },
	{ "nested_cut", "", KUNIT "ok 1 rx\n", 1,
	  "3 passed, 1 failed, 0 skipped", "3 planned, 2 results" },
	{ "nested_sum_fails_alone", "",
	  KUNIT "    ok 3 three\nnot ok 1 rx\n", 1,
	  "4 passed, 1 failed, 0 skipped", NULL },
};
const size_t n_ktap_cases = sizeof(ktap_cases) / sizeof(ktap_cases[0]);
