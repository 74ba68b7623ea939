/* SPDX-License-Identifier: GPL-2.0 */
/* Programs that a test runs, and the files it gives them. */
#ifndef LAB_CHILD_H
#define LAB_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * struct child - a program that was run
 * @rc: its exit status, or 128 plus the number of the signal
 * @out: its standard output
 * @err: its standard error
 */
struct child {
	int rc;
	char out[8192];
	char err[8192];
};

void child_run(struct child *child, char **argv, void (*prepare)(void));
pid_t child_start(char **argv, void (*prepare)(void));
void child_wait(struct child *child, pid_t pid);
void child_add_words(char **argv, int *argc, char *words);
bool child_expect(const struct child *child, int rc, const char *out,
		  const char *err, char *why);
void file_write(const char *path, const char *text);
size_t file_read(const char *path, char *buf, size_t size);

#endif
