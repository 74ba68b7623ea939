// SPDX-License-Identifier: GPL-2.0
/*
 * The search for splats in the guest's console.
 *
 * A test has not passed if the kernel printed a splat meanwhile. Most splats
 * panic (panic_on_warn), but those of lockdep, RCU and some others do not.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "qemu/common/error.h"
#include "run_directory.h"
#include "splats.h"

/* The last line that PID 1 of the guest prints */
#define LAST_WORDS	"lab: end of console"
/* What its error messages begin with */
#define INIT_WORDS	"lab: "

/*
 * START: the text begins the message, behind its time stamp. For texts that a
 * harmless message may have in the middle, as in a driver's "ice: WARNING: odd".
 */
enum where { START, ANYWHERE };

/* The first match gives the reason, so the vague ones are last. */
static const struct {
	enum where where;
	const char *text;
	const char *why;
} patterns[] = {
	/* The splat that caused the panic, if any, is on an earlier line. */
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
	/* With KASAN: the address that a wild pointer would have hit */
	{ START, "KASAN: ", "bad memory access" },
	{ START, "Oops", "oops" },
	/* A fault of a user program has "traps: NAME[PID]" in front. */
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
	/* CPUs and tasks that make no progress */
	{ START, "watchdog: BUG: soft lockup", "lockup" },
	{ ANYWHERE, "Watchdog detected hard LOCKUP", "lockup" },
	{ START, "rcu: INFO: ", "RCU stall" },
	{ START, "INFO: rcu_", "RCU stall" },
	{ START, "INFO: task ", "hung task" },
	{ ANYWHERE, "blocked for more than", "hung task" },
	/* References to devices, pages of pools, memory: not returned */
	{ START, "unregister_netdevice: waiting for ", "leaked reference" },
	{ ANYWHERE, "stalled pool shutdown", "leaked page" },
	{ ANYWHERE, " new suspected memory leaks", "leaked memory" },
	{ START, "unreferenced object 0x", "leaked memory" },
	/* The guest is too small, or something leaks. */
	{ ANYWHERE, "invoked oom-killer", "out of memory" },
	{ ANYWHERE, "page allocation failure", "out of memory" },
	/* Unknown, but the kernel shows a stack only for a reason. */
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

/* To the string functions a NUL would hide the rest of the line. */
static void drop_nuls(char *line, size_t len)
{
	char *to = line;

	for (size_t i = 0; i < len; i++)
		if (line[i])
			*to++ = line[i];
	*to = '\0';
}

static void scan_line(struct console *con, const char *line,
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
 * console_scan() - search DIR/console.log for splats
 * @opt: the options
 * @con: filled in
 *
 * A log that cannot be read is not a clean log: the lab is broken.
 */
void console_scan(const struct run_options *opt, struct console *con)
{
	const char *path = run_path(opt, "console.log");
	FILE *f = fopen(path, "re");
	unsigned int number = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	*con = (struct console){ 0 };
	if (!f)
		die("%s: %s", path, strerror(errno));
	while ((len = getline(&line, &size, f)) >= 0) {
		drop_nuls(line, len);
		number++;
		/* A shell prints a carriage return in the middle of a line. */
		for (char *p = line, *part; (part = strsep(&p, "\r\n"));)
			scan_line(con, part, number);
	}
	if (ferror(f))
		die("%s: %s", path, strerror(errno));
	free(line);
	fclose(f);
}
