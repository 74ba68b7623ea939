/* SPDX-License-Identifier: GPL-2.0 */
/* Programs that run while a test goes on, and what they print. */
#ifndef TESTS_RXMETA_BACKGROUND_H
#define TESTS_RXMETA_BACKGROUND_H

#include <stdbool.h>
#include <sys/types.h>

extern char text[1 << 20];	/* what read_text() has read */

pid_t start(const char *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
pid_t start_away(void);
int stop(pid_t pid, int signal);
const char *read_text(const char *path);
bool says(const char *path, const char *words);

#endif
