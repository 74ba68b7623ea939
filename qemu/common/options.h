/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Command lines by table. A program describes its options once, and gets the
 * parser and the text of --help from that:
 *
 *	static unsigned int cpus = 2;
 *	static bool verbose;
 *	static const struct option_row rows[] = {
 *		{ .name = "--cpus", .argument = "N", .number = &cpus,
 *		  .least = 1, .help = "CPUs to keep busy (default: 2)" },
 *		{ .name = "-v", .flag = &verbose, .help = "show every test" },
 *		{ }
 *	};
 *	static const struct options options = {
 *		.usage = "[OPTION...] FILE...", .rows = rows,
 *	};
 *	char **files = options_parse(&options, argv);
 */
#ifndef COMMON_OPTIONS_H
#define COMMON_OPTIONS_H

#include <stdbool.h>

struct words;

/**
 * struct option_row - one option, which sets exactly one variable
 * @name: its name with the dashes
 * @argument: name of its argument for --help; NULL for a flag
 * @help: what it does, in one line
 * @flag: if not NULL, set to true
 * @string: if not NULL, set to the argument
 * @number: if not NULL, set to the argument, a decimal number
 * @least: smallest value of @number
 * @most: largest value of @number; 0 means NUMBER_MAX
 * @words: if not NULL, the argument is appended, so the option may be repeated
 */
struct option_row {
	const char *name;
	const char *argument;
	const char *help;
	bool *flag;
	const char **string;
	unsigned int *number;
	unsigned int least;
	unsigned int most;
	struct words *words;
};

#define NUMBER_MAX	100000

/**
 * struct options - the command line of a program
 * @usage: what follows the program's name in the usage line
 * @about: what the program does, for --help; NULL for nothing
 * @rows: the options, ended by a row without a name
 * @more: prints what else --help has to say; NULL for nothing
 */
struct options {
	const char *usage;
	const char *about;
	const struct option_row *rows;
	void (*more)(void);
};

char **options_parse(const struct options *options, char **argv);
void options_help(const struct options *options);
void options_misuse(const struct options *options)
	__attribute__((noreturn));

#endif
