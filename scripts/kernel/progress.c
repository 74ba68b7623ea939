// SPDX-License-Identifier: GPL-2.0
/*
 * progress TODO: show how far a kernel build is.
 *
 * Reads Kbuild's one-line messages. On a terminal it keeps one line up to date, elsewhere
 * it prints a line every tenth of the way. TODO is the expected number of steps, 0 if
 * unknown.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BAR_WIDTH 30

/* The steps that build.sh counts in a dry run */
static bool is_step(const char *line)
{
	static const char * const steps[] = { "  CC ", "  AS " };
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (!strncmp(line, steps[i], strlen(steps[i])))
			return true;
	return false;
}

static void draw_bar(int done, int todo, const char *what)
{
	int full = todo ? done * BAR_WIDTH / todo : 0;

	printf("\r\033[K  [%.*s%.*s] %d/%d %.30s", full,
	       "##############################", BAR_WIDTH - full,
	       "                              ", done, todo, what);
}

static void print_tenth(int done, int todo)
{
	static int last = -1;
	int tenth = todo ? done * 10 / todo : 0;

	if (tenth == last)
		return;
	last = tenth;
	printf("  %-8s%d/%d files\n", "BUILD", done, todo);
}

int main(int argc, char **argv)
{
	int todo = argc > 1 ? atoi(argv[1]) : 0;
	bool tty = isatty(STDOUT_FILENO);
	char line[4096];
	int done = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (strstr(line, "warning: ") || strstr(line, "error: "))
			printf("%s%s\n", tty ? "\r\033[K" : "", line);
		if (!is_step(line))
			continue;
		/* The estimate may be too low */
		if (++done > todo)
			todo = done;
		if (tty)
			draw_bar(done, todo, line + 2);
		else
			print_tenth(done, todo);
		fflush(stdout);
	}
	if (tty && done)
		printf("\r\033[K");
	return 0;
}
