/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The rxmeta tool, as one uses it from a shell, for tests.
 */
#ifndef TESTS_TUNNEL_TOOL_H
#define TESTS_TUNNEL_TOOL_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define TOOL	"/lab/rxmeta "

static char said[8192];

/* Run the tool; what it said is in said[]. Return: its exit code, or -1. */
static inline int __attribute__((format(printf, 1, 2))) rxmeta(const char *format, ...)
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
	len = fread(said, 1, sizeof(said) - 1, out);
	said[len] = 0;
	rc = pclose(out);
	return WIFEXITED(rc) ? WEXITSTATUS(rc) : -1;
}

/* Of what `stat --json` said. Return: the counter, or -1. */
static inline long counter(const char *name)
{
	char key[64], *at;

	snprintf(key, sizeof(key), "\"%s\":", name);
	at = strstr(said, key);
	return at ? atol(at + strlen(key)) : -1;
}

#define EXPECT_RXMETA(code, words, ...) do {				\
	EXPECT_EQ(code, rxmeta(__VA_ARGS__))				\
		TH_LOG("said: %s", said);				\
	EXPECT_NE(NULL, strstr(said, words))				\
		TH_LOG("said: %s", said);				\
} while (0)

#endif /* TESTS_TUNNEL_TOOL_H */
