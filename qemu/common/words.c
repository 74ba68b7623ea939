// SPDX-License-Identifier: GPL-2.0
/* Argument lists that grow. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "error.h"
#include "words.h"

/**
 * words_add() - append a word to an argument list
 * @words: the list
 * @fmt: the word
 */
void words_add(struct words *words, const char *fmt, ...)
{
	va_list ap;
	int len;

	if (words->n == WORDS_MAX)
		die("more than %d arguments", WORDS_MAX);
	va_start(ap, fmt);
	len = vasprintf(&words->word[words->n++], fmt, ap);
	va_end(ap);
	if (len < 0)
		die("out of memory");
	words->word[words->n] = NULL;
}

/**
 * words_extend() - append text to the last word of an argument list
 * @words: the list, not empty
 * @fmt: the text
 */
void words_extend(struct words *words, const char *fmt, ...)
{
	char **last = &words->word[words->n - 1], *old = *last, *more;
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vasprintf(&more, fmt, ap);
	va_end(ap);
	if (len < 0 || asprintf(last, "%s%s", old, more) < 0)
		die("out of memory");
	free(old);
	free(more);
}
