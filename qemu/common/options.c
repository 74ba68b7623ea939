// SPDX-License-Identifier: GPL-2.0
/* The parser of command lines, and --help. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "options.h"
#include "exit_codes.h"
#include "words.h"

static unsigned int parse_number(const struct option_row *row, const char *arg)
{
	unsigned int most = row->most ? row->most : NUMBER_MAX;
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(arg, &end, 10);
	if (errno || end == arg || *end || *arg == '-' || n < row->least ||
	    n > most)
		die("%s %s: want a number from %u to %u", row->name, arg,
		    row->least, most);
	return n;
}

static void option_set(const struct option_row *row, const char *arg)
{
	if (row->flag)
		*row->flag = true;
	else if (row->string)
		*row->string = arg;
	else if (row->number)
		*row->number = parse_number(row, arg);
	else
		words_add(row->words, "%s", arg);
}

static const struct option_row *option_find(const struct options *options,
					    const char *name)
{
	const struct option_row *row;

	for (row = options->rows; row->name; row++)
		if (!strcmp(row->name, name))
			return row;
	die("%s: no such option; --help lists them", name);
}

/**
 * options_help() - print the text of --help to standard output
 * @options: the command line
 */
void options_help(const struct options *options)
{
	const struct option_row *row;
	char left[80];

	printf("usage: %s %s\n", program_invocation_short_name, options->usage);
	if (options->about)
		printf("\n%s\n", options->about);
	printf("\n");
	for (row = options->rows; row->name; row++) {
		snprintf(left, sizeof(left), "%s %s", row->name,
			 row->argument ? row->argument : "");
		printf("  %-22s %s\n", left, row->help);
	}
	printf("  %-22s %s\n", "--help", "print this and exit");
	if (options->more)
		options->more();
}

/**
 * options_misuse() - print the usage line to standard error and exit
 * @options: the command line that does not fit
 */
void options_misuse(const struct options *options)
{
	fprintf(stderr, "usage: %s %s\n", program_invocation_short_name,
		options->usage);
	exit(VERDICT_BROKEN);
}

/**
 * options_parse() - set the variables of all options on a command line
 * @options: the options that the program has
 * @argv: as main() got it
 *
 * "--help" prints the help and ends the program; an unknown option, a missing
 * argument and a bad number end it with an error. The options end at "--" and
 * at the first word that does not begin with "-"; "-" alone is no option.
 *
 * Return: the rest of @argv behind the options, without the "--".
 */
char **options_parse(const struct options *options, char **argv)
{
	const struct option_row *row;

	while (*++argv && (*argv)[0] == '-' && (*argv)[1]) {
		if (!strcmp(*argv, "--"))
			return argv + 1;
		if (!strcmp(*argv, "--help")) {
			options_help(options);
			exit(VERDICT_PASS);
		}
		row = option_find(options, *argv);
		if (row->argument && !*++argv)
			die("%s: want %s after it", row->name, row->argument);
		option_set(row, *argv);
	}
	return argv;
}
