// SPDX-License-Identifier: GPL-2.0
/* Error messages, each with an exit code. */
#include <stdarg.h>
#include <stdio.h>

#include "fail.h"

/**
 * fail() - print an error message
 * @code: exit code
 * @format: the reason, and what the user can do about it
 *
 * Return: @code.
 */
int fail(enum rxmeta_exit code, const char *format, ...)
{
	va_list args;

	fputs("rxmeta: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return code;
}
