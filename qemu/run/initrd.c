// SPDX-License-Identifier: GPL-2.0
/*
 * The guest's initramfs, with the command to run there.
 *
 * A small cpio archive in front of the initramfs has the command as the file /lab.cmd,
 * and the files of --file. On the kernel's command line the command would need quoting,
 * and its length would be limited.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.h"
#include "command_line.h"
#include "guest_files.h"
#include "nic_list.h"
#include "initrd.h"
#include "qemu/common/error.h"
#include "run_directory.h"

/* The guest's memory holds the command twice for a moment. */
#define CMD_MAX		(128 << 10)
/* Appends the strings of @words, each with its NUL; returns the new length. */
static size_t pack_words(char *buf, size_t size, size_t len, char **words)
{
	for (; *words; words++) {
		size_t n = strlen(*words) + 1;

		if (len + n >= size)
			die("the command is longer than %d bytes", CMD_MAX);
		memcpy(buf + len, *words, n);
		len += n;
	}
	return len;
}

/* A serial console does not tell the guest how large the terminal is. */
static size_t pack_shell(char *buf, size_t size, char *mode)
{
	const char *term = getenv("TERM");
	struct winsize ws = { 0 };
	char rows[16], cols[16];
	char *words[] = { mode, rows, cols, NULL, NULL };

	/* Standard output may be a pipe. */
	ioctl(STDIN_FILENO, TIOCGWINSZ, &ws);
	snprintf(rows, sizeof(rows), "%u", ws.ws_row ? ws.ws_row : 24);
	snprintf(cols, sizeof(cols), "%u", ws.ws_col ? ws.ws_col : 80);
	words[3] = (char *)(term ? term : "vt100");
	return pack_words(buf, size, 0, words);
}

/* guest/main.c describes the modes. */
static size_t pack_command(const struct run_options *opt, char *buf,
			   size_t size)
{
	char *mode[] = { "run", NULL };
	size_t len;

	if (opt->panic)
		mode[0] = "panic";
	else if (opt->input)
		mode[0] = "script";
	else if (opt->plain)
		mode[0] = "plain";
	if (opt->shell)
		return pack_shell(buf, size, "shell");
	len = opt->keep ? pack_shell(buf, size, "keep") :
			  pack_words(buf, size, 0, mode);
	return pack_words(buf, size, len, opt->cmd);
}

/*
 * The archive is in memory until it is unpacked, to a file system that takes half of
 * the memory at most.
 */
static void check_memory(const struct run_options *opt, size_t len)
{
	unsigned int mib = (len >> 20) + 1, needed = 5 * mib / 2 + 128;

	if (opt->mem < needed)
		die("the guest gets %u MiB of files, for which its memory of %u MiB is too small: it needs %u (MEM=%u)",
		    mib, opt->mem, needed, needed);
}

/**
 * initrd_write() - write the guest's initramfs to DIR/initrd
 * @opt: the options
 */
void initrd_write(const struct run_options *opt)
{
	struct archive ar = { .path = run_path(opt, "initrd") };
	static char cmd[CMD_MAX];

	ar.fd = open(ar.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (ar.fd < 0)
		die("%s: %s", ar.path, strerror(errno));
	archive_member(&ar, "lab.cmd", S_IFREG | 0644, cmd,
		       pack_command(opt, cmd, sizeof(cmd)));
	nic_list_add(opt, &ar);
	guest_files_add(opt, &ar);
	archive_end(&ar);
	for (int i = 0; i < opt->initrd.n; i++)
		archive_append(&ar, opt->initrd.word[i]);
	if (close(ar.fd))
		die("%s: %s", ar.path, strerror(errno));
	check_memory(opt, ar.len);
}
