// SPDX-License-Identifier: GPL-2.0
/* The table of verdicts. */
#include <stddef.h>

#include "exit_codes.h"

/* In order of gravity: the less a verdict says about the tests, the graver. */
static const struct {
	enum verdict verdict;
	const char *name;
} verdicts[] = {
	{ VERDICT_PASS, "PASS" },
	{ VERDICT_FAIL, "FAIL" },
	{ VERDICT_NO_TEST, "NO TEST" },
	{ VERDICT_BROKEN, "BROKEN" },
	{ VERDICT_TIMEOUT, "TIMEOUT" },
	{ VERDICT_PANIC, "PANIC" },
};
#define N_VERDICTS	(sizeof(verdicts) / sizeof(verdicts[0]))

static size_t verdict_rank(int code)
{
	size_t i;

	for (i = 0; i < N_VERDICTS; i++)
		if (verdicts[i].verdict == code)
			break;
	return i;
}

/**
 * verdict_is_known() - tell a verdict from any other exit status
 * @code: an exit status
 */
bool verdict_is_known(int code)
{
	return verdict_rank(code) < N_VERDICTS;
}

/**
 * verdict_gravest() - combine two verdicts
 * @one: a verdict
 * @two: another one
 *
 * Return: the graver of them.
 */
enum verdict verdict_gravest(enum verdict one, enum verdict two)
{
	return verdict_rank(one) < verdict_rank(two) ? two : one;
}

/**
 * verdict_name() - name a verdict for a message
 * @verdict: one of the table
 */
const char *verdict_name(enum verdict verdict)
{
	return verdicts[verdict_rank(verdict)].name;
}
