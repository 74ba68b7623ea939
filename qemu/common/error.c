// SPDX-License-Identifier: GPL-2.0
/* The end of a host program that cannot do its work. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "error.h"
#include "exit_codes.h"

/**
 * die() - print an error and exit with VERDICT_BROKEN
 * @fmt: the reason, and what the user can do about it
 *
 * The program's name comes before the message, on standard error.
 */
void die(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", program_invocation_short_name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n");
	exit(VERDICT_BROKEN);
}
