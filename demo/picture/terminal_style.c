// SPDX-License-Identifier: GPL-2.0
/* Abilities of the terminal, from the environment. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal_style.h"

/* The first variable that is set decides, as in setlocale(). */
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

/**
 * terminal_style() - find out what standard output can show
 *
 * Return: its style.
 */
struct style terminal_style(void)
{
	return (struct style) {
		.colour = terminal_has_colour(),
		.utf8 = terminal_is_utf8(),
	};
}
