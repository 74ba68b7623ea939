// SPDX-License-Identifier: GPL-2.0
/* The JSON that several commands print. */
#include <stdio.h>

#include "json.h"

static void print_char(unsigned char c)
{
	if (c == '"' || c == '\\')
		printf("\\%c", c);
	else if (c < 0x20 || c == 0x7f)
		printf("\\u%04x", c);
	else
		putchar(c);
}

/**
 * json_text() - print a member whose value is a string
 * @before: what stands before it: a brace, a comma
 * @name: its name
 * @text: its value. The name of an interface may have any byte but '/', ':' and blanks.
 */
void json_text(const char *before, const char *name, const char *text)
{
	printf("%s\"%s\":\"", before, name);
	while (*text)
		print_char(*text++);
	putchar('"');
}
