// SPDX-License-Identifier: GPL-2.0
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "rxmeta_tool.h"

#define TOOL	"/lab/rxmeta "

char rxmeta_output[8192];

/**
 * rxmeta() - run the tool; rxmeta_output is set to what it prints
 * @format: its arguments, as printf() takes them
 *
 * Return: its exit status, or -1.
 */
int rxmeta(const char *format, ...)
{
	char command[1024] = TOOL;
	va_list args;
	size_t len;
	FILE *out;
	int rc;

	va_start(args, format);
	vsnprintf(command + strlen(command), sizeof(command) - sizeof(TOOL),
		  format, args);
	va_end(args);
	strncat(command, " 2>&1", sizeof(command) - strlen(command) - 1);

	out = popen(command, "r");
	if (!out)
		return -1;
	len = fread(rxmeta_output, 1, sizeof(rxmeta_output) - 1, out);
	rxmeta_output[len] = 0;
	rc = pclose(out);
	return WIFEXITED(rc) ? WEXITSTATUS(rc) : -1;
}

/**
 * rxmeta_counter() - find a counter in the output of `rxmeta stat --json`
 * @name: its name
 *
 * Return: the counter, or -1 without it.
 */
long rxmeta_counter(const char *name)
{
	char key[64], *at;

	snprintf(key, sizeof(key), "\"%s\":", name);
	at = strstr(rxmeta_output, key);
	return at ? atol(at + strlen(key)) : -1;
}
