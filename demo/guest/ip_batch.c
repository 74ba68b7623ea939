// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: commands for iproute2. They go to it in batches, as
 * under emulation to start a program takes longer than what it does.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "topology.h"

/**
 * ip_begin() - begin a batch
 *
 * Return: where to write the commands, without the word `ip`, one a line.
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
	enter(ns);
	if (run_program(args, fileno(batch), NULL, 0))
		die("ip refused");
	enter(home);
	close(home);
	fclose(batch);
}

/**
 * ip_run() - run a batch
 * @batch: from ip_begin()
 * @ns: file descriptor of the network namespace to run it in
 */
void ip_run(FILE *batch, int ns)
{
	run_batch(batch, ns, NULL);
}

/**
 * ip_family() - run a batch for a family that addresses do not tell
 * @ns: file descriptor of the network namespace to run it in
 * @family: what `ip -f` calls it
 * @text: the commands without the word `ip`, one a line
 */
void ip_family(int ns, const char *family, const char *text)
{
	FILE *batch = ip_begin();

	fputs(text, batch);
	run_batch(batch, ns, family);
}

/**
 * ip() - run a batch that is written in one go
 * @ns: file descriptor of the network namespace to run it in
 * @fmt: the commands without the word `ip`, one a line
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
