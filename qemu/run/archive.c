// SPDX-License-Identifier: GPL-2.0
/*
 * cpio archives in the format "newc", which the kernel unpacks. A member is a header
 * of 13 hexadecimal fields, a name, and contents.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"

/* cpio pads names and contents to this; the kernel wants archives padded, too. */
#define CPIO_ALIGN	4
/* The field of a length has eight digits. */
#define FILE_MAX	0xffffffffL

static void archive_put(struct archive *ar, const void *buf, size_t len)
{
	write_all(ar->fd, buf, len, ar->path);
	ar->len += len;
}

static void archive_pad(struct archive *ar)
{
	static const char zero[CPIO_ALIGN];

	archive_put(ar, zero, -ar->len % CPIO_ALIGN);
}

static void archive_header(struct archive *ar, const char *name, mode_t mode,
			   size_t len)
{
	char header[111];
	int n;

	n = snprintf(header, sizeof(header),
		     "070701%08x%08x%08x%08x%08x%08x%08zx%08x%08x%08x%08x%08zx%08x",
		     0, mode, 0, 0, 1, 0, len, 0, 0, 0, 0, strlen(name) + 1, 0);
	archive_put(ar, header, n);
	archive_put(ar, name, strlen(name) + 1);
	archive_pad(ar);
}

/**
 * archive_member() - add a file, directory or link
 * @ar: the archive
 * @name: its path, without a leading slash
 * @mode: its kind and permissions, as in st_mode
 * @data: contents of the file, target of the link
 * @len: length of @data
 */
void archive_member(struct archive *ar, const char *name, mode_t mode,
		    const void *data, size_t len)
{
	archive_header(ar, name, mode, len);
	archive_put(ar, data, len);
	archive_pad(ar);
}

static int open_read(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		die("%s: %s", path, strerror(errno));
	return fd;
}

/* Returns the number of bytes copied. */
static size_t archive_copy(struct archive *ar, int fd, const char *path)
{
	size_t len = 0;
	char buf[65536];
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		archive_put(ar, buf, n);
		len += n;
	}
	if (n < 0)
		die("%s: %s", path, strerror(errno));
	close(fd);
	archive_pad(ar);
	return len;
}

/**
 * archive_file() - add a copy of a file
 * @ar: the archive
 * @name: its path in the archive, without a leading slash
 * @mode: its permissions
 * @path: the file
 */
void archive_file(struct archive *ar, const char *name, mode_t mode,
		  const char *path)
{
	int fd = open_read(path);
	struct stat st;

	if (fstat(fd, &st))
		die("%s: %s", path, strerror(errno));
	if (st.st_size > FILE_MAX)
		die("%s: the guest's archive takes no file of 4 GiB", path);
	archive_header(ar, name, S_IFREG | mode, st.st_size);
	if (archive_copy(ar, fd, path) != st.st_size)
		die("%s: its length changed while it was copied", path);
}

/**
 * archive_end() - end an archive; another one may follow
 * @ar: the archive
 */
void archive_end(struct archive *ar)
{
	archive_member(ar, "TRAILER!!!", 0, "", 0);
}

/**
 * archive_append() - add a whole archive
 * @ar: the archive
 * @path: the other archive
 */
void archive_append(struct archive *ar, const char *path)
{
	archive_copy(ar, open_read(path), path);
}
