/* SPDX-License-Identifier: GPL-2.0 */
#ifndef COMMON_FILES_H
#define COMMON_FILES_H

#include <stddef.h>
#include <stdio.h>

void write_all(int fd, const void *buf, size_t len, const char *what);
const char *absolute_path(const char *path);
FILE *memory_open(char **text, size_t *len);
void memory_close(FILE *f);
FILE *replacement_open(const char *path);
int replacement_close(FILE *f, const char *path);

#endif
