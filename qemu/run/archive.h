/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_ARCHIVE_H
#define RUN_ARCHIVE_H

#include <stddef.h>
#include <sys/types.h>

/**
 * struct archive - a file that gets cpio archives, one behind the other
 * @fd: the file
 * @path: its path, for error messages
 * @len: its length
 */
struct archive {
	int fd;
	const char *path;
	size_t len;
};

void archive_member(struct archive *ar, const char *name, mode_t mode,
		    const void *data, size_t len);
void archive_file(struct archive *ar, const char *name, mode_t mode,
		  const char *path);
void archive_end(struct archive *ar);
void archive_append(struct archive *ar, const char *path);

#endif
