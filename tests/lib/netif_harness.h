/* SPDX-License-Identifier: GPL-2.0 */
/* main() of a program that tests a card of this machine, see netif.h. It ends with 0 for a
 * pass, 1 for a failure and 4 where nothing could be tested.
 */
#ifndef TESTS_LIB_NETIF_HARNESS_H
#define TESTS_LIB_NETIF_HARNESS_H

#include "harness.h"
#include "netif.h"

/* Skip the rest of a case, which a test may do before anything has failed. */
#define NETIF_SKIP(...)		SKIP(return, __VA_ARGS__)
#define NETIF_DISRUPTIVE()	do {					\
	if (!netif.disruptive)						\
		NETIF_SKIP("it may disconnect %s: DISRUPTIVE=no", netif.name);\
} while (0)

/* Say for each chosen case why none runs. */
static int netif_refused(const struct harness_args *args, int status)
{
	int n = (args->argc - 1) / 2, i;

	printf("TAP version 13\n1..%d\n", n);
	if (status != KSFT_SKIP)
		printf("Bail out! %s\n", netif_why);
	for (i = 0; status == KSFT_SKIP && i < n; i++)
		printf("ok %d %s # SKIP %s\n", i + 1, args->argv[2 * i + 2],
		       netif_why);
	printf("# Totals: pass:0 fail:0 xfail:0 xpass:0 skip:%d error:0\n",
	       status == KSFT_SKIP ? n : 0);
	return status;
}

static int netif_harness(int argc, char **argv, int (*open)(void))
{
	struct harness_args args = { .argv = { argv[0] }, .argc = 1 };
	int status;
	pid_t tests;

	if (harness_list())
		return KSFT_PASS;
	harness_glob(&args, argc > 1 ? argv[1] : getenv("T") ?: "*");
	if (args.argc == 1) {
		printf("TAP version 13\n1..0\n");
		return KSFT_PASS;
	}
	harness_slow_down();
	status = netif_begin();
	if (status)
		return netif_refused(&args, status);
	tests = netif_fork();
	if (tests)
		return netif_guard(tests);
	status = open();
	if (status)
		exit(netif_refused(&args, status));
	exit(test_harness_run(args.argc, args.argv));
}

#define NETIF_MAIN(open)						\
	int main(int argc, char **argv)					\
	{								\
		return netif_harness(argc, argv, open);			\
	}

#endif /* TESTS_LIB_NETIF_HARNESS_H */
