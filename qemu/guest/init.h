/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of the guest's PID 1 have of each other. */
#ifndef LAB_INIT_H
#define LAB_INIT_H

#include <stdbool.h>
#include <stddef.h>

#define NETNS_DIR	"/run/netns"

/* init.c */
void init_fail(const char *what);
void verdict_say(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

/* init_run.c */
/* Rows and columns of the user's terminal, and its kind (TERM). */
#define SHELL_ARGS	3
int command_run(char **args, int port);
int shell_run(char **args);
void shell_keep(char **args);
bool copy_some(int from, int to, size_t *bytes);

/* init_remains.c */
void remains_remember(void);
bool remains_check(void);

/* init_leaks.c */
void leaks_check(void);

#endif
