// SPDX-License-Identifier: GPL-2.0
/*
 * Files and folders of this machine that --file copies to /files in the guest.
 *
 * Links are followed: what a link leads to need not be in the guest. Only a link
 * that leads nowhere here is copied as a link.
 */
#include <errno.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.h"
#include "command_line.h"
#include "guest_files.h"
#include "qemu/common/error.h"

/**
 * struct guest_file - an argument of --file, which is PATH or NAME=PATH
 * @name: name in /files
 * @path: the file or folder
 */
struct guest_file {
	char name[NAME_MAX + 1];
	char path[PATH_MAX];
};

/* A slash before the "=" says that it is part of a path. */
static void guest_file_parse(const char *arg, struct guest_file *file)
{
	const char *eq = strchr(arg, '='), *slash = strchr(arg, '/'), *name;
	size_t len;

	if (slash && eq > slash)
		eq = NULL;
	len = snprintf(file->path, sizeof(file->path), "%s", eq ? eq + 1 : arg);
	if (len >= sizeof(file->path))
		die("--file %s: the path is too long", arg);
	while (len > 1 && file->path[len - 1] == '/')
		file->path[--len] = '\0';
	slash = strrchr(file->path, '/');
	name = eq ? arg : slash ? slash + 1 : file->path;
	len = eq ? eq - arg : strlen(name);
	snprintf(file->name, sizeof(file->name), "%.*s", (int)len, name);
	if (!file->name[0] || !strcmp(file->name, ".") ||
	    !strcmp(file->name, ".."))
		die("--file %s: say NAME=PATH, as the path gives no name", arg);
}

/**
 * guest_files_check() - end with an error if a file is missing or a name is double
 * @opt: the options
 */
void guest_files_check(const struct run_options *opt)
{
	static struct guest_file one, other;

	for (int i = 0; i < opt->files.n; i++) {
		guest_file_parse(opt->files.word[i], &one);
		if (access(one.path, R_OK))
			die("--file %s: %s: %s", opt->files.word[i], one.path,
			    strerror(errno));
		for (int j = 0; j < i; j++) {
			guest_file_parse(opt->files.word[j], &other);
			if (!strcmp(one.name, other.name))
				die("--file %s: another file is called %s, too: say NAME=PATH",
				    opt->files.word[i], one.name);
		}
	}
}

static void add_link(struct archive *ar, const char *name, const FTSENT *ent)
{
	char to[PATH_MAX];
	ssize_t len = readlink(ent->fts_accpath, to, sizeof(to));

	if (len < 0)
		die("%s: %s", ent->fts_path, strerror(errno));
	archive_member(ar, name, S_IFLNK | 0777, to, len);
}

static void add_entry(struct archive *ar, const char *name, const FTSENT *ent)
{
	mode_t mode = ent->fts_statp->st_mode & 07777;

	switch (ent->fts_info) {
	case FTS_D:
		archive_member(ar, name, S_IFDIR | mode, "", 0);
		break;
	case FTS_DP:
		break;
	case FTS_F:
		archive_file(ar, name, mode, ent->fts_accpath);
		break;
	case FTS_SLNONE:
		add_link(ar, name, ent);
		break;
	case FTS_DC:
		die("%s: a link leads back to a folder above it",
		    ent->fts_path);
	case FTS_DEFAULT:
		die("%s: neither a file nor a folder, so it cannot be copied",
		    ent->fts_path);
	default:
		die("%s: %s", ent->fts_path, strerror(ent->fts_errno));
	}
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void add_tree(struct archive *ar, struct guest_file *file)
{
	char *paths[] = { file->path, NULL }, name[2 * PATH_MAX];
	FTS *fts = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	FTSENT *ent;

	if (!fts)
		die("%s: %s", file->path, strerror(errno));
	while (errno = 0, (ent = fts_read(fts))) {
		snprintf(name, sizeof(name), "files/%s%s", file->name,
			 ent->fts_path + strlen(file->path));
		add_entry(ar, name, ent);
	}
	if (errno)
		die("%s: %s", file->path, strerror(errno));
	fts_close(fts);
}

/**
 * guest_files_add() - add the files to the guest's initramfs
 * @opt: the options
 * @ar: the initramfs
 */
void guest_files_add(const struct run_options *opt, struct archive *ar)
{
	static struct guest_file file;

	if (opt->files.n)
		archive_member(ar, "files", S_IFDIR | 0755, "", 0);
	for (int i = 0; i < opt->files.n; i++) {
		guest_file_parse(opt->files.word[i], &file);
		add_tree(ar, &file);
	}
}
