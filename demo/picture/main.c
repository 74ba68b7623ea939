// SPDX-License-Identifier: GPL-2.0
/*
 * demo-picture: show how the flows of a tunnel spread over queues and CPUs, from what
 * the guest wrote; say whether that is as it should be.
 *
 * Exit status: 0 it is, 1 it is not, 2 there is nothing to show.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "result.h"

/**
 * counts_total() - packets of all
 * @counts: packets by queue, or by CPU
 *
 * Return: number of packets.
 */
long counts_total(const struct counts *counts)
{
	long total = 0;

	for (int i = 0; i < counts->counted; i++)
		total += counts->packets[i];
	return total;
}

static long counts_fullest(const struct counts *counts)
{
	long most = 0;

	for (int i = 0; i < counts->counted; i++)
		if (counts->packets[i] > most)
			most = counts->packets[i];
	return most;
}

/**
 * counts_used() - those that had any packet
 * @counts: packets by queue, or by CPU
 *
 * Return: number of queues, or CPUs.
 */
int counts_used(const struct counts *counts)
{
	int used = 0;

	for (int i = 0; i < counts->counted; i++)
		used += counts->packets[i] > 0;
	return used;
}

/**
 * counts_share() - the share of one
 * @counts: packets by queue, or by CPU
 * @which: queue, or CPU
 *
 * Return: a number from 0 to 1.
 */
double counts_share(const struct counts *counts, int which)
{
	long total = counts_total(counts);

	return total ? (double)counts->packets[which] / total : 0;
}

/**
 * counts_skew() - how much more than the mean the fullest has
 * @counts: packets by queue, or by CPU
 *
 * Return: packets of the fullest by packets of the mean; 0 if there is no packet.
 */
double counts_skew(const struct counts *counts)
{
	long total = counts_total(counts);

	return total ? (double)counts_fullest(counts) * counts->counted / total :
		       0;
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

/**
 * result_ports_vary() - does the outer header tell flows apart?
 * @result: result
 *
 * Return: true for a tunnel whose sender varies the source port, which RSS spreads
 * without any help.
 */
bool result_ports_vary(const struct result *result)
{
	return !strcmp(result->ports, "vary");
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
	if (!result_is_capture(&result))
		whom_print(stdout);
	if (argc == 3 && !svg_write(argv[2], &result))
		return 2;
	if (argc == 3)
		printf("  %s\n  %s\n", argv[1], argv[2]);
	return failed > 0;
}
