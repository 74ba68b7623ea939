// SPDX-License-Identifier: GPL-2.0
/* Paths, writing to files, replacing them, and files in memory */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "files.h"

/**
 * write_all() - write a whole buffer
 * @fd: file descriptor to write to
 * @buf: the bytes
 * @len: number of bytes
 * @what: name of the file, for the error message
 */
void write_all(int fd, const void *buf, size_t len, const char *what)
{
	for (const char *p = buf; len;) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die("cannot write %s: %s", what, strerror(errno));
		p += n;
		len -= n;
	}
}

/**
 * absolute_path() - make a path independent of the current directory
 * @path: a path, which need not exist
 *
 * Return: the absolute path, valid until the next call.
 */
const char *absolute_path(const char *path)
{
	static char abs[2 * PATH_MAX];
	char cwd[PATH_MAX] = "";

	if (path[0] == '/')
		return path;
	if (!getcwd(cwd, sizeof(cwd)))
		die("current directory: %s", strerror(errno));
	if (snprintf(abs, sizeof(abs), "%s/%s", cwd, path) >= PATH_MAX)
		die("%s: the path is too long", path);
	return abs;
}

/**
 * memory_open() - open a file in memory for writing
 * @text: gets its text when it is closed; the caller frees it
 * @len: gets the length of the text
 */
FILE *memory_open(char **text, size_t *len)
{
	FILE *f = open_memstream(text, len);

	if (!f)
		die("out of memory");
	return f;
}

/**
 * memory_close() - close a file of memory_open()
 * @f: the file
 */
void memory_close(FILE *f)
{
	if (fclose(f))
		die("out of memory");
}

static void replacement_name(const char *path, char *name, size_t size)
{
	struct stat st;

	/* A device or a pipe is written to as it is. */
	snprintf(name, size, "%s%s", path,
		 stat(path, &st) || S_ISREG(st.st_mode) ? ".new" : "");
}

/**
 * replacement_open() - begin a file that takes the place of an old one
 * @path: the file
 *
 * A program that is interrupted leaves the old file as it was.
 *
 * Return: the file, or NULL with errno set.
 */
FILE *replacement_open(const char *path)
{
	char name[PATH_MAX];

	replacement_name(path, name, sizeof(name));
	return fopen(name, "we");
}

/**
 * replacement_close() - put a file in the place of the old one
 * @f: the file of replacement_open()
 * @path: its path
 *
 * Return: 0, or -1 with errno set if it was not written; the old file stays.
 */
int replacement_close(FILE *f, const char *path)
{
	char name[PATH_MAX];
	int err;

	replacement_name(path, name, sizeof(name));
	err = ferror(f);
	err |= fclose(f);
	if (!err && strcmp(name, path))
		err = rename(name, path);
	return err ? -1 : 0;
}
