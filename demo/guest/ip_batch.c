// SPDX-License-Identifier: GPL-2.0
/*
 * Commands for iproute2, in batches: under emulation, starting a program takes
 * longer than what it does.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ip_batch.h"
#include "netns.h"
#include "run_program.h"
#include "qemu/common/error.h"

/**
 * ip_begin() - begin a batch
 *
 * Return: FILE that takes the commands, one a line, without the word `ip`.
 */
FILE *ip_begin(void)
{
	int fd = memfd_create("ip", MFD_CLOEXEC);
	FILE *batch = fd < 0 ? NULL : fdopen(fd, "w");

	if (!batch)
		die("cannot begin a batch for ip: %s", strerror(errno));
	return batch;
}

static void run_batch(FILE *batch, int ns, const char *family)
{
	const char * const args[] = {
		"ip", "-batch", "-", family ? "-f" : NULL, family, NULL
	};
	int home = ns_current();

	if (fflush(batch) || lseek(fileno(batch), 0, SEEK_SET))
		die("cannot write a batch for ip: %s", strerror(errno));
	ns_enter(ns);
	if (run_program(args, fileno(batch), NULL, 0))
		die("ip refused");
	ns_enter(home);
	close(home);
	fclose(batch);
}

/**
 * ip_run() - run a batch and free it
 * @batch: from ip_begin()
 * @ns: network namespace to run it in
 */
void ip_run(FILE *batch, int ns)
{
	run_batch(batch, ns, NULL);
}

/**
 * ip_family() - run commands for a protocol family that addresses do not imply
 * @ns: network namespace to run them in
 * @family: its name for `ip -f`
 * @text: commands, one a line, without the word `ip`
 */
void ip_family(int ns, const char *family, const char *text)
{
	FILE *batch = ip_begin();

	fputs(text, batch);
	run_batch(batch, ns, family);
}

/**
 * ip() - run commands
 * @ns: network namespace to run them in
 * @fmt: commands, one a line, without the word `ip`
 */
void ip(int ns, const char *fmt, ...)
{
	FILE *batch = ip_begin();
	va_list ap;

	va_start(ap, fmt);
	vfprintf(batch, fmt, ap);
	va_end(ap);
	ip_run(batch, ns);
}
