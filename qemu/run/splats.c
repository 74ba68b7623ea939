// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: splats on the console.
 *
 * A test that passes while the kernel complains has not passed. Most complaints
 * panic (panic_on_warn), but lockdep's, RCU's and some others do not.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

/* The guest's PID 1 prints it last. */
#define LAST_WORDS	"lab: end of console"
/* ... and so it begins whatever it has to complain about. */
#define INIT_WORDS	"lab: "

/*
 * START: the message begins so, once its time stamp is cut off. Wherever the
 * word may well be in the middle of a harmless message, as with a driver's own
 * "xyz: WARNING: ...", which has a prefix.
 */
enum where { START, ANYWHERE };

/* The first that matches a line gives the reason: the vague ones are last. */
static const struct {
	enum where where;
	const char *text;
	const char *why;
} patterns[] = {
	/* The end, whatever the cause; the cause, if any, stands before it. */
	{ START, "Kernel panic - not syncing", "panic" },
	/* WARN_ON() and friends, lockdep ("possible circular locking",
	 * "suspicious RCU usage", "bad unlock balance").
	 */
	{ START, "WARNING: ", "warning" },
	{ ANYWHERE, "DEBUG_LOCKS_WARN_ON", "lockdep" },
	{ START, "INFO: possible recursive locking", "lockdep" },
	{ START, "INFO: trying to register non-static key", "lockdep" },
	{ START, "INFO: inconsistent lock state", "lockdep" },
	/* KASAN, KFENCE, KCSAN, KMSAN; sleeping or scheduling while atomic;
	 * bad page state; NULL pointers; slab corruption.
	 */
	{ START, "BUG: ", "bug" },
	{ START, "BUG ", "slab corruption" },
	{ START, "kernel BUG at ", "BUG()" },
	{ START, "UBSAN: ", "undefined behaviour" },
	/* With KASAN on, what a wild pointer would have hit. */
	{ START, "KASAN: ", "bad memory access" },
	{ START, "Oops", "oops" },
	/* A program's own fault has "traps: NAME[PID]" ahead of it. */
	{ START, "general protection fault", "oops" },
	{ START, "divide error: ", "oops" },
	{ START, "invalid opcode: ", "oops" },
	{ START, "stack segment: ", "oops" },
	{ START, "int3: ", "oops" },
	{ START, "double fault: ", "oops" },
	{ ANYWHERE, "stack guard page was hit", "stack overflow" },
	{ START, "list_add corruption", "list corruption" },
	{ START, "list_del corruption", "list corruption" },
	{ START, "pagealloc: ", "write to a freed page" },
	/* A CPU that does nothing else any more. */
	{ START, "watchdog: BUG: soft lockup", "lockup" },
	{ ANYWHERE, "Watchdog detected hard LOCKUP", "lockup" },
	{ START, "rcu: INFO: ", "RCU stall" },
	{ START, "INFO: rcu_", "RCU stall" },
	{ START, "INFO: task ", "hung task" },
	{ ANYWHERE, "blocked for more than", "hung task" },
	/* A reference to a device, a page of a pool: never returned. */
	{ START, "unregister_netdevice: waiting for ", "leaked reference" },
	{ ANYWHERE, "stalled pool shutdown", "leaked page" },
	{ ANYWHERE, " new suspected memory leaks", "leaked memory" },
	{ START, "unreferenced object 0x", "leaked memory" },
	/* The guest is too small, or something ate its memory. */
	{ ANYWHERE, "invoked oom-killer", "out of memory" },
	{ ANYWHERE, "page allocation failure", "out of memory" },
	/* Somebody found a reason to show a stack: unknown, but not clean. */
	{ START, "Call Trace:", "stack trace" },
};

/* Cuts "[   12.345678] ", or with CONFIG_PRINTK_CALLER "[   12.345678][ T9] ". */
static const char *message_of(const char *line)
{
	while (*line == '[') {
		const char *end = strchr(line, ']');

		if (!end || (end[1] != ' ' && end[1] != '['))
			break;
		line = end + 1 + (end[1] == ' ');
	}
	return line;
}

static const char *splat_why(const char *msg)
{
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		const char *text = patterns[i].text;

		if (patterns[i].where == START ?
		    !strncmp(msg, text, strlen(text)) :
		    strstr(msg, text) != NULL)
			return patterns[i].why;
	}
	return NULL;
}

/* A NUL would hide what follows it. */
static void drop_nuls(char *line, size_t len)
{
	char *to = line;

	for (size_t i = 0; i < len; i++)
		if (line[i])
			*to++ = line[i];
	*to = '\0';
}

static void scan_line(struct lab_console *con, const char *line,
		      unsigned int number)
{
	const char *msg = message_of(line);

	if (strstr(line, LAST_WORDS))
		con->complete = true;
	else if (!strncmp(line, INIT_WORDS, strlen(INIT_WORDS)))
		snprintf(con->init, sizeof(con->init), "%s", line);
	if (con->why)
		return;
	con->why = splat_why(msg);
	if (!con->why)
		return;
	con->number = number;
	snprintf(con->line, sizeof(con->line), "%s", msg);
}

/**
 * lab_console_scan() - look for splats in DIR/console.log
 * @opt: the options
 * @con: filled in
 *
 * A log that cannot be read is not a clean log: the lab is broken then.
 */
void lab_console_scan(const struct lab_options *opt, struct lab_console *con)
{
	const char *path = lab_path(opt, "console.log");
	FILE *f = fopen(path, "re");
	unsigned int number = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	*con = (struct lab_console){ 0 };
	if (!f)
		lab_die("%s: %s", path, strerror(errno));
	while ((len = getline(&line, &size, f)) >= 0) {
		drop_nuls(line, len);
		number++;
		/* A shell returns to the start of a line it has begun. */
		for (char *p = line, *part; (part = strsep(&p, "\r\n"));)
			scan_line(con, part, number);
	}
	if (ferror(f))
		lab_die("%s: %s", path, strerror(errno));
	free(line);
	fclose(f);
}
