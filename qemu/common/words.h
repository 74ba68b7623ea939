/* SPDX-License-Identifier: GPL-2.0 */
#ifndef COMMON_WORDS_H
#define COMMON_WORDS_H

#define WORDS_MAX	256

/**
 * struct words - an argument list, ended by NULL
 * @n: number of words
 * @word: the words, each allocated by malloc()
 */
struct words {
	int n;
	char *word[WORDS_MAX + 1];
};

void words_add(struct words *words, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void words_extend(struct words *words, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
