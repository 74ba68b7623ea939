// SPDX-License-Identifier: GPL-2.0
/* What PID 1 of the guest reported by its port, line by line in DIR/verdict. */
#include <stdio.h>
#include <string.h>

#include "guest_verdict.h"
#include "run_directory.h"

/* Cuts a list that is too long; the file DIR/verdict has all of it. */
static void left_add(char *left, size_t size, const char *what)
{
	size_t len = strlen(left);

	snprintf(left + len, size - len, "%s%s", len ? ", " : "", what);
}

static void verdict_line(struct guest_verdict *v, const char *line)
{
	char end;

	if (v->done)
		snprintf(v->error, sizeof(v->error), "\"%s\" after \"done\"",
			 line);
	else if (!strcmp(line, "hello"))
		v->hello = true;
	else if (!strcmp(line, "keep"))
		v->keep = true;
	else if (!strcmp(line, "reboot"))
		v->reboot = true;
	else if (sscanf(line, "ktap %lld%c", &v->ktap, &end) == 1 ||
		 sscanf(line, "out %lld%c", &v->out, &end) == 1)
		return;
	else if (!strncmp(line, "left ", 5))
		left_add(v->left, sizeof(v->left), line + 5);
	else if (sscanf(line, "done %d%c", &v->rc, &end) == 1)
		v->done = true;
	else if (!strncmp(line, "error ", 6))
		snprintf(v->error, sizeof(v->error), "%s", line + 6);
	else
		snprintf(v->error, sizeof(v->error), "verdict \"%s\"", line);
}

/**
 * guest_verdict_read() - read what PID 1 of the guest reported so far
 * @opt: the options
 * @v: filled in
 */
void guest_verdict_read(const struct run_options *opt, struct guest_verdict *v)
{
	FILE *f = fopen(run_path(opt, "verdict"), "re");
	char line[512];

	*v = (struct guest_verdict){ .ktap = -1, .out = -1 };
	/* Skip a line without its newline: "done 1" may be half of "done 127". */
	while (f && fgets(line, sizeof(line), f)) {
		char *end = strchr(line, '\n');

		if (!end)
			continue;
		*end = '\0';
		verdict_line(v, line);
	}
	if (f)
		fclose(f);
}
