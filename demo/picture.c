// SPDX-License-Identifier: GPL-2.0
/*
 * demo-picture: show how the flows of a tunnel spread over queues, from what
 * the guest wrote; say whether that is as it should be.
 *
 * Exit status: 0 it is, 1 it is not, 2 there is nothing to show.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "picture.h"

/**
 * run_total() - packets of a run
 * @run: run
 *
 * Return: number of packets, over all queues.
 */
long run_total(const struct run *run)
{
	long total = 0;

	for (int i = 0; i < run->counted; i++)
		total += run->packets[i];
	return total;
}

/**
 * run_fullest() - packets of a run's fullest queue
 * @run: run
 *
 * Return: number of packets.
 */
long run_fullest(const struct run *run)
{
	long most = 0;

	for (int i = 0; i < run->counted; i++)
		if (run->packets[i] > most)
			most = run->packets[i];
	return most;
}

/**
 * run_used() - queues that had any packet
 * @run: run
 *
 * Return: number of queues.
 */
int run_used(const struct run *run)
{
	int used = 0;

	for (int i = 0; i < run->counted; i++)
		used += run->packets[i] > 0;
	return used;
}

/**
 * run_share() - a queue's share of a run
 * @run: run
 * @queue: queue
 *
 * Return: a number from 0 to 1.
 */
double run_share(const struct run *run, int queue)
{
	long total = run_total(run);

	return total ? (double)run->packets[queue] / total : 0;
}

/**
 * run_skew() - how much more than the mean the fullest queue has
 * @run: run
 *
 * Return: packets of the fullest queue by packets of the mean queue; 0 if there
 * is no packet.
 */
double run_skew(const struct run *run)
{
	long total = run_total(run);

	return total ? (double)run_fullest(run) * run->counted / total : 0;
}

/**
 * result_title() - name what was sent, for people
 * @result: result
 *
 * Return: the kind of tunnel, or the capture's name.
 */
const char *result_title(const struct result *result)
{
	return *result->title ? result->title : result->tunnel;
}

/**
 * result_is_capture() - was a capture replayed, in place of generated flows?
 * @result: result
 */
bool result_is_capture(const struct result *result)
{
	return result->capture.packets >= 0;
}

/* The first of these that is set rules, as for any program with a locale. */
static bool terminal_is_utf8(void)
{
	static const char * const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return strcasestr(value, "utf-8") ||
			       strcasestr(value, "utf8");
	}
	return false;
}

static bool terminal_has_colour(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !(no && *no) && term &&
	       strcmp(term, "dumb");
}

static int usage(FILE *to, int code)
{
	fputs("Usage: demo-picture RESULT.json [PICTURE.svg]\n", to);
	return code;
}

int main(int argc, char **argv)
{
	struct style style = {
		.colour = terminal_has_colour(),
		.utf8 = terminal_is_utf8(),
	};
	struct result result;
	int failed;

	if (argc == 2 && !strcmp(argv[1], "--help"))
		return usage(stdout, 0);
	if (argc < 2 || argc > 3 || argv[1][0] == '-')
		return usage(stderr, 2);
	if (!result_read(&result, argv[1]))
		return 2;

	if (result_is_capture(&result))
		capture_print(stdout, &result, &style);
	if (!result_is_capture(&result) || result.capture.in_tunnel)
		bars_print(stdout, &result, &style);
	else
		putchar('\n');
	failed = verdict_print(stdout, stderr, &result, &style);
	if (argc == 3 && !svg_write(argv[2], &result))
		return 2;
	if (argc == 3)
		printf("  %s\n  %s\n", argv[1], argv[2]);
	return failed > 0;
}
